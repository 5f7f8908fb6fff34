import type { ts } from 'ts-morph';
import { oncePerObject } from '../model/once-per-object.js';
import { isSaid } from '../libraries/named-calls.js';
import { tsc } from '../syntax/compiler.js';
import { find, mentions } from '../syntax/contains.js';
import { namesLeadingTo } from '../syntax/names.js';
import type { Evaluation } from '../values/evaluation.js';
import { describePlace } from './other-uses.js';
import { declaredSymbol } from './references.js';

/** Checks that answer whether they failed, and why: https://zod.dev/basics, https://valibot.dev/guides/parse-data/ */
const ANSWERING: ReadonlySet<string> = new Set(['safeParse', 'safeParseAsync', 'spa']);

/** Functions that spell what was wrong: https://zod.dev/error-formatting */
const SPELLING = ['treeifyError', 'prettifyError', 'flattenError', 'fromZodError'];

/** Methods and members of a failure that do, where what failed is known. */
const TELLING = ['format', 'flatten', 'errors', 'message'];

/** A read of what some check found wrong. */
interface IssueRead {
  readonly name: ts.Identifier;
  /** What declares the schema that was checked with, and all that it is made of; null where it is not in sight. */
  readonly schema: ReadonlySet<ts.Node> | null;
}

/** Looked for once in each program, however many members its schemas have. */
const readsIn = oncePerObject(findReads);

/**
 * Where a program reads what a schema found wrong, beyond whether it found anything; null where it does not.
 *
 * @param member a part of the schema
 */
export function readOfIssues(member: ts.Node, evaluation: Evaluation): string | null {
  const isPartOf = (schema: ReadonlySet<ts.Node>): boolean =>
    tsc.findAncestor(member, (each) => schema.has(each)) !== undefined;
  const found = readsIn(evaluation).find(({ schema }) => !schema || isPartOf(schema));
  return found ? describePlace(`\`${found.name.text}\``, found.name) : null;
}

function findReads(evaluation: Evaluation): readonly IssueRead[] {
  const { index } = evaluation;
  const names = [
    ...index.identifiers('issues').filter(isReadAsMember),
    ...SPELLING.flatMap((name) => index.identifiers(name)).filter(isCalled),
    ...TELLING.flatMap((name) => index.identifiers(name)).filter((name) => isOfFailure(name, evaluation)),
  ];
  return names.map((name) => ({ name, schema: schemaOf(name, evaluation) }));
}

/** The schema that `parsed.error.issues` is about, and all that it is made of: `Me` of `const parsed = Me.safeParse(body)`. */
function schemaOf(name: ts.Identifier, evaluation: Evaluation): ReadonlySet<ts.Node> | null {
  const failure = failureReadBy(name);
  const made = failure && valueOfRoot(failure, evaluation);
  const check = made && find(made, isCheck);
  if (!check || !tsc.isCallExpression(check)) return null;
  // `Me.safeParse(body)` of zod, `v.safeParse(Me, body)` of valibot.
  const [first] = check.arguments;
  const on = tsc.isPropertyAccessExpression(check.expression) ? [check.expression.expression] : [];
  const schemas = [...on, ...(first ? [first] : [])].flatMap((each) => declarationOfSchema(each, evaluation) ?? []);
  return schemas.length ? madeOf(schemas, evaluation) : null;
}

/** What `issues` is read of, and what `treeifyError` is called with. */
function failureReadBy({ parent }: ts.Identifier): ts.Expression | null {
  if (!tsc.isPropertyAccessExpression(parent))
    return tsc.isCallExpression(parent) ? (parent.arguments[0] ?? null) : null;
  const isMethodOfLibrary = tsc.isCallExpression(parent.parent) && SPELLING.includes(parent.name.text);
  return isMethodOfLibrary ? (parent.parent.arguments[0] ?? null) : parent.expression;
}

function isCheck(node: ts.Node): boolean {
  return tsc.isCallExpression(node) && ANSWERING.has(namesLeadingTo(node.expression).at(-1) ?? '');
}

/** What declares a schema with all that it is; nothing for a parameter, and for a library that is imported. */
function declarationOfSchema(node: ts.Expression, evaluation: Evaluation): ts.Declaration | null {
  const name = tsc.isPropertyAccessExpression(node) ? node.name : node;
  const declaration = tsc.isIdentifier(name) ? declaredSymbol(name, evaluation)?.valueDeclaration : undefined;
  const isWritten =
    declaration && (tsc.isVariableDeclaration(declaration) || tsc.isPropertyAssignment(declaration))
      ? declaration.initializer && !mentions(declaration.initializer, REQUIRING)
      : false;
  return declaration && isWritten ? declaration : null;
}

const REQUIRING: ReadonlySet<string> = new Set(['require', 'import']);

/** Some declarations, and all that they name, at any distance. */
function madeOf(declarations: readonly ts.Declaration[], evaluation: Evaluation): ReadonlySet<ts.Node> {
  const parts = new Set<ts.Node>(declarations);
  for (const part of parts) {
    find(part, (node) => {
      const named = tsc.isIdentifier(node) ? (declaredSymbol(node, evaluation)?.declarations ?? []) : [];
      for (const each of named) if (!each.getSourceFile().isDeclarationFile && !tsc.isSourceFile(each)) parts.add(each);
      return false;
    });
  }
  return parts;
}

function isReadAsMember({ parent }: ts.Identifier): boolean {
  return tsc.isPropertyAccessExpression(parent) || tsc.isBindingElement(parent);
}

/** `z.treeifyError(error)` */
function isCalled(name: ts.Identifier): boolean {
  const callee = tsc.isPropertyAccessExpression(name.parent) ? name.parent : name;
  return tsc.isCallExpression(callee.parent) && callee.parent.expression === callee;
}

/** `parsed.error.message` of `const parsed = Me.safeParse(body)`, unless it is a line of a log. */
function isOfFailure(name: ts.Identifier, evaluation: Evaluation): boolean {
  const { parent: access } = name;
  if (!tsc.isPropertyAccessExpression(access) || access.name !== name) return false;
  const { parent } = access;
  const isLogged = tsc.isCallExpression(parent) && isSaid(namesLeadingTo(parent.expression));
  return !isLogged && isFailure(access.expression, evaluation);
}

/** `parsed.error`, or `error` of `const { error } = Me.safeParse(body)` */
function isFailure(node: ts.Expression, evaluation: Evaluation): boolean {
  const made = valueOfRoot(node, evaluation);
  return made !== null && mentions(made, ANSWERING);
}

/** What the variable is given that a failure is read of. */
function valueOfRoot(node: ts.Expression, evaluation: Evaluation): ts.Expression | null {
  const root = tsc.isPropertyAccessExpression(node) && node.name.text === 'error' ? node.expression : node;
  const declaration = tsc.isIdentifier(root) ? declaredSymbol(root, evaluation)?.valueDeclaration : undefined;
  return (declaration && tsc.findAncestor(declaration, tsc.isVariableDeclaration)?.initializer) ?? null;
}
