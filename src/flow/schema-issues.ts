import type { ts } from 'ts-morph';
import { isSaid } from '../libraries/named-calls.js';
import { tsc } from '../syntax/compiler.js';
import { mentions } from '../syntax/contains.js';
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

/** Looked for once in each program, however many members its schemas have. */
const knownIn = new WeakMap<Evaluation, string | null>();

/** Where a program reads what a schema found wrong, beyond whether it found anything; null where it does not. */
export function readOfIssues(evaluation: Evaluation): string | null {
  const known = knownIn.get(evaluation);
  if (known !== undefined) return known;
  const place = findRead(evaluation);
  knownIn.set(evaluation, place);
  return place;
}

function findRead(evaluation: Evaluation): string | null {
  const { index } = evaluation;
  const found =
    index.identifiers('issues').find(isReadAsMember) ??
    SPELLING.flatMap((name) => index.identifiers(name)).find(isCalled) ??
    TELLING.flatMap((name) => index.identifiers(name)).find((name) => isOfFailure(name, evaluation));
  return found ? describePlace(`\`${found.text}\``, found) : null;
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
  const root = tsc.isPropertyAccessExpression(node) && node.name.text === 'error' ? node.expression : node;
  const declaration = tsc.isIdentifier(root) ? declaredSymbol(root, evaluation)?.valueDeclaration : undefined;
  const made = declaration && tsc.findAncestor(declaration, tsc.isVariableDeclaration)?.initializer;
  return made !== undefined && mentions(made, ANSWERING);
}
