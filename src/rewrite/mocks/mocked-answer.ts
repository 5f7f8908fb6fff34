import type { ts } from 'ts-morph';
import type { MockForm } from '../../clients/client.js';
import { tsc } from '../../syntax/compiler.js';
import { contains } from '../../syntax/contains.js';
import { layoutAt } from '../../syntax/layout.js';
import { spanOf } from '../../program/program.js';
import type { MockedAnswer } from '../../model/mocked-answer.js';
import type { Evaluation } from '../../values/evaluation.js';
import { objectTextOf } from './object-text.js';

/** From this status on an answer says that the request failed. */
const FIRST_FAILURE = 400;

/**
 * What a mock answers, and the code that says so.
 *
 * @param call the call that names the request to answer
 * @param form where the mocking library takes the answer
 * @returns null where the code that answers is not in one place
 */
export function mockedAnswerOf(call: ts.CallExpression, form: MockForm, evaluation: Evaluation): MockedAnswer | null {
  return form.kind === 'chain' ? answerInChain(call, form, evaluation) : answerOfHandler(call, evaluation);
}

/** `scope.get('/me').reply(200, { … })`: the answer follows in the same chain, and the next request follows it. */
function answerInChain(
  call: ts.CallExpression,
  form: Extract<MockForm, { kind: 'chain' }>,
  evaluation: Evaluation,
): MockedAnswer | null {
  const reply = calledOn(call, [...form.replies, ...form.failures]);
  if (!reply || !tsc.isPropertyAccessExpression(call.expression)) return null;
  const start = call.expression.expression.getEnd();
  const code = { ...spanOf(reply), start };
  const { text } = call.getSourceFile();
  // Where the program gives up before the answer comes, nothing asks for the second one, and the next test gets it.
  const isGivenUp = calledOn(call, DELAYS) !== null && givesUp(evaluation);
  const counted = isGivenUp ? 'each' : countedIn(call.getSourceFile());
  const said = { code, text: text.slice(start, code.end), joint: '', counted } as const;
  const [status, body] = reply.arguments;
  const isFailure = form.failures.includes(nameOfCall(reply) ?? '') || isFailing(status);
  return { ...said, fails: isFailure, body: isStatus(status) ? objectTextOf(body, evaluation) : null };
}

/** The first of the calls that follow in a chain whose name is one of these. */
function calledOn(call: ts.CallExpression, names: readonly string[]): ts.CallExpression | null {
  const { parent: access } = call;
  if (!tsc.isPropertyAccessExpression(access) || access.expression !== call) return null;
  const { parent: next } = access;
  if (!tsc.isCallExpression(next) || next.expression !== access) return null;
  return names.includes(access.name.text) ? next : calledOn(next, names);
}

/** `http.get(url, () => HttpResponse.json({ … }))`: the answer is what a function returns, and handlers stand in a list. */
function answerOfHandler(call: ts.CallExpression, evaluation: Evaluation): MockedAnswer | null {
  const returned = returnedBy(call.arguments[1]);
  if (!returned || !isListed(call)) return null;
  const { text } = call.getSourceFile();
  const gap = /(\r?\n)?[ \t]*$/.exec(text.slice(0, call.getStart()))?.[1] ? layoutAt(call) : null;
  const joint = gap ? `,${gap.newline}${gap.indent}` : ', ';
  const said = { code: spanOf(call), text: call.getText(), joint, counted: countedIn(call.getSourceFile()) };
  const parts = [returned, ...returned.arguments.filter((argument) => tsc.isCallExpression(argument))];
  const answers = parts.filter((part) => nameOfCall(part) === 'json');
  const [answer] = answers;
  if (!answer || answers.length > 1) return null;
  const statuses = parts.filter((part) => nameOfCall(part) === 'status').map((part) => part.arguments[0]);
  const options = answer.arguments[1];
  const status = options ? [statusOption(options)] : statuses;
  if (!status.every(isStatus)) return null;
  return { ...said, fails: status.some(isFailing), body: objectTextOf(answer.arguments[0], evaluation) };
}

/** The call that a function returns whatever it is asked. */
function returnedBy(handler: ts.Node | undefined): ts.CallExpression | null {
  if (!handler || !(tsc.isArrowFunction(handler) || tsc.isFunctionExpression(handler))) return null;
  const { body } = handler;
  if (!tsc.isBlock(body)) return tsc.isCallExpression(body) ? body : null;
  const [only] = body.statements;
  if (body.statements.length !== 1 || !only || !tsc.isReturnStatement(only)) return null;
  return only.expression && tsc.isCallExpression(only.expression) ? only.expression : null;
}

/** Whether one more expression can stand beside a call: in an array, or among the handlers that a function takes. */
function isListed({ parent }: ts.CallExpression): boolean {
  if (tsc.isArrayLiteralExpression(parent)) return true;
  return tsc.isCallExpression(parent) && /^(use|resetHandlers|setup(Server|Worker))$/.test(nameOfCall(parent) ?? '');
}

/** The value of `status` among options; undefined where they do not say it in sight. */
function statusOption(options: ts.Expression): ts.Expression | undefined {
  if (!tsc.isObjectLiteralExpression(options)) return undefined;
  const status = options.properties.find(({ name }) => name?.getText() === 'status');
  return status && tsc.isPropertyAssignment(status) ? status.initializer : undefined;
}

/** Methods of nock that keep an answer back: https://github.com/nock/nock#delay-the-response */
const DELAYS = ['delay', 'delayConnection', 'delayBody'];

/** Names by which a program says how long it waits. */
const GIVING_UP = ['timeout', 'signal', 'abort', 'race'];

function givesUp({ index }: Evaluation): boolean {
  return GIVING_UP.some((name) => index.identifiers(name).length > 0);
}

/** Events of nock that tell of each request: https://github.com/nock/nock#events */
const EVENTS: ReadonlySet<string> = new Set(['request', 'replied', 'no match']);

/** Members by which a test gets the list of the requests that were made, and those that say whether all mocks were used. */
const LISTED: ReadonlySet<string> = new Set(['history', 'events']);
const USED: ReadonlySet<string> = new Set(['isDone', 'pendingMocks', 'activeMocks', 'done']);

/** What a test asks of its mocks: of nock whether all were used, of axios-mock-adapter the list of requests. */
function countedIn(source: ts.SourceFile): MockedAnswer['counted'] {
  const reads = (names: ReadonlySet<string>): boolean =>
    contains(source, (node) => tsc.isPropertyAccessExpression(node) && names.has(node.name.text));
  if (reads(LISTED) || contains(source, isListening)) return 'each';
  return reads(USED) ? 'all' : null;
}

/** `scope.on('request', () => …)` */
function isListening(node: ts.Node): boolean {
  if (!tsc.isCallExpression(node) || !/^(?:on|once|addListener)$/.test(nameOfCall(node) ?? '')) return false;
  const [event] = node.arguments;
  return event !== undefined && tsc.isStringLiteralLike(event) && EVENTS.has(event.text);
}

function nameOfCall({ expression }: ts.CallExpression): string | null {
  if (tsc.isIdentifier(expression)) return expression.text;
  return tsc.isPropertyAccessExpression(expression) ? expression.name.text : null;
}

function isStatus(node: ts.Node | undefined): boolean {
  return node !== undefined && tsc.isNumericLiteral(node);
}

function isFailing(node: ts.Node | undefined): boolean {
  return node !== undefined && tsc.isNumericLiteral(node) && Number(node.text) >= FIRST_FAILURE;
}
