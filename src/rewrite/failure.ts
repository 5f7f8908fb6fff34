import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { holds } from '../syntax/holds.js';
import type { Request } from '../requests/requests.js';
import type { Evaluation } from '../values/evaluation.js';
import type { Accessor } from './accessor.js';
import type { AddressCall } from './address-call.js';

/**
 * Clients whose promise is rejected when the server answers with an error, and names of the options and hooks with which
 * a program makes them answer all the same.
 */
const REJECTING: Readonly<Record<string, readonly string[]>> = {
  axios: ['validateStatus', 'interceptors'],
  got: ['throwHttpErrors', 'hooks'],
  ky: ['throwHttpErrors', 'hooks'],
  ofetch: ['ignoreResponseError', 'onResponseError'],
  'request-promise': ['simple'],
  superagent: ['ok'],
};

/** A function that catches an error may go on with anything. */
const CATCHES = /\bcatch\b/;

/** `return null;`, `return;` and the like. */
const ANSWERS_NOTHING = /\breturn\s*(null|undefined|false|;|\})/;

/** `if (!response.ok) throw …`, `if (response.status >= 400) throw …` */
const CHECKS =
  /if\s*\(\s*(!\s*[\w.]+\.ok|[\w.]+\.status(Code)?\s*(!==?\s*200|>=\s*[34]00|>\s*[23]99))\s*\)\s*\{?\s*(throw\b|return Promise\.reject\b)/;

/**
 * The condition under which the answer of a first request is one that a second request can be made with.
 *
 * Where the first request failed the code must see what it saw before: the failed answer.
 *
 * @returns null where the request never resolves unless it succeeded
 */
export function successOf(
  access: Accessor,
  request: Request,
  address: AddressCall,
  evaluation: Evaluation,
): string | null {
  const wrappers = wrappersOf(request, address);
  const texts = wrappers.map((wrapper) => wrapper.getText());
  const isStraight = wrappers.every((wrapper) => callsOnly(wrapper, request)) && !texts.some(mayAnswerNothing);
  const isChecked = rejects(request, evaluation) || texts.some((text) => CHECKS.test(text));
  if (isStraight && isChecked) return null;
  return isStraight ? access.success : access.success.replaceAll('.', '?.');
}

/** Whether the client's promise is rejected when the server answers with an error. */
function rejects({ client }: Request, { index }: Evaluation): boolean {
  const lenient = REJECTING[client.name];
  return lenient !== undefined && !lenient.some((name) => index.identifiers(name).length > 0);
}

/** Whether a function may go on after an error, or instead of an answer. */
function mayAnswerNothing(text: string): boolean {
  return CATCHES.test(text) || ANSWERS_NOTHING.test(text);
}

/** Whether the code around a request goes no further with a response that says that it failed: `if (!response.ok) throw …`. */
export function isCheckedAfter(call: ts.CallExpression): boolean {
  const declaration = tsc.findAncestor(call, (each) =>
    tsc.isStatement(each) ? 'quit' : tsc.isVariableDeclaration(each),
  );
  const block = tsc.findAncestor(call, tsc.isBlock);
  if (!declaration || !block || !tsc.isVariableDeclaration(declaration) || !tsc.isIdentifier(declaration.name))
    return false;
  const name = declaration.name.text;
  return block.statements.some(
    (statement) => tsc.isIfStatement(statement) && refuses(statement, name) && statement.pos >= declaration.end,
  );
}

/** `if (!response.ok) throw …`, or `return …` */
function refuses({ expression, thenStatement }: ts.IfStatement, name: string): boolean {
  if (expression.getText().replace(/\s/g, '') !== `!${name}.ok`) return false;
  const last = tsc.isBlock(thenStatement) ? thenStatement.statements.at(-1) : thenStatement;
  return last !== undefined && (tsc.isThrowStatement(last) || tsc.isReturnStatement(last));
}

/** The functions of the program between the call with the address and the client. */
export function wrappersOf(request: Request, { call }: AddressCall): readonly ts.Node[] {
  if (call === request.call) return [];
  return [...request.context.opened.keys()].filter((scope) => !holds(scope, call));
}

/** Whether a function calls nothing that could make another answer of the one it gets. */
function callsOnly(scope: ts.Node, request: Request): boolean {
  const known = new Set<ts.Node>([request.call]);
  for (const site of request.context.opened.values()) if (site?.node) known.add(site.node);
  const visit = (node: ts.Node): boolean => {
    if (tsc.isCallExpression(node) && !known.has(node) && !isHarmless(node)) return false;
    return tsc.forEachChild(node, (child) => (visit(child) ? undefined : true)) === undefined;
  };
  return visit(scope);
}

function isHarmless({ expression }: ts.CallExpression): boolean {
  return /\.(json|text|then|toString|join|stringify|parse|set|append)$|^(String|Boolean|encodeURIComponent)$/.test(
    expression.getText(),
  );
}
