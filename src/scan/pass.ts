import type { ts } from 'ts-morph';
import { withCalls } from './package-calls.js';
import { eventNamesOf } from './events/event-names.js';
import { placeOfFailedAnswer, questionAfterFailure } from '../flow/failures.js';
import { AnswerFlow } from '../flow/flow.js';
import { describePlace } from '../flow/other-uses.js';
import { tsc } from '../syntax/compiler.js';
import { carriersOf } from '../flow/carriers.js';
import type { Client } from '../clients/client.js';
import { constantsOf, type AnswersOfUnknown, type Text } from './constants.js';
import { unknownAskers } from './unknown-clients.js';
import { GUESSED_ANSWERS, UNKNOWN_CLIENT } from '../clients/unknown.js';
import { followUpEdits } from '../rewrite/follow-up.js';
import { hinderedBy } from '../rewrite/hindered.js';
import { FreeNames } from '../flow/free-names.js';
import { mockedAnswerOf } from '../rewrite/mocks/mocked-answer.js';
import { appendAll } from '../model/append.js';
import type { Faults } from '../model/faults.js';
import type { Reach } from '../program/reach.js';
import { linksAskedFor, linksOf, requestsFor, type Link } from '../requests/links.js';
import { fileOf, spanOf } from '../program/program.js';
import { filesMocking, filesSettingUp } from '../requests/set-up-files.js';
import { callbackOf, isCutShort, optionNames, requestsOf, type Asked, type Request } from '../requests/requests.js';
import { askersBelowSet } from '../requests/bases.js';
import { conditionOf } from '../requests/conditional.js';
import { signsInWithKey } from '../requests/basic-key.js';
import { tokensOf } from '../requests/token.js';
import { hookOnAddress } from '../requests/hooks.js';
import { plainClientOf } from '../requests/plain-client.js';
import { doubtOfProxy, filesBehindProxies } from '../requests/proxies.js';
import { openReplacedClients, variablesOf, type FilesReplacing } from '../requests/replaced-clients.js';
import { openReplacedFunctions, type Replacements } from '../requests/replaced-functions.js';
import { otherAddressOf } from './other-address.js';
import { pathWrittenAgain } from './path-written-again.js';
import { fateOfUrlQuery } from '../requests/url-query.js';
import { parameterNames, parameterTexts } from '../requests/parameters.js';
import { packageAnswers } from '../requests/strategies.js';
import { settingsOf, type Setting } from '../requests/settings.js';
import { oncePerObject } from '../model/once-per-object.js';
import { remembered } from '../model/remembered.js';
import { itemsByPlace } from '../model/place-index.js';
import { isInside, overlaps, placeKey } from '../model/spans.js';
import type { Trees } from '../program/trees.js';
import { parseUnderOpenBase } from '../requests/open-base.js';
import { parseCleverUrl } from '../requests/url.js';
import type { Answer } from '../model/answer.js';
import type { MockedAnswer } from '../model/mocked-answer.js';
import type { CleverUrl } from '../model/url.js';
import type { EndpointUsage, RequestUsage, Usage } from '../model/usage.js';
import type { Span } from '../model/spans.js';
import type { Vocabulary } from '../model/vocabulary.js';
import type { CalledThings } from '../values/called.js';
import { Callers } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import type { Evaluator } from '../values/evaluator.js';
import { Handed } from '../requests/handed.js';
import { registrations } from '../values/injected.js';
import { sharedPuts } from '../values/shared-members.js';
import { isLanguageMethod } from '../values/types.js';
import { choicesOf, type Piece, type Scope } from '../values/value.js';
import {
  standsForUnseen,
  TOO_COSTLY,
  TOO_MANY_ADDRESSES,
  TOO_MANY_CALLEES,
  TOO_MANY_CALLERS,
  usagesOfCutCalls,
  type Cut,
} from './cut-calls.js';
import { usagesOfCutAnswers } from './cut-answers.js';
import { mayHaveEffects } from './effects.js';
import { foreignUsesOf, type ForeignUses } from './foreign-uses.js';
import { importsOf } from './package-imports.js';
import { NamedElsewhere } from './named-elsewhere.js';
import { openMockOf, type OpenMock } from './open-mocks.js';
import { replacedBehind } from './replaced-parts.js';
import { trailOf } from './trail.js';
import { unreachedHosts } from './unreached-hosts.js';
import { callsOfNamedHosts, namedHosts } from './named-hosts.js';
import { callsOfUnseenClients } from './unseen-clients.js';
import {
  type GuessedUrl,
  isElsewhere,
  isOpen,
  isUnderstood,
  toldOnce,
  unresolved,
  unresolvedByHook,
  withoutAnswered,
} from './unresolved.js';

