import type { ts } from 'ts-morph';
import { awaited, isPiped, pathOf, type Shape } from '../clients/shape.js';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { holds } from '../syntax/holds.js';
import { namesLeadingTo } from '../syntax/names.js';
import { fileOf, spanOf } from '../program/program.js';
import { requestHooksOf } from '../requests/hooks.js';
import { overlaps, type Edit } from '../model/spans.js';
import { isHindrance, type Hindrance } from '../model/hindrance.js';
import type { FollowUp, SecondRequest } from '../model/usage.js';
import type { Evaluation } from '../values/evaluation.js';
import { hinderedBy, runsOnce } from './hindered.js';
import { spellAccess, spellDecoded, typeOf, type Accessor } from './accessor.js';
import { findAddressCall, isWithin, type AddressCall } from './address-call.js';
import { bodyAround, isAssigned, statementAround, statementOf } from './beginnings.js';
import { callbackForm } from './callback-form.js';
import { goesOnWithoutData } from './beside-data.js';
import { callsTo, dataGuard, isCheckedAfter, successOf, wrappersOf } from './failure.js';
import { changedBetween, declaredBefore, hoistArguments, NOTHING_HOISTED } from './hoisting.js';
import { directiveAt } from './line-directives.js';
import { isJavaScript } from '../syntax/language.js';
import { layoutAt } from '../syntax/layout.js';
import { semicolonOf as semicolonAt } from './named-functions.js';
import { isPromised } from './promised.js';
import { pathToRecord } from './literals.js';
import { otherRequestIn } from './other-requests.js';
import { randomChoiceIn } from './random-choice.js';
import { repeatedEffectIn } from './repeated-effects.js';
import { isReadableAsCopy } from './copied-response.js';
import { asksForStatus, guardsBehind, idIfThere, type Guards } from './guarded-answer.js';
import { hasStandIn } from './stand-ins.js';
import { rewrite, type Asked, type FirstRequest, type Place, type WrittenRequest } from './place.js';
import { codeRunBy, functionsGiven, madeWith, type RunCode } from './run-code.js';
import { successFlagOf } from './success-flag.js';
import { sentTwice } from './sent-twice.js';
import { setByRequest } from './set-by-request.js';
import { setForUser } from './set-for-user.js';
import { timelineRead } from './timeline.js';
import { isChangedBehind, isRepeatable, mentionsShared } from '../flow/repeatable.js';
import { callsOf, givenTo, requestChain } from './request-chain.js';
import { delegateOf } from '../values/delegates.js';
import { EMPTY_CONTEXT, type CallSite } from '../values/value.js';

/** How the second request uses the answer of the first. */
interface Link {
  /** The variable that holds what the first request resolves to. */
  readonly name: string;
  readonly access: Accessor;
  /** The condition under which there is an id; null where there always is. */
  readonly success: string | null;
  /** What takes the place of the record otherwise: the failed answer, as the type that the code names the record by. */
  readonly failed: string;
  /** What the variable with the id is set to behind the first request; null where the id needs none. */
  readonly id: string | null;
}

/**
 * Puts a second request behind a call, made the way the code makes the first, so that its answer takes the place of
 * the first one's everywhere.
 *
 * @param first the edits that move the first request's address
 * @returns what is in the way where the code leaves no place for it
 */
