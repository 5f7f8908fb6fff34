import type { ts } from 'ts-morph';
import { withCalls } from './package-calls.js';
import { eventNamesOf } from './events/event-names.js';
import { AnswerFlow } from '../flow/flow.js';
import { tsc } from '../syntax/compiler.js';
import { carriersOf } from '../flow/carriers.js';
import type { Client } from '../clients/client.js';
import { commentAt } from '../syntax/comment-at.js';
import { commentLineFor } from '../syntax/comment-line.js';
import { constantsOf } from './constants.js';
import { derive, type Derivation } from './derivation.js';
import { followUpEdits } from '../rewrite/follow-up.js';
import { FreeNames } from '../flow/free-names.js';
import { mockedAnswerOf } from '../rewrite/mocks/mocked-answer.js';
import { OtherUses } from '../flow/other-uses.js';
import { Faults } from '../model/faults.js';
import { Reach } from '../program/reach.js';
import { isAskedAt, linksOf, type Link } from '../requests/links.js';
import { fileOf, Program, spanOf } from '../program/program.js';
import {
  callbackOf,
  isCutShort,
  optionNames,
  requestsOf,
  urlExpression,
  type Asked,
  type Request,
} from '../requests/requests.js';
import { askersBelowAssigned } from '../requests/bases.js';
import { signsInWithKey } from '../requests/basic-key.js';
import { tokensOf } from '../requests/token.js';
import { hookOnAddress } from '../requests/hooks.js';
import { doubtOfProxy, filesBehindProxies } from '../requests/proxies.js';
import { openReplacedClients, variablesOf, type FilesReplacing } from '../requests/replaced-clients.js';
import { reasonOf } from '../requests/holes.js';
import { parameterNames, parameterTexts } from '../requests/parameters.js';
import { packageAnswers } from '../requests/strategies.js';
import { settingsOf, type Setting } from '../requests/settings.js';
import type { Sources } from '../program/sources.js';
import { isSameSpan, isInside } from '../model/spans.js';
import { Trees } from '../program/trees.js';
import { parseUnderOpenBase } from '../requests/open-base.js';
import { hostOf, parseCleverUrl } from '../requests/url.js';
import type {
  Answer,
  CleverUrl,
  EndpointUsage,
  ImportUsage,
  RequestUsage,
  Span,
  Step,
  UnresolvedUsage,
  UrlPiece,
  Usage,
  Vocabulary,
} from '../model/usage.js';
import type { Comment } from '../model/comment.js';
import type { Outline } from '../model/outline.js';
import { namesClever } from '../model/clever-name.js';
import { CalledThings } from '../values/called.js';
import { Callers } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import { Evaluator } from '../values/evaluator.js';
import { Handed } from '../requests/handed.js';
import { isLanguageMethod } from '../values/types.js';
import { charactersOf, choicesOf, type Piece } from '../values/value.js';

/** Rounds of taking in files. */
const MAXIMUM_ROUNDS = 100;

const TOO_MANY_CALLERS = 'it has more callers than are checked';
const TOO_COSTLY = 'its URL takes too long to compute';
const TOO_MANY_ADDRESSES = 'it has more possible URLs than are checked';
const TOO_MANY_CALLEES = 'it can call more functions than are checked';
type Cut = typeof TOO_MANY_CALLEES | typeof TOO_MANY_CALLERS | typeof TOO_COSTLY | typeof TOO_MANY_ADDRESSES;

/** What a piece of a call's address may serve as well, where a limit was hit. */
const UNSEEN: Readonly<Record<Cut, string | null>> = {
  [TOO_MANY_CALLERS]: 'callers that are not checked',
  [TOO_MANY_ADDRESSES]: 'URLs that are not checked',
  [TOO_MANY_CALLEES]: null,
  [TOO_COSTLY]: null,
};

const OPEN_BASE_DOUBT = 'only the deployment knows the base of its URL';

/** An address whose host is taken for Clever's. */
interface GuessedUrl {
  readonly pieces: readonly Piece[];
  readonly url: CleverUrl;
  readonly doubt: string | null;
}

