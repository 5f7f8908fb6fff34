import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { isAccess } from '../syntax/accesses.js';
import { namesLeadingTo } from '../syntax/names.js';
import { valueOfProperty } from '../syntax/argument-parts.js';
import { transferOf, type Transfer } from '../syntax/transfer.js';
import { callbackOf, type Asked } from '../requests/requests.js';
import { remembered } from '../model/remembered.js';
import type { PlainEscape } from '../model/escape.js';
import type { Answer } from '../model/answer.js';
import type { Callers } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import type { Scope } from '../values/value.js';
import { contextReads, openContextReaders, openReaders, type ContextPlace } from '../values/contexts.js';
import { lineage } from '../values/inheritance.js';
import { namesOf } from '../values/function-names.js';
import type { AnyStep, Following, StepForm } from './following.js';
import { statusReads } from './failures.js';
import { contentReads } from './response-checks.js';
import { dataReadBy } from './data-reads.js';
import { isNothing } from '../syntax/nothing.js';
import { isGivenElsewhere } from './given-elsewhere.js';
import { Ledger } from './ledger.js';
import { LEVELS_TOLD_APART, MAXIMUM_DEPTH, MAXIMUM_PATH, MAXIMUM_STEPS, MAXIMUM_WAYS } from './limits.js';
import { Passages, type Exit } from './passages.js';
import { doubted, type Descent, type Position } from './position.js';
import type { Guess } from '../clients/unknown.js';
import { BODY, depthOf, holdsId, holdsLink, holdsWhole, shapeKey, type Shape } from '../clients/shape.js';
import { alternativeKey, besideOwn } from './alternatives.js';
import { key, read } from './steps/access.js';
import { called, passed } from './steps/arguments.js';
import { enterCallback, same as unchanged } from './steps/callbacks.js';
import { shown, shownMembers } from './steps/elements.js';
import { fieldValue, goToMember } from './steps/keeping.js';
import { arrayElement, computedName, forOf, literalMember, spreadElement, spreadMember } from './steps/literals.js';
import { goToReaders } from './steps/names.js';
import {
  appended,
  assigned,
  awaiting,
  choice,
  compared,
  computed,
  same,
  searched,
  switched,
} from './steps/operators.js';
import { mayCallOwnClient } from './steps/other-callees.js';
import { returned, yielded } from './steps/returns.js';
import { joined } from './steps/texts.js';
import { bound } from './steps/entering.js';
import { tieType } from './steps/ties.js';

/** What a check by a schema does about an answer that is not as it should be. */
export interface SchemaCheck {
  readonly descent: Descent | null;
  readonly throws: boolean;
}

/** Follows the answer of one request from the call to every place that reads it. */
export class AnswerFlow implements Following {
  readonly request: Asked;
  readonly evaluation: Evaluation;
  readonly callers: Callers;
  readonly requested: ReadonlySet<ts.Node>;
  readonly ledger: Ledger;
  readonly #seen = new Set<string>();
  readonly #places = new Set<ts.Node>();
  readonly #held = new Map<ts.Node, Shape>();
  readonly #queue: Position[] = [];
  readonly #ways = new Map<ts.Node, number>();
  readonly #recursive = new WeakMap<Descent, boolean>();
  readonly #decodings = new Set<ts.Node>();
  /** The calls by which the program decodes a response, and where it asks whether there is an answer, or data in it. */
  readonly decoders = new Set<ts.Node>();
  readonly answerTests = new Set<ts.Node>();
  /** Where the code puts something in the place of a member that an answer does not have, or reads one only if it is there. */
  readonly answerDefaults = new Set<ts.Node>();
  /** Where it asks whether there is a body at all: `data === null`. */
  readonly bodyTests = new Set<ts.Node>();
  /** Where the program reads a member of the body or of its data, which fails without one, and how the answer came there. */
  readonly dataReads = new Map<ts.Node, Descent | null>();
  /** Where it reads a member of the body beside its data, such as `error` or `type`. */
  readonly besideReads = new Map<ts.Node, Descent | null>();
  /** Where it reads a member of the data, and fails without data. */
  readonly neededData = new Map<ts.Node, Descent | null>();
  /** Where a schema checks the body or its data: whether it throws where these are not there, and how the answer came there. */
  readonly schemaChecks = new Map<ts.Node, SchemaCheck>();
  /** Where the program reads the status of the response. */
  readonly statuses = new Set<ts.Node>();
  /** Where it asks the response what its body is. */
  readonly contentReads = new Set<ts.Node>();
  /** The calls through which the answer went into each function, and the mentions by which something got it to call. */
  readonly #entered = new Map<ts.Node, Set<ts.Node>>();
  readonly #passages: Passages;
  /** The position that is gone on from; null before the first. */
  #current: Position | null = null;
  #taken = 0;
  /** Whether the step at hand knew what becomes of the answer. */
  #settled = false;