export function followUpEdits(
  from: FirstRequest,
  followUp: FollowUp,
  first: readonly Edit[],
): SecondRequest | Hindrance {
  const address = findAddressCall(from.request, from.url, from.evaluation);
  if (!address) return hinderedBy('no call', from.request.call.arguments[0] ?? from.request.call);
  const { expression } = address.call;
  if (!isRepeatable(expression, from.evaluation)) return runsOnce(expression, from.evaluation);
  if (hasStandIn(address.call, from)) return hinderedBy('stood in for', expression);
  if (from.request.client.answersRaw) return hinderedBy('no answer', expression);
  if (from.request.client.hasTypedPaths && !isJavaScript(expression)) return hinderedBy('typed paths', expression);
  const skipping = skippingCall(from, address);
  if (skipping) return hinderedBy('answers by itself', skipping);
  const written = writeRequest({ ...from, address, followUp, first });
  if (isHindrance(written)) return written;
  const { request, evaluation, flow } = from;
  const wrappers = wrappersOf(request, address);
  const run = codeOf(from, address, written);
  const { edits, mayFail, shared = [] } = written;
  const chain = requestChain(address.call, flow)?.node ?? address.call;
  const given = givenTo(callsOf(chain, address.call));
  const repeated = [expression, ...given];
  return {
    edits,
    mayFail,
    sets:
      setByRequest(run, callsTo(request), goesWith(from, first), { evaluation, context: request.context }) ??
      timelineRead(run, evaluation),
    setForUser: setForUser(
      {
        call: address.call,
        repeated,
        run: run.map(({ scope }) => scope),
        entering: enteredBy(from, address, run),
        shared,
      },
      { evaluation, callers: flow.callers },
    ),
    sentTwice: sentTwice(address.call.arguments, evaluation),
    directive: directiveAt(address.call),
    repeats:
      otherRequestIn(wrappers, callsTo(request), evaluation) ??
      repeatedEffectIn(run, evaluation) ??
      randomChoiceIn(run, evaluation),
  };
}

/** What a call on the way to the request calls, if that may answer without sending the second one. */
function skippingCall({ request, evaluation }: FirstRequest, address: AddressCall): ts.Expression | null {
  const { call, argument } = address;
  const isByPath = call.arguments[0] === argument && !isCacheRead(call.expression, evaluation);
  const maySkip = (callee: ts.Expression): boolean =>
    [EMPTY_CONTEXT, request.context].some((context) =>
      evaluation.evaluate(callee, context).some((value) => {
        const skipped = value.kind === 'function' ? value.skipped : undefined;
        return skipped !== undefined && !(skipped === 'by first argument' && isByPath && callee === call.expression);
      }),
    );
  const callees = [...callsTo(request)].flatMap((each) => (tsc.isCallExpression(each) ? [each.expression] : []));
  return callees.find(maySkip) ?? null;
}

/** `get.cache.size`: the answers that are kept of a function, one of which would be of the second request. */
function isCacheRead(callee: ts.Expression, { index }: Evaluation): boolean {
  const name = namesLeadingTo(callee).at(-1);
  return index
    .identifiers('cache')
    .some(({ parent }) => tsc.isPropertyAccessExpression(parent) && namesLeadingTo(parent.expression).at(-1) === name);
}

/** What runs for each of the two requests. */
function codeOf(
  { request, evaluation }: FirstRequest,
  address: AddressCall,
  written: WrittenRequest,
): readonly RunCode[] {
  const { context } = request;
  const placed = address.call.arguments.map((node) => ({ node, context }));
  const given = functionsGiven([...placed, ...request.site.arguments], evaluation);
  const ofClient = functionsGiven(madeWith(request.call.expression, context, evaluation), evaluation);
  const hooks = [...requestHooksOf(request.client, evaluation), ...request.answerHooks()];
  const always = [...wrappersOf(request, address), ...hooks, ...ofClient];
  // A callback hears of one of the two requests.
  return codeRunBy(
    written.isCalledBack ? { always, once: given, context } : { always: [...always, ...given], once: [], context },
    evaluation,
  );
}

/** The functions that a request enters, without those that only made what it is made with: `create` of `create().get(…)`. */
function enteredBy({ request }: FirstRequest, { call }: AddressCall, run: readonly RunCode[]): readonly ts.Node[] {
  const scopes = run.map(({ scope }) => scope);
  const sites = new Map<ts.Node, CallSite | null>(request.context.opened);
  return scopes.filter((scope) => {
    const site = sites.get(scope)?.node;
    return !site || site === call || scopes.some((each) => holds(each, site));
  });
}

