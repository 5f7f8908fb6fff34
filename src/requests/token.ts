import type { Callers } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import type { ts } from 'ts-morph';
import { FIXED } from '../model/usage.js';
import type { Span } from '../model/spans.js';
import { symbolOf } from '../values/names.js';
import { fileOf } from '../program/program.js';
import { tsc } from '../syntax/compiler.js';
import type { Context, Piece, Scope, Value, Values } from '../values/value.js';
import { authorizationOf } from './basic-key.js';
import { requestsIn, type Request } from './requests.js';

/**
 * What names the tokens that a request may send: two requests without a name in common send different ones.
 *
 * The setting of a deployment, or the text of the program, that holds a token is the same whoever signs in, so it is no
 * sign-in token: such a name begins with FIXED.
 *
 * @returns an empty list for a request that sends none; null where it is not in sight what it sends
 */
export function tokensOf(request: Request, evaluation: Evaluation, callers: Callers): readonly string[] | null {
  const values = authorizationsOf(request, evaluation, callers);
  if (values.length) return [...new Set(values.map((value) => nameOf(value, request, evaluation)))];
  return request.site.arguments.length === 1 && tsc.isIdentifier(request.call.expression) ? [] : null;
}

/** What a request may say in its header, also where a caller of its function hands one in that got it from its own caller. */
function authorizationsOf(request: Request, evaluation: Evaluation, callers: Callers): Values {
  const seen = new Map<Context, Values>();
  const contexts = callers.contexts((context) => {
    const said = requestsIn(request.call, context, evaluation).flatMap((each) => authorizationOf(each, evaluation));
    seen.set(context, said);
    const scope = openedBy(said);
    return scope ? { scope, isClevers: true } : null;
  });
  return contexts.filter((context) => agrees(context, request.context)).flatMap((context) => seen.get(context) ?? []);
}

/** The function whose callers say what one of some values is; null where none can. */
function openedBy(values: Values): Scope | null {
  for (const value of values) {
    const opens =
      value.kind === 'text' ? value.pieces.map((piece) => piece.opens) : 'opens' in value ? [value.opens] : [];
    const scope = opens.find((each) => each !== null);
    if (scope) return scope;
  }
  return null;
}

/** Whether each function that was entered in both contexts was entered by the same call. */
function agrees({ opened }: Context, other: Context): boolean {
  return [...other.opened].every(([scope, site]) => {
    const own = opened.get(scope);
    return own === undefined || own?.node === site?.node;
  });
}

/** What a value is made of: settings, what only run time knows, or else its text. */
function nameOf(value: Value, request: Request, evaluation: Evaluation): string {
  const nameOfHole = ({ variable, span }: Pick<Piece, 'variable' | 'span'>, name: string): string =>
    variable === undefined ? `${ownerAt(span, name, request, evaluation)}${name}` : FIXED + variable;
  if (value.kind === 'unknown') return nameOfHole(value, value.name);
  if (value.kind !== 'text') return value.kind;
  const open = value.pieces.filter(({ hole, variable }) => hole || variable !== undefined);
  if (open.length) return open.map((piece) => nameOfHole(piece, piece.text.replace(/^\{|\}$/g, ''))).join(' ');
  const [first] = value.pieces;
  return first?.span ? `${FIXED}${first.span.file}:${first.span.start}` : FIXED;
}

/**
 * The declaration of the variable at a place, because of two functions each has its own parameter `token`; nothing for a
 * member, which both may find in the same session.
 */
function ownerAt(span: Span | null, name: string, { call }: Request, { checker }: Evaluation): string {
  const file = call.getSourceFile();
  if (span?.file !== fileOf(file)) return '';
  const variable = firstName(file, span);
  const declaration = variable?.text === name ? symbolOf(variable, checker)?.valueDeclaration : undefined;
  return declaration ? `${fileOf(declaration)}:${declaration.pos}:` : '';
}

/** The first identifier in a part of a file. */
function firstName(node: ts.Node, span: Span): ts.Identifier | undefined {
  if (node.end <= span.start || node.pos >= span.end) return undefined;
  if (tsc.isIdentifier(node) && node.getStart() >= span.start) return node;
  return tsc.forEachChild(node, (child) => firstName(child, span));
}