  /**
   * @param requested expressions that are the URL of a request to Clever, or part of one
   * @param isShared whether a function around the request makes another one as well, for another caller
   */
  constructor(
    request: Asked,
    evaluation: Evaluation,
    callers: Callers,
    requested: ReadonlySet<ts.Node>,
    isShared: (scope: Scope) => boolean = () => false,
  ) {
    this.request = request;
    const shared = new Set<ts.Node>([...request.context.opened.keys()].filter(isShared));
    const isInShared = (node: ts.Node): boolean =>
      shared.size > 0 && tsc.findAncestor(node, (each) => shared.has(each)) !== undefined;
    this.ledger = new Ledger(request.call, evaluation, isInShared);
    this.evaluation = evaluation;
    this.callers = callers;
    this.requested = requested;
    this.#passages = new Passages(evaluation.sources);
  }

  /** Follows the answer to its ends. */
  follow(): Answer {
    this.#start();
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      if (this.#taken === MAXIMUM_STEPS) {
        this.#giveUp(next);
        break;
      }
      this.#taken += 1;
      this.#step(next);
    }
    const shared = new Map<ts.Node, boolean>();
    return this.ledger.answer((scope) => remembered(shared, scope, () => this.#isShared(scope)));
  }

  /** How many steps it took. */
  get steps(): number {
    return this.#taken;
  }

  /** Whether a function that the answer went into gets something else as well: by a call, or by one that it is given to. */
  #isShared(scope: ts.FunctionLikeDeclaration): boolean {
    const called = tsc.isConstructorDeclaration(scope) ? scope.parent : scope;
    if (!tsc.isClassLike(called) && !namesOf(called).length) return false;
    const entered = this.#entered.get(scope) ?? new Set();
    if (this.callers.isCalled(called, ({ site }) => site.node !== null && !entered.has(site.node))) return true;
    return !tsc.isClassLike(called) && isGivenElsewhere(called, entered, this);
  }

  settle(): void {
    this.#settled = true;
  }

