import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { hostOf } from '../requests/url.js';
import { calleeName } from '../program/syntax-index.js';
import type { Evaluation } from '../values/evaluation.js';
import { isExportsObject } from '../values/modules.js';
import { charactersOf, EMPTY_CONTEXT } from '../values/value.js';

/** A file and the names under which it may hand on something of Clever's. */
export interface Carrier {
  readonly source: ts.SourceFile;
  readonly names: readonly string[];
}

/**
 * The top-level names of files that a Clever address goes into: `base` of `export const base = 'https://api.clever.com'`,
 * and what is made of it in the same file.
 *
 * Files that import such a name need no trace of Clever of their own, so they are found by it.
 */
export function carriersOf(evaluation: Evaluation, hosts: readonly string[]): readonly Carrier[] {
  const names = new Map<ts.SourceFile, Set<string>>();
  for (const node of addressesIn(evaluation, hosts)) {
    const known = names.get(node.getSourceFile()) ?? new Set<string>();
    names.set(node.getSourceFile(), known);
    for (const name of topLevelNames(node)) known.add(name);
  }
  return [...names].map(([source, found]) => ({
    source,
    names: namesElsewhere(spread(found, source, evaluation), evaluation),
  }));
}

/** Texts and environment variables that hold a host of Clever's. */
function addressesIn(evaluation: Evaluation, hosts: readonly string[]): readonly ts.Node[] {
  const { strings, templates } = evaluation.index;
  const texts = [...strings, ...templates].filter((node) =>
    hosts.some((host) => node.getText().toLowerCase().includes(host)),
  );
  return [...texts, ...environmentReads(evaluation, hosts)];
}

function environmentReads(evaluation: Evaluation, hosts: readonly string[]): readonly ts.Node[] {
  return evaluation.index
    .identifiers('env')
    .map((name) => name.parent.parent)
    .filter((node) => tsc.isPropertyAccessExpression(node) && holdsHost(node, evaluation, hosts));
}

function holdsHost(node: ts.Node, evaluation: Evaluation, hosts: readonly string[]): boolean {
  return evaluation.evaluate(node, EMPTY_CONTEXT).some((value) => {
    if (value.kind !== 'text') return false;
    const host = hostOf(charactersOf(value.pieces));
    return host !== null && hosts.includes(host);
  });
}

/** Names of the top-level declaration that a node is part of; `default` and `exports` for what has none. */
function topLevelNames(node: ts.Node): readonly string[] {
  const statement = tsc.findAncestor(node, (each) => each.parent !== undefined && tsc.isSourceFile(each.parent));
  if (!statement) return [];
  if (tsc.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  if (tsc.isExportAssignment(statement)) return ['default'];
  const isNamed =
    tsc.isFunctionDeclaration(statement) || tsc.isClassDeclaration(statement) || tsc.isEnumDeclaration(statement);
  if (isNamed) return [statement.name?.text ?? 'default', ...(isDefault(statement) ? ['default'] : [])];
  if (!tsc.isExpressionStatement(statement) || !tsc.isBinaryExpression(statement.expression)) return [];
  const target = statement.expression.left;
  const name = calleeName(target);
  return isExportsObject(target) ? ['exports'] : name ? [name] : [];
}

/** The names, and those of declarations of the same file that use them. */
function spread(names: ReadonlySet<string>, source: ts.SourceFile, evaluation: Evaluation): ReadonlySet<string> {
  const found = new Set(names);
  for (const name of found) {
    for (const use of evaluation.index.identifiers(name)) {
      if (use.getSourceFile() === source) for (const outer of topLevelNames(use)) found.add(outer);
    }
  }
  return found;
}

/** The names, and those they are exported and imported under. */
function namesElsewhere(names: ReadonlySet<string>, evaluation: Evaluation): readonly string[] {
  return [...new Set([...names].flatMap((name) => evaluation.index.aliasesOf(name)))];
}

function boundNames(name: ts.BindingName): readonly string[] {
  if (tsc.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (tsc.isBindingElement(element) ? boundNames(element.name) : []));
}

function isDefault(node: ts.Statement): boolean {
  return (
    tsc.canHaveModifiers(node) &&
    (tsc.getModifiers(node)?.some((each) => each.kind === tsc.SyntaxKind.DefaultKeyword) ?? false)
  );
}