/** Whether the value of an expression on the way to a request holds a part of the address that is edited. */
function goesWith({ request, evaluation }: FirstRequest, first: readonly Edit[]): (node: ts.Expression) => boolean {
  return (node) =>
    evaluation
      .evaluate(node, request.context)
      .some(
        (value) =>
          value.kind === 'text' && value.pieces.some(({ span }) => span && first.some((edit) => overlaps(edit, span))),
      );
}

function writeRequest(asked: Asked): WrittenRequest | Hindrance {
  const { address, flow, evaluation } = asked;
  const called = callbackForm(asked);
  if (called !== undefined) return isHindrance(called) ? called : { ...called, isCalledBack: true };
  const chain = requestChain(address.call, flow);
  if (!chain) return hinderedBy('no answer', address.call);
  const place: Place = { ...asked, chain };
  const inStatements = statementForm(place);
  if (inStatements) return inStatements;
  // What a library of sagas is told to call is no promise.
  return delegateOf(address.call, evaluation) ? hinderedBy('not awaited first', chain.node) : chainedForm(place);
}

/**
 * `const me = await get('/v3.0/me');` before the statement, and the record in place of the answer.
 *
 * Only for a request that is awaited first of all in its statement, or yielded to a library of sagas.
 */
function statementForm(place: Place): WrittenRequest | null {
  const { address, chain, names } = place;
  const statement = awaitingStatement(chain.node, place.evaluation);
  const hoisted = statement && hoistArguments(place, callsOf(chain.node, address.call), statement);
  if (!hoisted) return null;
  const name = names.answer(chain.node, statement.parent);
  const link = name ? linkOf(place, name) : null;
  if (!link || isHindrance(link)) return null;
  const record = pathToRecord(address, place.url, place.followUp, link.access.text, place.first);
  if (!record) return null;
  const inside = place.first.filter((edit) => isWithin(edit, chain.node));
  const outside = place.first.filter((edit) => !isWithin(edit, chain.node));
  const declaration = `const ${link.name} = ${waitingWord(chain.node)} `;
  const call = rewrite(chain.node, [...inside, ...hoisted.uses, ...idType(place)]);
  const lines = [...hoisted.declarations, declaration + call, ...declaredId(link)];
  const second = [...record, ...hoisted.uses];
  const edits = [
    ...outside,
    ...declaredBefore(statement, lines),
    ...(link.success ? unlessFailed(chain.node, link, link.success) : []),
    ...second,
  ];
  return { edits, mayFail: mayFail(place, link), shared: hoisted.shared };
}

/** `const cleverId = me.ok && (await me.clone().json())?.data?.id`, where the program sees an answer without an id. */
function declaredId({ id, access }: Link): readonly string[] {
  return id === null ? [] : [`const ${access.text} = ${id}`];
}

/** `me.ok ? await get(…) : me` */
function unlessFailed(call: ts.CallExpression, { failed }: Link, success: string): readonly Edit[] {
  const awaiting = call.parent;
  const { start, end, file } = spanOf(awaiting);
  const insert = (at: number, text: string): Edit => ({ file, start: at, end: at, text });
  const isWhole =
    tsc.isVariableDeclaration(awaiting.parent) ||
    tsc.isReturnStatement(awaiting.parent) ||
    isAssigned(awaiting) ||
    tsc.isParenthesizedExpression(awaiting.parent);
  if (!isWhole) return [insert(start, `(${success} ? `), insert(end, ` : ${failed})`)];
  return [insert(start, `${success} ? `), insert(end, ` : ${failed}`)];
}

/**
 * `get('/v3.0/me').then((me) => get(…))`: an expression for an expression. Only a long argument gets a declaration, where the
 * statement begins with the request.
 */