  push(position: Position): void {
    this.settle();
    if (this.#current) this.#passages.note(this.#current, position);
    const { node, shape, descent } = position;
    if (shape.kind === 'body' && shape.path.length > MAXIMUM_PATH) return;
    if (depthOf(shape) > MAXIMUM_DEPTH)
      return this.ledger.escape(position, this.#places.has(node) ? 'gone round too often' : 'wrapped too deep');
    const source = node.getSourceFile().fileName;
    const key = `${source}:${node.pos}:${node.end}:${node.kind}:${shapeKey(shape)}:${descentKey(descent)}${position.alternative ? alternativeKey(position.alternative) : ''}`;
    for (let each = descent; each; each = each.outer) this.enter(each.scope, each.call);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#places.add(node);
    if (this.#isRecursive(descent) && this.#countWay(node) > MAXIMUM_WAYS)
      return this.#giveUp(position, 'gone round too often');
    if (tsc.isCallExpression(node)) this.#held.set(node, shape);
    this.#queue.push(position);
  }

  /** Nobody knows what is read of the answer behind a position that is not followed. */
  #giveUp(position: Position, reason: PlainEscape = 'followed too far'): void {
    this.ledger.escape({ ...position, shape: BODY }, reason);
  }

  /** Whether a function was entered from inside of itself. */
  #isRecursive(descent: Descent | null): boolean {
    if (!descent) return false;
    const known = this.#recursive.get(descent);
    if (known !== undefined) return known;
    let outer = descent.outer;
    while (outer && outer.scope !== descent.scope) outer = outer.outer;
    const found = outer !== null || this.#isRecursive(descent.outer);
    this.#recursive.set(descent, found);
    return found;
  }

  /** One more way to an expression of a function that calls itself. */
  #countWay(node: ts.Node): number {
    const ways = (this.#ways.get(node) ?? 0) + 1;
    this.#ways.set(node, ways);
    return ways;
  }

  enter(scope: ts.Node, way: ts.Node): void {
    remembered(this.#entered, scope, () => new Set()).add(way);
  }

  decode(at: ts.Node): void {
    this.#decodings.add(at);
  }

  check(at: ts.Node, { shape, descent }: Position, throws: boolean): void {
    if (isBodyOrData(shape)) this.schemaChecks.set(at, { descent, throws });
  }

  /** The places at which the answer, a text up to there, is decoded. */
  get decodings(): ReadonlySet<ts.Node> {
    return this.#decodings;
  }

  arrive(parameter: ts.ParameterDeclaration, position: Position): void {
    this.#held.set(parameter, position.shape);
    this.#noteRead(parameter.name, { ...position, node: parameter });
  }

  /** How the result of a call, or a parameter, holds the answer, where it does. */
  shapeAt(node: ts.CallExpression | ts.ParameterDeclaration): Shape | null {
    return this.#held.get(node) ?? null;
  }

  /** The calls that make the request: the client's, and those of the functions that return its answer. */
  get calls(): readonly ts.Node[] {
    return [...this.#held].flatMap(([node, { kind }]) => (kind === 'promise' ? [node] : []));
  }

  /** What hands the answer on, so that something else can be put in its place: the client's object, functions, modules. */
  exits(): readonly Exit[] {
    const { call, context } = this.request;
    const ofClient = tsc.isCallExpression(call) ? this.#passages.exitsOfClient(call, context, this.evaluation) : [];
    return [...ofClient, ...this.#passages.exits()];
  }

  /** What a class has in place of a member of its base, another may have too, in a file that nothing else leads to. */
  #openHeirs(): void {
    for (const { picked } of this.request.choices?.flat() ?? []) {
      if ('texts' in picked || !tsc.isClassLike(picked)) continue;
      const [, ...bases] = lineage(picked, this.evaluation);
      for (const base of bases) openReaders(base, 'extends', this.evaluation);
    }
  }

  #start(): void {
    const { client, call: node } = this.request;
    this.#openHeirs();
    const isOwn = tsc.isCallExpression(node) && mayCallOwnClient(node, this.request.context, this.evaluation);
    const start = besideOwn({ node, shape: BODY, descent: null, certain: true, trail: [] }, isOwn);
    if (client.decoder) this.ledger.escapeTo({ ...start, shape: BODY }, 'decoded by', client.decoder);
    const isMade = client.callbacks.some((form) => form.isAnswer && callbackOf(form, this.request, this.evaluation));
    if (client.answer && !isMade) this.push({ ...start, shape: client.answer });
    // `axios.get<Me>(…)` says what the body is taken for.
    const types = tsc.isCallExpression(node) ? node.typeArguments : undefined;
    for (const type of [...(types ?? []), ...(this.request.types ?? [])])
      tieType(type, { ...start, shape: BODY }, this);
    for (const form of client.callbacks) {
      const callback = callbackOf(form, this.request, this.evaluation);
      const handover = { parameters: form.parameters, call: node, wrap: unchanged, returns: !form.leaves };
      const position = { ...start, shape: BODY };
      const message = 'every sign-in calls this function';
      if (callback)
        enterCallback({ ...handover, callback }, form.isShared ? doubted(position, node, message) : position, this);
    }
    if (client.receiver) this.#startAtReceiver({ ...start, shape: client.receiver });
    for (const path of client.keptAt) this.#startAtMember(path, { ...start, shape: BODY });
    for (const guess of this.request.guesses ?? []) this.#startAtGuess(guess, start);
  }

  /** A call of code that nobody knows: it may answer, or hand its functions, what the server says. */
  #startAtGuess({ answers, parameters }: Guess, start: Position): void {
    const { call } = this.request;
    const position = doubted(start, call, 'this tool does not know what is called here');
    for (const shape of answers) this.push({ ...position, shape });
    const given = tsc.isCallExpression(call) || tsc.isNewExpression(call) ? (call.arguments ?? []) : [];
    for (const callback of given.flatMap((each) => functionsOf(each)))
      enterCallback({ callback, parameters, call, wrap: unchanged, returns: false }, position, this);
  }

  /** `req.session.grant.response.profile`, where a library keeps the answer of whoever signs in. */
  #startAtMember(path: readonly string[], position: Position): void {
    const { call } = this.request;
    const place: ContextPlace = { model: null, path };
    openContextReaders(call, place, this.evaluation);
    const reads = { ...contextReads(place, this.evaluation), certain: true };
    const message = 'the library stores the answer of every user who signs in';
    if (!reads.accesses.length && !reads.elements.length) return;
    this.ledger.escape(position, 'returned out of sight');
    goToMember(reads, doubted(position, call, message), call, this);
  }

