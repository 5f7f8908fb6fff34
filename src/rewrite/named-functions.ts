import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { oncePerObject } from '../model/once-per-object.js';
import { fileOf, spanOf } from '../program/program.js';
import type { Edit } from '../model/spans.js';
import { layoutAt } from '../syntax/layout.js';

/** An inline function that is given a name, so that two requests can be given it. */
export interface Named {
  readonly node: ts.Expression;
  readonly name: string;
}

/**
 * The functions stay where they are; what was before and between them goes, and is written behind the last of them.
 *
 * @param request the request, and the lines that go before all of it
 */
export function declarations(
  host: Host,
  named: readonly Named[],
  { request, above }: { readonly request: string; readonly above: readonly string[] },
  chain: ts.CallExpression,
): readonly Edit[] {
  const { newline } = layoutAt(chain);
  const semicolon = semicolonOf(chain);
  const line = newline + host.indent;
  const starts = [host.start, ...named.map(({ node }) => node.getEnd())];
  const ends = [...named.map(({ node }) => node.getStart()), host.end];
  const lines = above.map((each) => each + semicolon + line).join('');
  const texts = named.map(
    ({ name }, index) =>
      (index ? semicolon + line : host.before + line + lines) + `${declaring(chain, 'const')} ${name} = `,
  );
  const [opening = '', ...others] = texts;
  const all = [
    host.before ? opening : opening.trimStart(),
    ...others,
    semicolon + line + host.lead + request + host.after,
  ];
  return all.map((text, index): Edit => ({
    file: fileOf(chain),
    start: starts[index] ?? 0,
    end: ends[index] ?? 0,
    text,
  }));
}

/** The name in the place of the function. */
export function nameEdit({ node, name }: Named): Edit {
  return { ...spanOf(node), text: name };
}

/** What ends a statement in the file of a node. */
export function semicolonOf(node: ts.Node): string {
  return node.getSourceFile().text.includes(';') ? ';' : '';
}

/** The keyword of a declaration; `var` where the file knows no other. */
export function declaring(node: ts.Node, keyword: 'const' | 'let'): string {
  return declaresByVarAlone(node.getSourceFile()) ? 'var' : keyword;
}

const declaresByVarAlone = oncePerObject((source: ts.SourceFile): boolean => {
  const isBlockScoped = (each: ts.Node): boolean => (each.flags & tsc.NodeFlags.BlockScoped) !== 0;
  const hasVar = contains(source, (each) => tsc.isVariableDeclarationList(each) && !isBlockScoped(each));
  return hasVar && !contains(source, (each) => tsc.isVariableDeclarationList(each) && isBlockScoped(each));
});

/** What is written anew around a request so that functions can be declared before it. */
export interface Host {
  readonly node: ts.Node;
  readonly start: number;
  readonly end: number;
  /** What sees the declarations. */
  readonly scope: ts.Node;
  readonly indent: string;
  /** What stands before the declarations, before the request and behind it. */
  readonly before: string;
  readonly lead: string;
  readonly after: string;
}

/** The statement that is nothing but the request, or returns it; the body of an arrow function, which becomes a block. */
export function hostOf(chain: ts.CallExpression): Host | null {
  const { parent } = chain;
  if (tsc.isArrowFunction(parent)) return bodyHost(chain, parent);
  const statement = tsc.isVariableDeclaration(parent) ? declarationStatement(parent) : parent;
  const isStatement = tsc.isExpressionStatement(parent) || tsc.isReturnStatement(parent) || statement !== parent;
  if (!statement || !isStatement || !(tsc.isBlock(statement.parent) || tsc.isSourceFile(statement.parent))) return null;
  const { indent } = layoutAt(statement);
  return {
    node: statement,
    start: statement.getStart(),
    end: statement.getEnd(),
    scope: statement.parent,
    indent,
    before: '',
    lead: '',
    after: '',
  };
}

/** The statement that declares one variable only. */
function declarationStatement(declaration: ts.VariableDeclaration): ts.VariableStatement | null {
  const list = declaration.parent;
  if (!tsc.isVariableDeclarationList(list) || list.declarations.length !== 1) return null;
  return tsc.isVariableStatement(list.parent) ? list.parent : null;
}

function bodyHost(chain: ts.CallExpression, arrow: ts.ArrowFunction): Host {
  const outer = layoutAt(arrow.equalsGreaterThanToken);
  const start = arrow.equalsGreaterThanToken.getEnd();
  const { text } = chain.getSourceFile();
  const isPlain = text.slice(start, chain.getStart()).trim() === '';
  // A body in a line of its own may have a comma behind it, which a block in its place has not.
  const [behind = ''] = /^,?\s*(?=\))/.exec(text.slice(chain.getEnd())) ?? [];
  return {
    node: chain,
    start: isPlain ? start : chain.getStart(),
    end: chain.getEnd() + (isPlain ? behind.length : 0),
    scope: arrow,
    indent: outer.indent + outer.step,
    before: isPlain ? ' {' : '{',
    lead: 'return ',
    after: `${semicolonOf(chain)}${outer.newline}${outer.indent}}`,
  };
}