function chainedForm(place: Place): WrittenRequest | Hindrance {
  const { address, chain, first, evaluation, request } = place;
  if (isPiped(chain.shape)) return hinderedBy('observable', chain.node);
  if (!isPromised(chain.node, request, wrappersOf(request, address), evaluation))
    return hinderedBy('no promise', chain.node);
  const calls = callsOf(chain.node, address.call);
  if (!isRepeatable(chain.node, evaluation, calls)) return runsOnce(chain.node, evaluation, calls);
  if (mentionsShared(chain.node, evaluation) || isChangedBehind(chain.node, evaluation))
    return hinderedBy('changed between', chain.node);
  const name = place.names.parameter(chain.node);
  const link = name ? linkOf(place, name) : hinderedBy('no name', chain.node);
  if (isHindrance(link)) return link;
  const record = pathToRecord(address, place.url, place.followUp, link.access.text, place.first);
  if (!record) return hinderedBy('path in pieces', address.call);
  const end = chain.node.getEnd();
  const statement = statementOf(chain.node) ?? statementAround(chain.node, evaluation);
  const hoistTo = statement ?? bodyFor(place, calls);
  const hoisted = (hoistTo && hoistArguments(place, calls, hoistTo)) ?? NOTHING_HOISTED;
  const changed = changedBetween(place, calls, hoisted.shared);
  if (changed) return changed;
  const text = thenRecord(chain.node, link, rewrite(chain.node, [...record, ...hoisted.uses, ...joined(place)]));
  const edits = [
    ...first,
    ...idType(place),
    ...hoisted.uses,
    { file: fileOf(chain.node), start: end, end, text },
    ...(hoistTo ? declaredBefore(hoistTo, hoisted.declarations) : []),
  ];
  return { edits, mayFail: mayFail(place, link), shared: hoisted.shared };
}

/** The body of an arrow function, where something must be evaluated before it that would change. */
function bodyFor(place: Place, calls: readonly ts.CallExpression[]): ts.Expression | null {
  return changedBetween(place, calls, []) && bodyAround(place.chain.node, place.evaluation);
}

/** `axios⏎.get(…)` in one line, where the rest of its chain does not follow. */
function joined({ chain }: Place): readonly Edit[] {
  const { expression } = chain.node;
  if (!tsc.isPropertyAccessExpression(expression) || contains(expression, tsc.isCallExpression)) return [];
  const { text } = expression.getSourceFile();
  const start = expression.expression.getEnd();
  const [blanks = ''] = /^\s*/.exec(text.slice(start)) ?? [];
  return blanks ? [{ file: fileOf(expression), start, end: start + blanks.length, text: '' }] : [];
}

/** `get<{ data: { id: string } }>`: the type that the code names is the record's from now on. */
function idType(place: Place): readonly Edit[] {
  const typed = typedCall(place);
  const held = pathOf(place.chain.shape);
  if (!typed || !held) return [];
  const { checker } = place.evaluation;
  const { idPath } = place.followUp;
  const resolved = resolvedType(typed.call, checker);
  const look = { wanted: checker.getTypeFromTypeNode(typed.type), at: typed.call, path: idPath, checker };
  const above = resolved ? membersAbove(resolved, awaited(place.chain.shape), look) : null;
  const text = typeOf(idPath.slice(above ?? held.length));
  const [, ...others] = typed.call.typeArguments ?? [];
  return [typed.type, ...others.flatMap((each) => sameTypesIn(each, typed.type))].map((type) => ({
    ...spanOf(type),
    text,
  }));
}

/** Where a type names another one again: `AxiosResponse<Me>` of `get<Me, AxiosResponse<Me>>(…)`. */
function sameTypesIn(type: ts.TypeNode, wanted: ts.TypeNode): readonly ts.TypeNode[] {
  const text = wanted.getText();
  const found: ts.TypeNode[] = [];
  const visit = (node: ts.Node): void => {
    if (tsc.isTypeNode(node) && node.getText() === text) found.push(node);
    else tsc.forEachChild(node, visit);
  };
  visit(type);
  return found;
}

/** The call of a chain that names the type of the answer, before any other: `get<Me>(…)`, or `get(…).json<Me>()`. */
function typedCall({ chain, address }: Place): { readonly call: ts.CallExpression; readonly type: ts.TypeNode } | null {
  const [typed, ...others] = callsOf(chain.node, address.call).flatMap((call) => {
    const [type] = call.typeArguments ?? [];
    return type ? [{ call, type }] : [];
  });
  return typed && !others.length ? typed : null;
}