/** What a scan took, in numbers that do not hang on the machine. */
export interface Effort {
  /** Looks at all opened files. */
  readonly passes: number;
  /** Expressions that were evaluated. */
  readonly evaluations: number;
  /** Calls that were looked at for what they call, each as often as it was. */
  readonly calls: number;
  /** Steps from one expression that holds an answer to the next. */
  readonly steps: number;
}

/** What a scan found. */
export interface Scan {
  readonly usages: readonly Usage[];
  /** The files that were opened. */
  readonly files: readonly string[];
  /** Those of them that may hold something of Clever's. */
  readonly holding: readonly string[];
  /** What it took. */
  readonly effort: Effort;
  /** Files that cannot be read as a program, with the reason. */
  readonly broken: ReadonlyMap<string, string>;
  /** Type errors of a file, comparable only with those of another scan; null where its types cannot be checked. */
  typeErrors(file: string): readonly string[] | null;
  /** Lets the types of files be checked from then on, whether they were opened or not. */
  checkTypesOf(files: readonly string[]): void;
  /** What files whose types can be checked say to those that import them. */
  outlines(files: readonly string[]): ReadonlyMap<string, Outline | null>;
  /** Where a comment about an offset can stand: the start of a line, or null for a file that was not opened. */
  commentLine(file: string, offset: number): number | null;
  /** The comment around an offset; null where there is none, and for a file that was not opened. */
  commentAt(file: string, offset: number): Comment | null;
  /** How the scan came to what it says of the calls at a place. */
  derive(place: Span): readonly Derivation[];
}

/**
 * Scans a project for what it does with Clever's API.
 *
 * @param sources the files of the project
 * @param traced the files that hold a trace of Clever; others are taken in as something of Clever's flows into them
 * @param vocabulary the words that mean Clever
 * @param trees what earlier scans parsed; this one adds to it
 * @param before an earlier scan of nearly the same files, what it came to open is opened from the start
 * @param faults takes what throws, and knows what has thrown before and is given up; a scan with fresh faults is not to
 *   be believed
 * @param onPass is told, before each look at all opened files, how many these are
 */
export function scan(
  sources: Sources,
  traced: readonly string[],
  vocabulary: Vocabulary,
  trees = new Trees(),
  before: Pick<Scan, 'files' | 'holding'> | null = null,
  faults = new Faults(),
  onPass: (files: number) => void = () => {},
): Scan {
  const program = openProgram(sources, trees, faults);
  const reach = new Reach(program, sources, [...traced, ...(before?.holding ?? [])]);
  const looks: Look[] = [];
  const look = (): Look => {
    const evaluator = new Evaluator(program, sources, vocabulary.wrappers, reach, faults);
    looks.push({ evaluator, called: new CalledThings(evaluator) });
    return looks.at(-1) as Look;
  };
  const passes: Pass[] = [];
  const lookAt = (): readonly Usage[] => {
    onPass(program.files.length);
    const pass = new Pass(current, reach, vocabulary, faults, trees);
    passes.push(pass);
    return pass.usages();
  };
  program.load([...traced, ...(before?.files ?? [])]);
  let current = look();
  let usages = lookAt();
  for (let rounds = 0, isGrown = false; rounds <= MAXIMUM_ROUNDS;) {
    const wanted = rounds < MAXIMUM_ROUNDS ? program.takeWanted() : [];
    if (reach.takeGrown() || wanted.length) {
      rounds += 1;
      isGrown = true;
      program.load(wanted);
      current.evaluator.grow();
      current.called.grow();
    } else if (isGrown) {
      isGrown = false;
      current = look();
    } else break;
    usages = lookAt();
  }
  for (const file of program.takeWanted()) program.leaveOut(file, 'imported through more files than are followed');
  return {
    usages,
    files: program.files,
    holding: reach.holding,
    effort: effortOf(looks, passes),
    broken: program.broken,
    typeErrors: (file) => program.typeErrors(file),
    checkTypesOf: (files) => program.checkTypesOf(files),
    outlines: (files) => program.outlines(files),
    derive: (place) => derive(place, program, sources, vocabulary),
    commentLine: (file, offset) => inTree(program.sourceFile(file), (tree) => commentLineFor(tree, offset)),
    commentAt: (file, offset) => inTree(program.sourceFile(file), (tree) => commentAt(tree, offset)),
  };
}