  /** `request.open('GET', url)`, where it is `request` that comes to hold the answer. */
  #startAtReceiver(position: Position): void {
    const { call: node } = this.request;
    const callee = tsc.isCallExpression(node) ? node.expression : node;
    if (tsc.isPropertyAccessExpression(callee) && tsc.isIdentifier(callee.expression))
      goToReaders(callee.expression, position, this);
  }

  /** Notes what shows that the program reckons with answers that are no JSON, or have no data. */
  #noteGuard(position: Position, transfer: Transfer): void {
    const { node, shape, descent } = position;
    const isDecoder = shape.kind === 'promise' && isBodyOrData(shape.of) && tsc.isCallExpression(node);
    if (isDecoder && node !== this.request.call) this.decoders.add(node);
    if (shape.kind === 'holder') this.#noteQuestions(node);
    if (!isBodyOrData(shape)) return;
    if (transfer.kind === 'read' || isMembersRead(transfer)) this.dataReads.set(node, descent);
    this.#noteRead(
      transfer.kind === 'read' ? transfer.access : transfer.kind === 'bound' ? transfer.name : null,
      position,
    );
    const isTest = transfer.kind === 'tested' && !tsc.isExpressionStatement(node.parent);
    const isAlternative =
      transfer.kind === 'choice' && tsc.isBinaryExpression(transfer.to) && transfer.to.left === node;
    if (isTest || isAlternative || transfer.kind === 'compared') this.answerTests.add(node);
    const isNone = transfer.kind === 'compared' && isNothing(transfer.other);
    if (!shape.path.length && (isNone || tsc.isTypeOfExpression(node.parent))) this.bodyTests.add(node);
    const hasDefault = transfer.kind === 'bound' && isPatternWithDefault(transfer.name);
    if (hasDefault || isReadIfThere(node)) this.answerDefaults.add(node);
  }

  /** Notes whether what takes a body, or its data, apart does so without data too. */
  #noteRead(to: ts.Node | null, { node, shape, descent }: Position): void {
    if (!to || !isBodyOrData(shape)) return;
    const { needsData, isBeside } = dataReadBy(to, shape.path.length > 0);
    if (needsData) this.neededData.set(node, descent);
    if (isBeside) this.besideReads.set(node, descent);
  }

  #noteQuestions(response: ts.Node): void {
    for (const each of statusReads(response, this.evaluation)) this.statuses.add(each);
    for (const each of contentReads(response, this.evaluation)) this.contentReads.add(each);
  }

  /** One step: from an expression that holds the answer to what the syntax around it makes of it. */
  #step(position: Position): void {
    this.#current = position;
    const transfer = transferOf(position.node);
    this.#noteGuard(position, transfer);
    this.#settled = false;
    const { notes } = this.ledger;
    (STEPS[transfer.kind] as AnyStep)(position, transfer, this);
    if (this.#settled || this.ledger.notes > notes || !isWatched(position.shape)) return;
    const { parent } = position.node;
    if (tsc.isTemplateSpan(parent)) return this.ledger.escape(position, 'part of a text');
    this.ledger.escapeTo(position, 'used by', parent);
  }
}

