import type { ts } from 'ts-morph';
import type { MockForm } from '../../clients/client.js';
import { waitsForEvent } from '../../libraries/named-calls.js';
import { tsc } from '../../syntax/compiler.js';
import { contains } from '../../syntax/contains.js';
import { layoutAt } from '../../syntax/layout.js';
import { spanOf } from '../../program/program.js';
import type { MockedAnswer } from '../../model/mocked-answer.js';
import { oncePerObject } from '../../model/once-per-object.js';
import type { Evaluation } from '../../values/evaluation.js';
import { answerOfFunction, isFailing, isStatus, nameOfCall } from './handler-answers.js';
import { objectTextOf } from './object-text.js';

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
  const reply = calledOn(call, [...form.replies, ...form.failures, ...form.passes]);
  if (!reply) return null;
  const [status, body] = reply.arguments;
  const name = nameOfCall(reply) ?? '';
  const fails = form.failures.includes(name) || isFailing(status);
  const passes = form.passes.includes(name);
  // What fails is answered once.
  const repeated = form.isClosed && !fails ? statementOf(call, reply) : linkOf(call, reply);
  if (!repeated) return null;
  // Where the program gives up before the answer comes, nothing asks for the second one, and the next test gets it.
  const isGivenUp = calledOn(call, DELAYS) !== null && givesUp(evaluation);
  const counted = isGivenUp ? 'each' : countedIn(call.getSourceFile());
  return { ...repeated, counted, fails, passes, body: isStatus(status) ? objectTextOf(body, evaluation) : null };
}

/** Code that can be said once more behind itself. */
type Repeated = Pick<MockedAnswer, 'code' | 'text' | 'joint'>;

/** The calls of a chain from the one that names a request to its answer. */
function linkOf(call: ts.CallExpression, reply: ts.CallExpression): Repeated | null {
  if (!tsc.isPropertyAccessExpression(call.expression)) return null;
  const code = { ...spanOf(reply), start: call.expression.expression.getEnd() };
  return { code, text: call.getSourceFile().text.slice(code.start, code.end), joint: '' };
}

/** The statement around a chain that begins with a name, so that it can begin so again. */
function statementOf(call: ts.CallExpression, reply: ts.CallExpression): Repeated | null {
  const statement = outermostOfChain(reply).parent;
  if (!tsc.isExpressionStatement(statement) || !beginsWithName(call)) return null;
  if (!tsc.isBlock(statement.parent) && !tsc.isSourceFile(statement.parent)) return null;
  const { newline, indent } = layoutAt(statement);
  return { code: spanOf(statement), text: statement.getText(), joint: `${newline}${indent}` };
}

function outermostOfChain(call: ts.Node): ts.Node {
  const { parent } = call;
  const isNext = tsc.isPropertyAccessExpression(parent) || (tsc.isCallExpression(parent) && parent.expression === call);
  return isNext ? outermostOfChain(parent) : call;
}

function beginsWithName({ expression }: ts.CallExpression | ts.PropertyAccessExpression): boolean {
  if (tsc.isCallExpression(expression) || tsc.isPropertyAccessExpression(expression)) return beginsWithName(expression);
  return tsc.isIdentifier(expression) || expression.kind === tsc.SyntaxKind.ThisKeyword;
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
  const answer = answerOfFunction(call.arguments[1], evaluation);
  if (!answer || !(answer.fails || answer.passes || isListed(call))) return null;
  const { text } = call.getSourceFile();
  const gap = /(\r?\n)?(?<![ \t])[ \t]*$/.exec(text.slice(0, call.getStart()))?.[1] ? layoutAt(call) : null;
  const joint = gap ? `,${gap.newline}${gap.indent}` : ', ';
  const said = { code: spanOf(call), text: call.getText(), joint, counted: countedIn(call.getSourceFile()) };
  return { ...said, fails: answer.fails, passes: answer.passes, body: objectTextOf(answer.body, evaluation) };
}

/** Whether one more expression can stand beside a call: in an array, or among the handlers that a function takes. */
function isListed({ parent }: ts.CallExpression): boolean {
  if (tsc.isArrayLiteralExpression(parent)) return true;
  return tsc.isCallExpression(parent) && /^(use|resetHandlers|setup(Server|Worker))$/.test(nameOfCall(parent) ?? '');
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
const LISTED: ReadonlySet<string> = new Set(['history', 'events', 'getCallHistory']);
const USED: ReadonlySet<string> = new Set([
  ...['isDone', 'pendingMocks', 'activeMocks', 'done'],
  ...['pendingInterceptors', 'assertNoPendingInterceptors'],
]);

/**
 * What a test asks of its mocks, of which it may have thousands: of nock and undici whether all were used, of
 * axios-mock-adapter the list of requests.
 */
const countedIn = oncePerObject((source: ts.SourceFile): MockedAnswer['counted'] => {
  const reads = (names: ReadonlySet<string>): boolean =>
    contains(source, (node) => tsc.isPropertyAccessExpression(node) && names.has(node.name.text));
  if (reads(LISTED) || contains(source, isListening)) return 'each';
  return reads(USED) ? 'all' : null;
});

/** `scope.on('request', () => …)` */
function isListening(node: ts.Node): boolean {
  if (!tsc.isCallExpression(node) || !waitsForEvent(nameOfCall(node) ?? '')) return false;
  const [event] = node.arguments;
  return event !== undefined && tsc.isStringLiteralLike(event) && EVENTS.has(event.text);
}