const OTHER_PATH_DOUBT = 'the same code may request other paths';
const OPEN_BASE_DOUBT = 'its base URL is set only in the deployment';

/** What a request that is sent tells beside its address and its answer. */
type FactsOfRequest = Pick<
  RequestUsage,
  | 'mayHaveEffects'
  | 'usesKey'
  | 'condition'
  | 'plainClient'
  | 'tokens'
  | 'hook'
  | 'failedAnswer'
  | 'pathWrittenAgain'
  | 'namedElsewhere'
  | 'replacedIn'
  | 'replacedBehind'
  | 'followUp'
>;

/** What passes share while more and more files are opened. */
export interface Look {
  readonly evaluator: Evaluator;
  readonly called: CalledThings;
}

/** One look at all opened files. */
export class Pass {
  readonly #evaluator: Evaluator;
  readonly #callers: Callers;
  readonly #vocabulary: Vocabulary;
  readonly #faults: Faults;
  readonly #requests: readonly Request[];
  /** For each call, what is known in the contexts in which it asks others than Clever. */
  readonly #scopesForOthers: ReadonlyMap<ts.Expression, ReadonlySet<Scope>>;
  readonly #settings: readonly Setting[];
  /** Names for what changes would insert. */
  readonly #names: FreeNames;
  readonly #handed: Handed;
  readonly #hasAddress: (file: string) => boolean;
  readonly #holds: (file: string) => boolean;
  /** The versions with which each path is requested, by where the path is written; worked out when a change is. */
  #versionsOfPaths: ReadonlyMap<string, ReadonlySet<string | null>> | null = null;
  /** Where the addresses of all requests are written; worked out when a change is. */
  #piecesAt: ((place: Span) => readonly Span[]) | null = null;
  /** The mocks that may answer calls which they do not name. */
  readonly #openMocks: OpenMock[] = [];
  /** The hook that may change the addresses of each client. */
  readonly #hooks = new Map<Client, Span | null>();
  readonly #filesReplacing: FilesReplacing;
  readonly #replacements: Replacements;
  readonly #namedElsewhere: NamedElsewhere;
  /** The calls of which not all could be looked at, with the reason. */
  readonly #cut = new Map<ts.CallExpression, Cut>();
  /** A request can have hundreds of addresses; it sends the same tokens to each. */
  readonly #tokensOf = oncePerObject((request: Request) =>
    this.#evaluator.asOwnQuestion(() => tokensOf(request, this.#evaluator, this.#callers)),
  );
  #steps = 0;

  constructor({ evaluator, called }: Look, reach: Reach, vocabulary: Vocabulary, faults: Faults, trees: Trees) {
    this.#evaluator = evaluator;
    this.#faults = faults;
    this.#names = FreeNames.of(this.#evaluator);
    this.#callers = new Callers(this.#evaluator, reach, called);
    this.#hasAddress = (file) => reach.hasAddress(file);
    this.#holds = (file) => reach.holds(file);
    const holding = { hosts: vocabulary.hosts, holds: this.#holds };
    this.#handed = new Handed(holding, this.#evaluator, this.#callers);
    this.#vocabulary = vocabulary;
    this.#filesReplacing = openReplacedClients(evaluator.sources, trees);
    this.#replacements = openReplacedFunctions(evaluator.sources, trees);
    this.#namedElsewhere = new NamedElsewhere(evaluator.sources, trees);
    for (const { source, names } of carriersOf(this.#evaluator, vocabulary.hosts)) reach.openReaders(source, names);
    this.#openAskers(reach);
    this.#openReadersOfShared(reach);
    reach.openFiles(filesBehindProxies(this.#evaluator, vocabulary));
    this.#requests = this.#findRequests();
    const asking = new Set(this.#requests.filter((each) => this.#asksClever(each)));
    this.#scopesForOthers = scopesOf(this.#requests.filter((each) => !asking.has(each)));
    this.#openSetUps(reach, [...asking]);
    this.#settings = settingsOf(vocabulary.hosts, this.#evaluator, this.#callers);
    this.#openSharers();
  }

  /** Opens the files that may ask below a base which another file sets. */
  #openAskers(reach: Reach): void {
    for (const askers of askersBelowSet(this.#vocabulary.hosts, this.#evaluator)) {
      if ('made' in askers) reach.openReaders(askers.made, askers.names);
      else reach.openFiles(this.#evaluator.sources.filesMentioning(askers.module));
    }
  }

  /** Opens the files that read off an object of a framework what a file of Clever's puts there. */
  #openReadersOfShared(reach: Reach): void {
    const { sources } = this.#evaluator;
    const puts = sharedPuts(this.#evaluator, (file) => reach.holds(file));
    const registered = registrations(this.#evaluator).filter(({ value }) => reach.holds(fileOf(value)));
    for (const { name, value } of [...puts, ...registered]) {
      if (!this.#handed.holdsClevers(value)) continue;
      const own = sources.packageOf(fileOf(value));
      reach.openFiles(sources.filesMentioning(name).filter((file) => sources.packageOf(file) === own));
    }
  }

  /** Opens the files that may set up the clients which ask Clever, or answer in the place of Clever. */
  #openSetUps(reach: Reach, asking: readonly Request[]): void {
    const clients = new Map(asking.map(({ client }) => [client.name, client]));
    for (const client of clients.values()) reach.openSetUps(filesSettingUp(client, this.#evaluator.sources));
    // A mock that answers by a pattern need not name Clever.
    const askers = asking.map(({ call }) => fileOf(call));
    reach.openSetUps(filesMocking(askers, this.#evaluator.sources));
  }

  /** Whether a text is a part of the address of a request, or of a mock, that is known. */
  #isOfRequest(span: Span): boolean {
    this.#piecesAt ??= itemsByPlace(
      [...this.#requests, ...this.#settings].flatMap(({ urls }) => urls.flat()).flatMap((piece) => piece.span ?? []),
      (each) => each,
    );
    return this.#piecesAt(span).some((each) => overlaps(each, span));
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
    const asking = { requests: this.#requests, settings: this.#settings, cutCalls: this.#cut };
    const foreignUses = foreignUsesOf(asking, this.#vocabulary, this.#evaluator, this.#callers);
    const usages: Usage[] = [];
    for (const request of this.#requests) {
      const usagesOf = (): readonly Usage[] => this.#usagesOf(request, foreignUses, requested);
      appendAll(
        usages,
        this.#faults.attemptInTime(spanOf(request.call), 'call', usagesOf, () => []),
      );
    }
    usages.splice(0, usages.length, ...this.#withLinks(usages, requested));
    const asked = placesOf(usages);
    for (const setting of this.#settings)
      usages.push(
        // What a call asks for is told there, unless the setting hands the answer on as well.
        ...this.#usagesOfSetting(setting, foreignUses, requested).filter(
          ({ answer, url: { pathSpan } }) => answer !== null || !pathSpan || !asked.has(placeKey(pathSpan)),
        ),
      );
    const pieces = [...this.#requests, ...this.#settings].flatMap(({ urls }) => urls.flat());
    const seen = new Set(pieces.flatMap(({ span }) => (span ? [placeKey(span)] : [])));
    const isRequested = (span: Span): boolean => seen.has(placeKey(span));
    const answersOf: AnswersOfUnknown = (node, text) => this.#answersOfUnknown(node, text, requested);
    appendAll(usages, constantsOf(this.#evaluator, this.#callers, this.#vocabulary, isRequested, answersOf));
    const told = usages.flatMap((usage) => (usage.kind === 'endpoint' ? usage.url.pieces : []));
    const known = [...pieces, ...told].flatMap(({ span }) => span ?? []);
    appendAll(usages, unreachedHosts(this.#evaluator, this.#vocabulary, known, foreignUses.callOutOfSight));
    const hasNamedHost = namedHosts(this.#evaluator, this.#vocabulary, known);
    const spoken = new Set(usages.map(({ span }) => placeKey(span)));
    appendAll(usages, callsOfNamedHosts(this.#requests, hasNamedHost, spoken, this.#vocabulary));
    const unseen = { known, askers: this.#scopesAsking(), hasNamedHost };
    appendAll(usages, callsOfUnseenClients(this.#evaluator, this.#vocabulary, unseen));
    usages.push(
      ...withCalls(importsOf(this.#vocabulary, this.#evaluator), this.#evaluator),
      ...this.#packageUsages(requested),
    );
    if (this.#vocabulary.events) appendAll(usages, eventNamesOf(usages, this.#vocabulary.events, this.#evaluator));
    const open = toldOnce(withoutAnswered(usages, this.#callsOfPages(usages)));
    const said = new Set(open.flatMap(({ kind, span }) => (kind === 'unresolved' ? [placeKey(span)] : [])));
    const cut = [
      ...usagesOfCutCalls(this.#cut, this.#requests, this.#vocabulary, this.#hasAddress, this.#evaluator.sources),
    ];
    appendAll(
      cut,
      usagesOfCutAnswers(usages, (file) => this.#evaluator.sources.text(file)),
    );
    return [...open, ...cut.filter(({ span }) => !said.has(placeKey(span)))];
  }

  #findRequests(): readonly Request[] {
    return this.#evaluator.index.calls.flatMap((call) => {
      if (!tsc.isCallExpression(call)) return [];
      return this.#faults.attemptInTime<readonly Request[]>(
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
    if (!requests.length && this.#cut.has(call)) this.#cut.set(call, TOO_MANY_CALLEES);
    if (!this.#cut.has(call)) {
      if (requests.some((request) => standsForUnseen(request, this.#vocabulary)))
        this.#cut.set(call, TOO_MANY_ADDRESSES);
      else if (!requests.length && this.#isCalleeCut(call)) this.#cut.set(call, TOO_MANY_CALLEES);
      else if (this.#evaluator.cuts !== cuts) this.#cut.set(call, TOO_COSTLY);
    }
    if (this.#evaluator.leftOut === leftOut || !this.#handed.isClevers(call)) return requests;
    return this.#evaluator.asOwnQuestion(ask);
  }

  #isCalleeCut(call: ts.CallExpression): boolean {
    return this.#evaluator.asOwnQuestion(() => isCutShort(call, this.#evaluator), call);
  }

  #usagesOf(request: Request, foreignUses: ForeignUses, requested: ReadonlySet<ts.Node>): readonly Usage[] {
    const parsed = request.urls.map((pieces) => ({
      pieces,
      url: parseCleverUrl(pieces, this.#vocabulary, foreignUses.of),
    }));
    // `/v1.1/${kind || 'schools'}`: the version moves with what the rest of the path may be besides.
    const otherPath = parsed.some(({ url }) => url && url.version !== null && isOpen(url)) ? OTHER_PATH_DOUBT : null;
    const certain = parsed.flatMap(({ pieces, url }) =>
      url && isUnderstood(url)
        ? [{ pieces, url, doubt: doubtOfProxy(pieces) ?? (isOpen(url) ? null : otherPath) }]
        : [],
    );
    const known = certain.length ? certain : this.#underOpenBase(request);
    const hook = request.client.mock ? null : this.#hookOf(request.client);
    const hooked =
      hook &&
      unresolvedByHook(
        request,
        known.map(({ url }) => url),
        hook,
      );
    if (hooked) return [hooked];
    const open = request.client.mock ? [] : unresolved(request, known, this.#vocabulary);
    const { mock } = request.client;
    const mocked = mock ? mockedAnswerOf(request.call, mock, this.#evaluator) : null;
    if (mock) this.#noteOpenMock(request, mocked);
    if (!known.length) return open;
    const choices = known.map(({ pieces }) => choicesOf(pieces));
    const { flow, answer } = this.#follow({ ...request, choices }, requested);
    const options = optionNames(request, this.#evaluator);
    const parameters = parameterNames(request, this.#evaluator);
    const urlQuery = mock ? 'sent' : fateOfUrlQuery(request, this.#evaluator);
    const onFailure = mock ? null : this.#comparisonOnFailure(flow);
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
        urlQuery,
        parameters,
        answer,
      };
      if (mock) return { ...seen, origin: 'mock', mocked };
      const isOnlyAddress = request.urls.length === 1;
      return {
        ...seen,
        origin: 'request',
        isOnlyAddress,
        otherAddress: otherAddressOf(request, answer),
        parameterTexts: (name) => this.#evaluator.asOwnQuestion(() => parameterTexts(name, request, this.#evaluator)),
        decidesBy: pieces.map(foreignUses.onTheWay).find((use) => use !== null) ?? onFailure,
        ...this.#factsOfRequest(request, pieces, url, flow),
      };
    });
    return [...usages, ...open];
  }

  #noteOpenMock(request: Request, answer: MockedAnswer | null): void {
    const mock = openMockOf(request, answer, this.#holds(fileOf(request.call)), this.#vocabulary);
    if (mock) this.#openMocks.push(mock);
  }

  /** Where a failure that may carry the URL is asked for it, as a phrase for a message. */
  #comparisonOnFailure(flow: AnswerFlow): string | null {
    const question = questionAfterFailure(flow.calls, this.#vocabulary.words ?? new Set(), this.#evaluator);
    return question && describePlace('a comparison', question);
  }

  #factsOfRequest(request: Request, pieces: readonly Piece[], url: CleverUrl, flow: AnswerFlow): FactsOfRequest {
    const { call, client } = request;
    const from = { request, flow, evaluation: this.#evaluator, names: this.#names, url };
    return {
      mayHaveEffects: (at) => this.#evaluator.asOwnQuestion(() => mayHaveEffects(at, this.#evaluator)),
      usesKey: signsInWithKey(request, pieces, this.#evaluator),
      condition: () => this.#evaluator.asOwnQuestion(() => conditionOf(request, this.#evaluator)),
      plainClient: url.scheme === 'http' ? plainClientOf(request, this.#evaluator) : null,
      tokens: () => this.#tokensOf(request),
      hook: this.#hookOf(client),
      failedAnswer: () => placeOfFailedAnswer(flow.calls, flow.statuses, this.#evaluator),
      pathWrittenAgain: () => this.#evaluator.asOwnQuestion(() => pathWrittenAgain(request, url, this.#evaluator)),
      namedElsewhere: (edits) =>
        this.#namedElsewhere.places(url, fileOf(call), (span) => this.#isOfRequest(span), edits),
      replacedIn: () => {
        const mocks = this.#openMocks.filter((mock) => mock.mayAnswer(url, request.method));
        const replacing = this.#filesReplacing(client, fileOf(call), variablesOf(request));
        return [...new Set([...replacing, ...mocks.map(({ file }) => file)])];
      },
      replacedBehind: (edits) =>
        replacedBehind(edits, flow.exits(), { url, pieces }, this.#replacements, this.#evaluator.sources),
      followUp: (followUp, address) => {
        if (this.#isSharedByVersions(url)) return hinderedBy('shared path', call);
        const write = (): ReturnType<RequestUsage['followUp']> => followUpEdits(from, followUp, address);
        return this.#faults.attemptInTime(spanOf(call), 'change', write, () => hinderedBy('failed', call));
      },
    };
  }

  /** The hook that may change an address; the same for all requests of a client, so it is looked for once. */
  #hookOf(client: Client): Span | null {
    const known = this.#hooks.get(client);
    const hook =
      known === undefined
        ? this.#evaluator.asOwnQuestion(() =>
            hookOnAddress(client, this.#evaluator, this.#vocabulary.words ?? new Set()),
          )
        : known;
    this.#hooks.set(client, hook);
    return hook;
  }

  /** Follows the answer of a request, with a budget of its own. */
  #follow(
    request: Asked,
    requested: ReadonlySet<ts.Node>,
  ): { readonly flow: AnswerFlow; readonly answer: Answer | null } {
    this.#evaluator.renewBudget();
    const shared = this.#scopesForOthers.get(request.call);
    const isShared = (scope: Scope): boolean => shared?.has(scope) === true;
    const flow = new AnswerFlow(request, this.#evaluator, this.#callers, requested, isShared);
    const span = spanOf(request.call);
    const follow = (): Answer | null => answerInSight(request, flow.follow(), this.#evaluator);
    const answer = this.#faults.attemptInTime(span, 'answer', follow, () => lostAt(span));
    this.#steps += flow.steps;
    return { flow, answer };
  }

  /** The functions that hand on a part of an address of Clever's, none of whose calls is told to be unresolved anyway. */
  #scopesAsking(): ReadonlySet<Scope> {
    const isOpenUrl = (pieces: readonly Piece[]): boolean => {
      const url = parseCleverUrl(pieces, this.#vocabulary);
      return url !== null && isOpen(url);
    };
    const open = new Set(this.#requests.flatMap(({ call, urls }) => (urls.some(isOpenUrl) ? [call] : [])));
    const asking = this.#requests.filter((each) => !open.has(each.call) && this.#asksClever(each));
    return new Set(asking.flatMap(({ context }) => [...context.opened.keys()]));
  }

  #asksClever({ urls }: Request): boolean {
    return urls.some((pieces) => parseCleverUrl(pieces, this.#vocabulary));
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

  /** The calls that ask for the next page of a list whose call is known: what they ask for follows its version. */
  #callsOfPages(usages: readonly Usage[]): readonly Span[] {
    const answers = usages.flatMap((usage) =>
      usage.kind === 'endpoint' && !isOpen(usage.url) && usage.answer ? [usage.answer] : [],
    );
    const requests = answers.flatMap(linksAskedFor).flatMap((link) => requestsFor(link, this.#requests));
    return requests.map(({ call }) => spanOf(call));
  }

  /** What asks for a link, in whatever context. */
  #usagesOfLink(link: Link, source: EndpointUsage, requested: ReadonlySet<ts.Node>): readonly EndpointUsage[] {
    return requestsFor(link, this.#requests).map((request): EndpointUsage => {
      const { answer } = this.#follow(request, requested);
      return {
        kind: 'endpoint',
        origin: 'link',
        method: request.method,
        url: link.url,
        span: spanOf(request.call),
        confidence: link.confidence,
        doubt: link.confidence === 'certain' ? null : 'this tool cannot tell which of the links this is',
        trail: [
          ...source.trail,
          ...link.use.trail,
          { span: link.at, message: `here the code requests a link from the answer, which is \`${link.url.path}\`` },
        ],
        options: null,
        urlQuery: 'unseen',
        parameters: null,
        answer,
      };
    });
  }

  #usagesOfSetting(
    setting: Setting,
    foreignUses: ForeignUses,
    requested: ReadonlySet<ts.Node>,
  ): readonly EndpointUsage[] {
    const certain = setting.urls
      .flatMap((pieces) => parseCleverUrl(pieces, this.#vocabulary, foreignUses.of) ?? [])
      .filter(isUnderstood)
      .map((url) => ({ url, doubt: null }));
    const known = certain.length ? certain : this.#underOpenBase(setting);
    return known.map(({ url, doubt }): EndpointUsage => {
      const { answer } = this.#follow(setting, requested);
      return {
        kind: 'endpoint',
        origin: 'setting',
        sender: setting.sender,
        method: 'GET',
        url,
        span: spanOf(setting.call),
        confidence: doubt === null ? 'certain' : 'likely',
        doubt,
        trail: trailOf(url, setting),
        options: [],
        urlQuery: 'sent',
        parameters: [],
        answer,
      };
    });
  }

  /** What the program does with the answers of calls that get an address, and that no table of clients has. */
  #answersOfUnknown(
    node: ts.Expression,
    { pieces, context }: Text,
    requested: ReadonlySet<ts.Node>,
  ): readonly Answer[] {
    const address = { node, context, text: pieces };
    const askers = unknownAskers(address, this.#evaluator, this.#callers);
    return askers.flatMap(
      (asker) => this.#follow({ ...asker, client: UNKNOWN_CLIENT, guesses: GUESSED_ANSWERS }, requested).answer ?? [],
    );
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
          trail: [{ span, message: `\`${asked.client.name}\` passes on Clever's answer` }],
          options: null,
          urlQuery: 'unseen',
          parameters: null,
          answer,
        };
      },
    );
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
}

/** For each call the functions and classes whose parameters must be known in its requests. */
function scopesOf(requests: readonly Request[]): ReadonlyMap<ts.Expression, ReadonlySet<Scope>> {
  const found = new Map<ts.Expression, Set<Scope>>();
  for (const { call, context } of requests) {
    const scopes = remembered(found, call, () => new Set());
    for (const scope of context.opened.keys()) scopes.add(scope);
  }
  return found;
}

/** Where the paths are written that are asked for. */
function placesOf(usages: readonly Usage[]): ReadonlySet<string> {
  return new Set(
    usages.flatMap((usage) => (usage.kind === 'endpoint' && usage.url.pathSpan ? [placeKey(usage.url.pathSpan)] : [])),
  );
}

/** Of an answer that the tool fails to follow, all leaves sight. */
function lostAt(span: Span): Answer {
  return {
    reads: [],
    uses: [],
    escapes: [{ path: [], span, reason: { kind: 'not followed' } }],
    written: [],
    followed: [],
  };
}

/** The answer, unless the call hands it to nothing that is in sight, so that nothing can be said of what is done with it. */
function answerInSight(asked: Asked, answer: Answer, evaluation: Evaluation): Answer | null {
  const { client } = asked;
  if (client.answer || client.callbacks.some((form) => callbackOf(form, asked, evaluation))) return answer;
  return answer.reads.length + answer.escapes.length > 0 ? answer : null;
}