/** The functions that an argument is, or has as its members: `{ url, success(answer) { … } }`. */
function functionsOf(argument: ts.Expression): readonly ts.Expression[] {
  if (tsc.isFunctionLike(argument)) return [argument];
  if (!tsc.isObjectLiteralExpression(argument)) return [];
  return argument.properties.flatMap((property) => valueOfProperty(property) ?? []).filter(tsc.isFunctionLike);
}

/** Whether an expression is the body of an answer, or its data. */
function isBodyOrData(shape: Shape): shape is Shape & { readonly kind: 'body' } {
  return shape.kind === 'body' && (shape.path.length === 0 || shape.path.join() === 'data');
}

/** `me` of `me?.data`; a member of the program's own may just not be set yet (`this.user?.type`). */
function isReadIfThere(node: ts.Node): boolean {
  const { parent } = node;
  if (!isAccess(parent) || parent.expression !== node || !parent.questionDotToken) return false;
  return namesLeadingTo(parent.expression)[0] !== 'this';
}

/** The calls that a position came through, from the innermost. */
function descentKey(descent: Descent | null): string {
  const calls: string[] = [];
  for (let each = descent; each && calls.length < LEVELS_TOLD_APART; each = each.outer)
    calls.push(`${each.call.getSourceFile().fileName}:${each.call.pos}`);
  return calls.join('<');
}

/** Whether it matters who gets a value: it holds the answer as a whole, its id, or the way to other records. */
function isWatched(shape: Shape): boolean {
  return shape.kind !== 'function' && (holdsWhole(shape) || holdsId(shape) || holdsLink(shape));
}

/** The answer leaves sight, for a reason that the kind of syntax tells. */
function leavesAs(reason: PlainEscape): AnyStep {
  return (position, _, { ledger }) => ledger.escape(position, reason);
}

/** Nothing that is read later holds the answer. */
const ends: AnyStep = (_position, _transfer, following) => following.settle();

/** Nobody knows what becomes of the answer: it leaves sight where it matters who gets it. */
const notKnown: AnyStep = () => undefined;

/** `const { data } = body` */
function isMembersRead(transfer: Transfer): boolean {
  return transfer.kind === 'bound' && tsc.isObjectBindingPattern(transfer.name);
}

/** `{ type = 'student' }`: what a program puts in the place of a member that is not there. */
function isPatternWithDefault(name: ts.BindingName): boolean {
  return tsc.isObjectBindingPattern(name) && name.elements.some(({ initializer }) => initializer !== undefined);
}

/** What each kind of transfer makes of the answer. */
const STEPS: { readonly [Kind in Transfer['kind']]: StepForm<Kind> } = {
  same,
  awaited: awaiting,
  choice,
  assigned,
  appended,
  joined,
  computed,
  member: literalMember,
  spread: spreadMember,
  element: arrayElement,
  unpacked: spreadElement,
  compared,
  switched,
  case: notKnown,
  searched,
  read,
  key,
  'computed name': computedName,
  'written name': notKnown,
  tested: ends,
  typed: ends,
  bound,
  field: fieldValue,
  enumerated: notKnown,
  iterated: forOf,
  called,
  argument: passed,
  returned,
  yielded,
  thrown: leavesAs('thrown'),
  exported: leavesAs('exported'),
  shown,
  'shown members': shownMembers,
  unknown: notKnown,
};