/** The type that a call is given, looked for in what the call resolves to, on the way to a member of the answer. */
interface TypeLook {
  readonly wanted: ts.Type;
  readonly at: ts.CallExpression;
  readonly path: readonly string[];
  readonly checker: ts.TypeChecker;
}

/**
 * How many members of the answer lie above the type that a call is given: one, `data`, for `get<Me>()`, which promises an
 * `Envelope<Me>`, or a `Result<Envelope<Me>>`.
 *
 * @returns null where the type does not stand on the way to the member
 */
function membersAbove(type: ts.Type, shape: Shape, look: TypeLook): number | null {
  const { wanted, at, path, checker } = look;
  if (type === wanted) return shape.kind === 'body' ? shape.path.length : null;
  const next = shape.kind === 'body' ? path[shape.path.length] : undefined;
  const members: readonly [string, Shape][] =
    shape.kind === 'body' && next !== undefined
      ? [[next, { kind: 'body', path: [...shape.path, next] }]]
      : Object.entries(shape.kind === 'holder' ? shape.members : {});
  for (const each of type.isUnion() ? type.types : [type]) {
    for (const [name, inner] of members) {
      const member = checker.getPropertyOfType(each, name);
      const found = member ? membersAbove(checker.getTypeOfSymbolAtLocation(member, at), inner, look) : null;
      if (found !== null) return found;
    }
  }
  return null;
}

/** What the promise of a call resolves to. */
function resolvedType(call: ts.CallExpression, checker: ts.TypeChecker): ts.Type | undefined {
  const promised = checker.getTypeAtLocation(call);
  if (promised.symbol?.name !== 'Promise') return undefined;
  return checker.getTypeArguments(promised as ts.TypeReference)[0];
}

/** Whether a member that is true in some types of a union, and false in the others, tells them apart. */
function isDiscriminant(member: string, call: ts.CallExpression, checker: ts.TypeChecker): boolean {
  const resolved = resolvedType(call, checker);
  return resolved?.isUnion() === true && resolved.types.every((type) => saysByLiteral(type, member, call, checker));
}

function saysByLiteral(type: ts.Type, member: string, at: ts.Node, checker: ts.TypeChecker): boolean {
  const property = checker.getPropertyOfType(type, member);
  if (!property) return false;
  return (checker.getTypeOfSymbolAtLocation(property, at).flags & tsc.TypeFlags.BooleanLiteral) !== 0;
}

/** `.then((me) => second)`, in a line of its own where the rest of the chain stands in lines of its own. */
function thenRecord(call: ts.CallExpression, link: Link, second: string): string {
  const { name, access, success, failed } = link;
  const parameter = access.holder === null ? `async (${name})` : `(${name})`;
  const body = success ? `(${success} ? ${second} : ${failed})` : second;
  const lead = /^\s*\r?\n[ \t]*(?=\.)/.exec(call.getSourceFile().text.slice(call.getEnd()))?.[0] ?? '';
  const [declared] = declaredId(link);
  if (declared === undefined) return `${lead}.then(${parameter} => ${body})`;
  const { indent, step, newline } = layoutAt(call);
  const end = semicolonAt(call);
  const margin = newline + (/[ \t]*$/.exec(lead)?.[0] || indent);
  const returned = success ? `${success} ? ${second} : ${failed}` : second;
  const lines = [declared + end, `return ${returned}${end}`].map((line) => margin + step + line);
  return `${lead}.then(async (${name}) => {${lines.join('')}${margin}})`;
}