/** What a tree is asked; null for a file that was not opened. */
function inTree<Answer>(tree: ts.SourceFile | undefined, ask: (tree: ts.SourceFile) => Answer): Answer | null {
  return tree ? ask(tree) : null;
}

function effortOf(looks: readonly Look[], passes: readonly Pass[]): Effort {
  return {
    passes: passes.length,
    evaluations: sumOf(looks, ({ evaluator }) => evaluator.evaluations),
    calls: sumOf(looks, ({ called }) => called.looks),
    steps: sumOf(passes, ({ steps }) => steps),
  };
}

function sumOf<Item>(items: readonly Item[], countOf: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + countOf(item), 0);
}

/** The program of no files so far, without those that are given up. */
function openProgram(sources: Sources, trees: Trees, faults: Faults): Program {
  const program = new Program(sources, trees);
  for (const [file, reason] of faults.files) program.leaveOut(file, reason);
  return program;
}

/** What else a piece is used for; null for nothing. */
type ForeignUse = (piece: Piece) => string | null;

/** What passes share while more and more files are opened. */
interface Look {
  readonly evaluator: Evaluator;
  readonly called: CalledThings;
}

/** One look at all opened files. */
class Pass {
  readonly #evaluator: Evaluator;
  readonly #callers: Callers;
  readonly #vocabulary: Vocabulary;
  readonly #faults: Faults;
  readonly #requests: readonly Request[];
  readonly #settings: readonly Setting[];
  /** Names for what changes would insert. */
  readonly #names: FreeNames;
  readonly #handed: Handed;
  readonly #holds: (file: string) => boolean;
  /** The versions with which each path is requested, by where the path is written; worked out when a change is. */
  #versionsOfPaths: ReadonlyMap<string, ReadonlySet<string | null>> | null = null;
  /** The hook that may change the addresses of each client. */
  readonly #hooks = new Map<Client, Span | null>();
  readonly #filesReplacing: FilesReplacing;
  /** The calls of which not all could be looked at, with the reason. */
  readonly #cut = new Map<ts.CallExpression, Cut>();
  #steps = 0;

  constructor({ evaluator, called }: Look, reach: Reach, vocabulary: Vocabulary, faults: Faults, trees: Trees) {
    this.#evaluator = evaluator;
    this.#faults = faults;
    this.#names = FreeNames.of(this.#evaluator);
    this.#callers = new Callers(this.#evaluator, reach, called);
    this.#holds = (file) => reach.holds(file);
    this.#handed = new Handed({ hosts: vocabulary.hosts, holds: this.#holds }, this.#evaluator, this.#callers);
    this.#vocabulary = vocabulary;
    this.#filesReplacing = openReplacedClients(evaluator.sources, trees);
    for (const { source, names } of carriersOf(this.#evaluator, vocabulary.hosts)) reach.openReaders(source, names);
    this.#openAskers(reach);
    reach.openFiles(filesBehindProxies(this.#evaluator, vocabulary));
    this.#requests = this.#findRequests();
    this.#settings = settingsOf(vocabulary.hosts, this.#evaluator, this.#callers);
    this.#openSharers();
  }

  /** Opens the files that may ask below a base which another file assigns. */
  #openAskers(reach: Reach): void {
    for (const askers of askersBelowAssigned(this.#vocabulary.hosts, this.#evaluator)) {
      if ('made' in askers) reach.openReaders(askers.made, askers.names);
      else reach.openFiles(this.#evaluator.sources.filesMentioning(askers.module));
    }
  }

  #findVersions(): ReadonlyMap<string, ReadonlySet<string | null>> {
    const found = new Map<string, Set<string | null>>();
    const urls = this.#requests.flatMap((request) => request.urls);
    for (const { pathSpan, version } of urls.flatMap((pieces) => parseCleverUrl(pieces, this.#vocabulary) ?? [])) {
      if (!pathSpan) continue;
      const versions = found.get(placeKey(pathSpan)) ?? new Set();
      found.set(placeKey(pathSpan), versions.add(version));
    }
    return found;
  }

  /** Whether calls with and without a version have a path in common, so that one second request cannot serve both. */
  #isSharedByVersions({ pathSpan }: CleverUrl): boolean {
    this.#versionsOfPaths ??= this.#findVersions();
    const versions = pathSpan ? this.#versionsOfPaths.get(placeKey(pathSpan)) : undefined;
    return versions !== undefined && versions.size > 1 && versions.has(null);
  }

  usages(): readonly Usage[] {
    const requested = this.#requestedExpressions();
    const foreignUse = this.#foreignUses();
    const usages: Usage[] = [];
    for (const request of this.#requests) {
      const usagesOf = (): readonly Usage[] => this.#usagesOf(request, foreignUse, requested);
      usages.push(...this.#faults.attempt(spanOf(request.call), 'call', usagesOf, () => []));
    }
    usages.splice(0, usages.length, ...this.#withLinks(usages, requested));
    for (const setting of this.#settings) usages.push(...this.#usagesOfSetting(setting, foreignUse, requested));
    const seen = new Set(
      [...this.#requests, ...this.#settings]
        .flatMap(({ urls }) => urls.flat())
        .flatMap(({ span }) => (span ? [placeKey(span)] : [])),
    );
    usages.push(...constantsOf(this.#evaluator, this.#vocabulary, (span) => seen.has(placeKey(span))));
    usages.push(...withCalls(this.#imports(), this.#evaluator), ...this.#packageUsages(requested));
    if (this.#vocabulary.events) usages.push(...eventNamesOf(usages, this.#vocabulary.events, this.#evaluator));
    const open = withoutAnswered(usages);
    const said = new Set(open.flatMap(({ kind, span }) => (kind === 'unresolved' ? [placeKey(span)] : [])));
    return [...open, ...this.#cutUsages().filter(({ span }) => !said.has(placeKey(span)))];
  }

  #findRequests(): readonly Request[] {
    return this.#evaluator.index.calls.flatMap((call) => {
      if (!tsc.isCallExpression(call)) return [];
      return this.#faults.attempt<readonly Request[]>(
        spanOf(call),
        'address',
        () => this.#findRequestsOf(call),
        () => [],
      );
    });
  }

  #findRequestsOf(call: ts.CallExpression): readonly Request[] {
    if (this.#evaluator.asOwnQuestion(() => isLanguageMethod(call, this.#evaluator), call)) return [];
    const onCut = (): void => void this.#cut.set(call, TOO_MANY_CALLERS);
    const ask = () => requestsOf(call, this.#vocabulary.hosts, this.#evaluator, this.#callers, onCut);
    const { leftOut, cuts } = this.#evaluator;
    const requests = this.#evaluator.asOwnQuestion(ask, call);
    if (!this.#cut.has(call)) {
      if (requests.some((request) => this.#isCutShort(request))) this.#cut.set(call, TOO_MANY_ADDRESSES);
      else if (!requests.length && this.#isCalleeCut(call)) this.#cut.set(call, TOO_MANY_CALLEES);
      else if (this.#evaluator.cuts !== cuts) this.#cut.set(call, TOO_COSTLY);
    }
    if (this.#evaluator.leftOut === leftOut || !this.#handed.isClevers(call)) return requests;
    return this.#evaluator.asOwnQuestion(ask);
  }

  #isCalleeCut(call: ts.CallExpression): boolean {
    return this.#evaluator.asOwnQuestion(() => isCutShort(call, this.#evaluator), call);
  }

  /** Whether an address stands for others that were not looked at, so that nothing can be said of these. */
  #isCutShort({ urls }: Request): boolean {
    const cut = urls.filter((pieces) => pieces.some(({ isCut }) => isCut));
    return cut.some((pieces) => {
      const url = parseCleverUrl(pieces, this.#vocabulary);
      return url ? !isUnderstood(url) : !isElsewhere(pieces, this.#vocabulary.hosts);
    });
  }

  /** The calls of which not all could be looked at, where Clever's may be among what was not. */
  #cutUsages(): readonly UnresolvedUsage[] {
    return [...this.#cut].flatMap(([call, reason]): readonly UnresolvedUsage[] => {
      const requests = this.#requests.filter((request) => request.call === call);
      const isClevers = requests.some(({ urls }) => urls.some((pieces) => parseCleverUrl(pieces, this.#vocabulary)));
      const holds = this.#holds(fileOf(call));
      const isSaid = {
        // Of the callers, each may ask for something else.
        [TOO_MANY_CALLERS]: isClevers || requests.length > 0,
        [TOO_MANY_ADDRESSES]: isClevers || holds,
        [TOO_MANY_CALLEES]: holds,
        // One address that is known says what a call is for.
        [TOO_COSTLY]: !isClevers && holds,
      };
      if (!isSaid[reason]) return [];
      const span = spanOf(call);
      return [{ kind: 'unresolved', span, url: span, version: null, confidence: 'certain', reason }];
    });
  }

  #usagesOf(request: Request, foreignUse: ForeignUse, requested: ReadonlySet<ts.Node>): readonly Usage[] {
    const parsed = request.urls.map((pieces) => ({
      pieces,
      url: parseCleverUrl(pieces, this.#vocabulary, foreignUse),
    }));
    const certain = parsed.flatMap(({ pieces, url }) =>
      url && isUnderstood(url) ? [{ pieces, url, doubt: doubtOfProxy(pieces) }] : [],
    );
    const known = certain.length ? certain : this.#underOpenBase(request);
    const open = known.every(({ url }) => isOpen(url)) ? unresolved(request, this.#vocabulary) : [];
    if (!known.length) return open;
    const choices = known.map(({ pieces }) => choicesOf(pieces));
    const { flow, answer } = this.#follow({ ...request, choices }, requested);
    const options = optionNames(request, this.#evaluator);
    const parameters = parameterNames(request, this.#evaluator);
    const { mock } = request.client;
    const mocked = mock ? mockedAnswerOf(request.call, mock, this.#evaluator) : null;
    const texts = parameterTexts(request, this.#evaluator);
    const usages = known.map(({ url, pieces, doubt }): EndpointUsage => {
      const seen = {
        kind: 'endpoint' as const,
        method: request.method,
        url,
        span: spanOf(request.call),
        confidence: doubt === null ? ('certain' as const) : ('likely' as const),
        doubt,
        trail: trailOf(url, request),
        options,
        parameters,
        answer,
      };
      if (mock) return { ...seen, origin: 'mock', mocked };
      return { ...seen, origin: 'request', parameterTexts: texts, ...this.#factsOfRequest(request, pieces, url, flow) };
    });
    return [...usages, ...open];
  }

  /** What a request that is sent tells beside its address and its answer. */
  #factsOfRequest(
    request: Request,
    pieces: readonly Piece[],
    url: CleverUrl,
    flow: AnswerFlow,
  ): Pick<RequestUsage, 'usesKey' | 'tokens' | 'hook' | 'replacedIn' | 'followUp'> {
    const { call, client } = request;
    const from = { request, flow, evaluation: this.#evaluator, names: this.#names, url };
    return {
      usesKey: signsInWithKey(request, pieces, this.#evaluator),
      tokens: () => this.#evaluator.asOwnQuestion(() => tokensOf(request, this.#evaluator, this.#callers)),
      hook: this.#hookOf(client),
      replacedIn: () => this.#filesReplacing(client, fileOf(call), variablesOf(request)),
      followUp: (followUp, address) => {
        if (this.#isSharedByVersions(url)) return null;
        const write = () => followUpEdits(from, followUp, address);
        return this.#faults.attempt(spanOf(call), 'change', write, () => null);
      },
    };
  }

  /** The hook that may change an address; the same for all requests of a client, so it is looked for once. */
  #hookOf(client: Client): Span | null {
    const known = this.#hooks.get(client);
    const hook =
      known === undefined ? this.#evaluator.asOwnQuestion(() => hookOnAddress(client, this.#evaluator)) : known;
    this.#hooks.set(client, hook);
    return hook;
  }

  /** Follows the answer of a request, with a budget of its own. */
  #follow(
    request: Asked,
    requested: ReadonlySet<ts.Node>,
  ): { readonly flow: AnswerFlow; readonly answer: Answer | null } {
    this.#evaluator.renewBudget();
    const flow = new AnswerFlow(request, this.#evaluator, this.#callers, requested);
    const span = spanOf(request.call);
    const follow = (): Answer | null => answerInSight(request, flow.follow(), this.#evaluator);
    const answer = this.#faults.attempt(span, 'answer', follow, () => lostAt(span));
    this.#steps += flow.steps;
    return { flow, answer };
  }

  /** How many steps the answers took. */
  get steps(): number {
    return this.#steps;
  }

  /** The addresses of a request that say enough although only the deployment knows their base. */
  #underOpenBase({ urls, call }: Pick<Request | Setting, 'urls' | 'call'>): readonly GuessedUrl[] {
    const mayBeElsewhere = urls.some((pieces) => isElsewhere(pieces, this.#vocabulary.hosts));
    return urls.flatMap((pieces) => {
      const url = parseUnderOpenBase(pieces, call, this.#vocabulary, mayBeElsewhere);
      return url ? [{ pieces, url, doubt: OPEN_BASE_DOUBT }] : [];
    });
  }

  /** The same usages, those whose answers hold links that are asked for with what these answer. */
  #withLinks(usages: readonly Usage[], requested: ReadonlySet<ts.Node>): readonly Usage[] {
    return usages.flatMap((usage): readonly Usage[] => {
      if (usage.kind !== 'endpoint' || usage.url.path !== this.#vocabulary.links.from || !usage.answer) return [usage];
      const links = linksOf(usage.answer, usage.url.host, this.#vocabulary.links);
      const found = links.flatMap((link) => this.#usagesOfLink(link, usage, requested));
      const followed = found.flatMap(({ url, answer }) => (answer ? [{ url, answer }] : []));
      return [{ ...usage, answer: { ...usage.answer, followed } }, ...found];
    });
  }

  /** What asks for a link, in whatever context. */
  #usagesOfLink(link: Link, source: EndpointUsage, requested: ReadonlySet<ts.Node>): readonly EndpointUsage[] {
    const requests = this.#requests.filter((request) => isAskedAt(request, link.at));
    return requests.map((request): EndpointUsage => {
      const { answer } = this.#follow(request, requested);
      return {
        kind: 'endpoint',
        origin: 'link',
        method: request.method,
        url: link.url,
        span: spanOf(request.call),
        confidence: link.confidence,
        doubt: link.confidence === 'certain' ? null : 'it is not known which of the links this is',
        trail: [
          ...source.trail,
          ...link.use.trail,
          { span: link.at, message: `a link of the answer, now \`${link.url.path}\`, is asked for here` },
        ],
        options: null,
        parameters: null,
        answer,
      };
    });
  }

  #usagesOfSetting(setting: Setting, foreignUse: ForeignUse, requested: ReadonlySet<ts.Node>): readonly Usage[] {
    const certain = setting.urls
      .flatMap((pieces) => parseCleverUrl(pieces, this.#vocabulary, foreignUse) ?? [])
      .filter(isUnderstood)
      .map((url) => ({ url, doubt: null }));
    const known = certain.length ? certain : this.#underOpenBase(setting);
    return known.map(({ url, doubt }): EndpointUsage => {
      const { answer } = this.#follow(setting, requested);
      return {
        kind: 'endpoint',
        origin: 'setting',
        method: 'GET',
        url,
        span: spanOf(setting.call),
        confidence: doubt === null ? 'certain' : 'likely',
        doubt,
        trail: trailOf(url, setting),
        options: [],
        parameters: [],
        answer,
      };
    });
  }

  /** What the program does with answers that packages hand it. */
  #packageUsages(requested: ReadonlySet<ts.Node>): readonly EndpointUsage[] {
    const { strategies = [], hosts, links } = this.#vocabulary;
    return packageAnswers(strategies, hosts[0] ?? '', links.from, this.#evaluator).map(
      ({ asked, url }): EndpointUsage => {
        const { answer } = this.#follow(asked, requested);
        const span = spanOf(asked.call);
        return {
          kind: 'endpoint',
          origin: 'package',
          method: 'GET',
          url,
          span,
          confidence: 'certain',
          doubt: null,
          trail: [{ span, message: `\`${asked.client.name}\` passes on the answer of Clever` }],
          options: null,
          parameters: null,
          answer,
        };
      },
    );
  }

  /** Tells what a piece of a URL serves beside requests to Clever. */
  #foreignUses(): ForeignUse {
    const foreign = this.#foreignPieces();
    const unseen = this.#piecesOfCutCalls();
    const otherUses = new OtherUses(this.#evaluator, this.#askedExpressions());
    return ({ span }) => {
      if (!span) return null;
      const use = unseen.get(placeKey(span));
      if (use) return use;
      return foreign.has(placeKey(span)) ? 'calls to other servers' : otherUses.of(span);
    };
  }

  /** Pieces of URLs that callers or addresses which are not looked at may share, with what these are. */
  #piecesOfCutCalls(): ReadonlyMap<string, string> {
    const uses = this.#requests.flatMap(({ call, urls }): readonly (readonly [string, string])[] => {
      const reason = this.#cut.get(call);
      const use = reason ? UNSEEN[reason] : null;
      if (use === null) return [];
      return urls.flat().flatMap(({ span }) => (span ? [[placeKey(span), use] as const] : []));
    });
    return new Map(uses);
  }

  /** Opens all callers of functions that write a piece of a Clever address: they may share it for other servers. */
  #openSharers(): void {
    for (const { urls, context } of this.#requests) {
      const clevers = urls.filter((pieces) => parseCleverUrl(pieces, this.#vocabulary)).flat();
      for (const scope of context.opened.keys()) {
        const range = spanOf(scope);
        const isWriter = ({ span }: Piece): boolean => span !== null && isInside(span, range);
        if (clevers.some((piece) => !piece.hole && isWriter(piece))) this.#callers.of(scope);
      }
    }
  }

  /** Pieces of URLs that are not, or not known to be, Clever's. */
  #foreignPieces(): ReadonlySet<string> {
    const places = new Set<string>();
    for (const { urls } of [...this.#requests, ...this.#settings]) {
      const foreign = urls.filter((pieces) => !parseCleverUrl(pieces, this.#vocabulary));
      const isClever = foreign.length < urls.length;
      for (const pieces of foreign) {
        // A variable whose default is Clever's address may say where else Clever is: behind a proxy, in a test.
        const first = pieces.find(({ text }) => text !== '');
        if (isClever && first?.hole && first.variable !== undefined) continue;
        for (const { span } of pieces) if (span) places.add(placeKey(span));
      }
    }
    return places;
  }

  /** Expressions that end up in the URL of a request to Clever: the argument, and what callers pass for it. */
  #requestedExpressions(): ReadonlySet<ts.Node> {
    const expressions = new Set<ts.Node>();
    for (const { call, context, urls } of this.#requests) {
      if (!urls.some((pieces) => parseCleverUrl(pieces, this.#vocabulary))) continue;
      for (const argument of call.arguments) expressions.add(argument);
      for (const site of context.opened.values()) for (const { node } of site?.arguments ?? []) expressions.add(node);
    }
    return expressions;
  }

  /** Expressions that end up in any request or setting. */
  #askedExpressions(): ReadonlySet<ts.Node> {
    const settings = this.#settings.map(({ call }) => call);
    const requests = this.#requests.flatMap(({ call, context }) => [
      ...call.arguments,
      ...[...context.opened.values()].flatMap((site) => site?.arguments.map(({ node }) => node) ?? []),
    ]);
    return new Set<ts.Node>([...settings, ...requests]);
  }

  #imports(): readonly ImportUsage[] {
    return (
      this.#evaluator.index.moduleSpecifiers
        .filter(({ text }) => this.#vocabulary.packages.some((name) => text === name || text.startsWith(`${name}/`)))
        // A workspace, or an alias, may have the name of a package.
        .filter((specifier) => this.#evaluator.sources.resolve(specifier.text, fileOf(specifier)) === null)
        .map((specifier) => ({
          kind: 'import',
          package: specifier.text,
          release: null,
          comesWith: null,
          span: { file: fileOf(specifier), start: specifier.getStart() + 1, end: specifier.getEnd() - 1 },
          trail: [],
          calls: [],
        }))
    );
  }
}

/** Whether enough of a URL is known to say something of it: its path, or at least the version in front of the path. */
function isUnderstood(url: CleverUrl): boolean {
  return url.version !== null || !isOpen(url);
}

/** Whether the path of a URL begins with something that only run time knows. */
function isOpen({ path }: CleverUrl): boolean {
  return path.startsWith('/{');
}

/**
 * A call whose URL is known for some of its callers (a pager's first page) needs no word about the others, unless these
 * ask for a version that is written elsewhere.
 */
function withoutAnswered(usages: readonly Usage[]): readonly Usage[] {
  const answered = new Set(
    usages.flatMap((usage) =>
      usage.kind === 'endpoint' && !isOpen(usage.url) ? [placeKey(usage.span), versionKey(usage)] : [],
    ),
  );
  return usages.filter((usage) => {
    if (usage.kind === 'unresolved') return !answered.has(placeKey(usage.span));
    return usage.kind !== 'endpoint' || !saysNothing(usage.url) || !answered.has(versionKey(usage));
  });
}

/** Whether no word of a path is written; `/{type}s/{id}` is another endpoint than that of a pager's first page. */
function saysNothing(url: CleverUrl): boolean {
  return isOpen(url) && !/[^/]/.test(url.path.replace(/\{[^{}]*\}/g, ''));
}

/** A key for a call and the place where the version that it asks for is written. */
function versionKey({ span, url: { versionSpan } }: EndpointUsage): string {
  return `${placeKey(span)} ${versionSpan ? placeKey(versionSpan) : ''}`;
}

/** A request that goes to Clever, or may, without its path being known. */
function unresolved(request: Request, vocabulary: Vocabulary): readonly UnresolvedUsage[] {
  // One alternative that is known tells what the call is for: `process.env.TOKEN_URL ?? 'https://clever.com/oauth/tokens'`.
  if (request.urls.some((pieces) => isElsewhere(pieces, vocabulary.hosts))) return [];
  const pieces = request.urls[0] ?? [];
  const hole = pieces.find((piece) => piece.hole);
  if (!hole) return [];
  const url = parseCleverUrl(pieces, vocabulary);
  const mayBeClever = charactersOf(pieces).startsWith('{') && namesClever(`${hole.text} ${hole.missing}`);
  if (!url && !mayBeClever) return [];
  const place = spanOf(urlExpression(request) ?? request.call);
  const version = url?.version ?? null;
  return [
    {
      kind: 'unresolved',
      span: spanOf(request.call),
      url: place,
      version,
      confidence: 'certain',
      reason: reasonOf(hole),
    },
  ];
}

/** Whether a URL names a host that is not Clever's API. */
function isElsewhere(pieces: readonly Piece[], hosts: readonly string[]): boolean {
  const host = hostOf(charactersOf(pieces));
  return host !== null && !host.includes('{') && !hosts.includes(host);
}

/** Of an answer that the tool fails to follow, all leaves sight. */
function lostAt(span: Span): Answer {
  return { reads: [], uses: [], escapes: [{ path: [], span, reason: { kind: 'not followed' } }], followed: [] };
}

/** The answer, unless the call hands it to nothing that is in sight, so that nothing can be said of what is done with it. */
function answerInSight(asked: Asked, answer: Answer, evaluation: Evaluation): Answer | null {
  const { client } = asked;
  if (client.answer || client.callbacks.some((form) => callbackOf(form, asked, evaluation))) return answer;
  return answer.reads.length + answer.escapes.length > 0 ? answer : null;
}

/** Where the pieces of a URL come from, and the call that joins them. */
function trailOf(url: CleverUrl, request: Asked): readonly Step[] {
  const written = url.pieces.filter(({ text, hole }) => !hole && text !== '');
  const steps = inOnePlace(written).map(({ text, span }) => ({ span, message: `\`${text}\` is written here` }));
  return [...steps, { span: spanOf(request.call), message: `${request.client.name} requests \`${url.text}\` here` }];
}

/** The texts that were written in one go; what is hidden of one is a piece of its own. */
function inOnePlace(pieces: readonly UrlPiece[]): readonly { readonly text: string; readonly span: Span }[] {
  const texts: { text: string; span: Span }[] = [];
  for (const { text, span } of pieces) {
    const last = texts.at(-1);
    if (!span) continue;
    const continues = last?.span.file === span.file && (last.span.end === span.start || isSameSpan(last.span, span));
    if (last && continues) texts.splice(-1, 1, { text: last.text + text, span: { ...last.span, end: span.end } });
    else texts.push({ text, span });
  }
  return texts;
}

function placeKey(span: Span): string {
  return `${span.file}:${span.start}`;
}