function linkOf(place: Place, name: string): Link | Hindrance {
  const { chain, followUp } = place;
  const typed = /\.[cm]?tsx?$/.test(fileOf(chain.node));
  const shape = awaited(chain.shape);
  // A failed answer is no record, whatever its type.
  const flag = flagOf(place, typed);
  const failed = typedCall(place) && !flag ? `(${name} as never)` : name;
  const isResponse = shape.kind === 'holder' && Object.keys(shape.methods).length > 0;
  const inPieces = (): Hindrance => hinderedBy('answer in pieces', chain.node);
  if (isResponse || !isDecodedBehind(place)) {
    const access = spellAccess(name, shape, followUp.idPath, typed);
    if (!access) return inPieces();
    const guards = guardsBehind(chain.node, place.flow);
    const success = successAsked(successOf(access, flag, place), access, place);
    const link = { name, access, failed, id: null };
    if (access.holder !== null) return { ...link, success: withData(success, access, guards) };
    const isCopied = guards.decoding || guards.data || (guards.defaults && isReadableAsCopy(place));
    if (!isCopied) return { ...link, success };
    // A body that is no stream of its own has no copy.
    if (!access.text.includes(`${name}.json()`)) return inPieces();
    if (!isReadableAsCopy(place)) return hinderedBy('response read once', chain.node);
    const variable = place.names.id(chain.node, chain.node.parent);
    if (variable === null) return hinderedBy('no name', chain.node);
    const id = [...(success ? [success] : []), idIfThere(name, followUp.idPath, guards, typed)].join(' && ');
    return { ...link, access: { ...access, text: variable, holder: variable }, success: variable, id };
  }
  const access = spellDecoded(name, shape, followUp.idPath);
  if (!access) return inPieces();
  // Nothing tells the text of an answer from that of a failure, unless a failure never comes here.
  const { decoding } = guardsBehind(chain.node, place.flow);
  return !decoding && successOf(access, flag, place) === null
    ? { name, access, success: null, failed, id: null }
    : hinderedBy('decoded elsewhere', chain.node);
}

/** `me.status === 200` for `me.ok`, where the program asks for one status too. */
function successAsked(success: string | null, { name }: Accessor, { flow }: Place): string | null {
  return success === `${name}.ok` && asksForStatus(flow) ? `${name}.status === 200` : success;
}

/** The condition for a second request, where the program goes on by itself with an answer that has no data. */
function withData(success: string | null, access: Accessor, { data, defaults, content }: Guards): string | null {
  const guard = dataGuard(access);
  if (!data && !defaults && !content) return success;
  if (success === null) return guard;
  // `me.ok` of an object says that there is an answer, and not what is in it.
  return success.includes('?.') || success === guard ? success : `${success} && ${guard}`;
}

/** The member by which the function that is called says whether it has an answer, if the compiler goes by it as well. */
function flagOf({ request, chain, evaluation }: Place, typed: boolean): string | null {
  const asked = [...request.context.opened].find(([, site]) => site?.node === chain.node)?.[0];
  const flag = asked ? successFlagOf(asked, evaluation.index) : null;
  return flag !== null && (!typed || isDiscriminant(flag, chain.node, evaluation.checker)) ? flag : null;
}

/** Whether what the request resolves to is a text, which the program decodes outside of the functions that lead to it. */
function isDecodedBehind({ flow, request, address }: Place): boolean {
  const inside = wrappersOf(request, address);
  return [...flow.decodings].some((decoding) => !inside.some((scope) => holds(scope, decoding)));
}

/** Whether a failed answer, or one without data, may reach the code that reads it. */
function mayFail({ chain, flow }: Place, { success, access }: Link): boolean {
  if (success === null) return false;
  return !isCheckedAfter(chain.node) || (access.holder !== null && goesOnWithoutData(flow));
}

/** The statement of a block that awaits the call before it does anything else. */
function awaitingStatement(call: ts.CallExpression, evaluation: Evaluation): ts.Statement | null {
  const node = call.parent;
  const isYielded = tsc.isYieldExpression(node) && delegateOf(call, evaluation) !== null;
  if (!tsc.isAwaitExpression(node) && !isYielded) return null;
  return statementOf(node);
}

/** What stands before a call to get what it resolves to. */
function waitingWord({ parent }: ts.CallExpression): string {
  if (!tsc.isYieldExpression(parent)) return 'await';
  return parent.asteriskToken ? 'yield*' : 'yield';
}
