import type { CleverApi } from '../clever-api/index.js';
import type { Change, Edit } from '../model/finding.js';
import type { EndpointUsage, MockUsage } from '../model/usage.js';
import { isV3, moveToVersion, pathKey } from '../rule/address.js';
import { joinChanges, withDecision } from '../model/edits.js';
import { splitMock } from './mocked-me.js';
import { asSuggestions, offeredBy, refuse, type Offer } from '../rule/offer.js';
import type { ProjectFacts } from '../rule/rule.js';

/** A call that a mock answers, and what may be done about it. */
export interface Mocked {
  readonly offer: Offer;
  /** Whether it will ask for a record that the mock must answer too. */
  readonly asksForRecord: boolean;
}

/**
 * Puts the calls of an endpoint and the mocks that answer them in the project's tests into one change, because a test
 * breaks where only one of the two moves.
 *
 * @param usage the call, or the mock
 * @param own what may be done about it by itself
 * @param project all requests of the project, mocks among them
 * @param judge what may be done about another call
 * @returns the offer as it was where nothing mocks the call, or the mock has no call
 */
export function withMocks(
  usage: EndpointUsage,
  own: Offer,
  project: ProjectFacts,
  judge: (call: EndpointUsage) => Mocked,
  api: CleverApi,
): Offer {
  const same = project.once('mocks by path', project.asked, () => byPath(project.asked)).get(pathKey(usage.url));
  if (!same) return own;
  const mocks = same.mocks.filter((mock) => isSameMethod(usage, mock));
  if (!mocks.length) return own;
  const calls = same.calls.filter((call) => isSameMethod(usage, call));
  // A mock that moves by itself answers nobody: its calls may have moved, and read another answer now.
  if (usage.origin === 'mock' && !calls.length) return refuse('this tool cannot see a call that the mock answers');
  if (isV3(usage.url.version) || !calls.length || (usage.origin !== 'mock' && !calls.includes(usage))) return own;
  // One call may have thousands of mocks, each of which asks for the same change.
  const { judged, change } = project.once(`change with mocks of ${usage.method}`, same, () => {
    const offers = calls.map(judge);
    return { judged: offers, change: changeOfAll(offers, mocks, api) };
  });
  if (change) return change;
  // A mock that moves without its calls breaks the tests of today.
  const stays = calls.find((_call, index) => judged[index] && !offeredBy(judged[index].offer));
  if (usage.origin === 'mock')
    return stays
      ? refuse('this tool cannot change every call that the mock answers', stays.span)
      : withUnmoved(usage, unmovedMock(judged, mocks, api));
  const { suggestions, ...rest } = asSuggestions(own);
  return { ...rest, suggestions: suggestions.map((each) => namingMocks(each, mocks)) };
}

/**
 * Leaves the fix of a call to the reader where a mock answers it that no fix moves.
 *
 * @param own what may be done about the call
 * @param project all requests of the project, mocks among them
 * @param judge what may be done about a mock
 */
export function waitForMocks(
  usage: EndpointUsage,
  own: Offer,
  project: ProjectFacts,
  judge: (mock: MockUsage) => Offer,
): Offer {
  const { fix, suggestions } = own;
  if (!fix || usage.origin === 'mock') return own;
  const mocks = mocksOf(project).filter((mock) => answers(mock, usage) && !judge(mock).fix);
  return mocks.length ? { fix: null, suggestions: [namingMocks(fix, mocks), ...suggestions] } : own;
}

/** The mocks of a project. */
export function mocksOf(project: ProjectFacts): readonly MockUsage[] {
  return project.once('mocks', project.asked, () => project.asked.filter((call) => call.origin === 'mock'));
}

/** Whether a mock answers a call; what only run time knows of the call's path can be anything. */
function answers(mock: MockUsage, { url, method }: EndpointUsage): boolean {
  const parts = mock.url.path.split('/');
  const wanted = url.path.split('/');
  const isSamePath =
    parts.length === wanted.length && wanted.every((part, index) => part.includes('{') || part === parts[index]);
  return isSamePath && mock.url.version === url.version && (mock.method ?? method) === method;
}

/** One change for calls and mocks; null where one of them cannot move. */
function changeOfAll(calls: readonly Mocked[], mocks: readonly MockUsage[], api: CleverApi): Offer | null {
  const changes = calls.flatMap(({ offer }) => offeredBy(offer) ?? []);
  const [first] = changes;
  if (!first || changes.length < calls.length) return null;
  const isSplit = isAnsweredTwice(calls);
  const moved = mocks.map((mock) => moveMock(mock, isSplit, api));
  if (moved.some((edits) => edits === null)) return null;
  const ofMocks = { description: describeMocks(mocks, isSplit), edits: moved.flatMap((each) => each ?? []) };
  const change = joinChanges([...changes, ofMocks]);
  const isSure = calls.every(({ offer }) => offer.fix !== null) && !(isSplit && isMiscounted(calls, mocks));
  return isSure ? { fix: change, suggestions: [] } : { fix: null, suggestions: [change] };
}

/** Leaves a mock where it is, as one that answers the same call, or it itself, cannot move. */
function withUnmoved(usage: EndpointUsage, unmoved: MockUsage | undefined): Offer {
  return unmoved === usage
    ? refuse('this tool cannot change this mock')
    : refuse('this tool cannot change every mock of the call', unmoved?.span);
}

/** Whether the mocks of some calls must answer a second request too. */
function isAnsweredTwice(calls: readonly Mocked[]): boolean {
  return calls.some(({ asksForRecord }) => asksForRecord);
}

/** The edits that move a mock; null where it cannot move. */
function moveMock(mock: MockUsage, isSplit: boolean, api: CleverApi): readonly Edit[] | null {
  return isSplit ? splitMock(mock, api) : moveToVersion(mock, api.target, api);
}

/** The first mock that keeps the others from moving. */
function unmovedMock(calls: readonly Mocked[], mocks: readonly MockUsage[], api: CleverApi): MockUsage | undefined {
  return mocks.find((mock) => moveMock(mock, isAnsweredTwice(calls), api) === null);
}

/** Whether a test may count one request where there are two now, or miss the second where only some calls make it. */
function isMiscounted(calls: readonly Mocked[], mocks: readonly MockUsage[]): boolean {
  const isMixed = calls.some(({ asksForRecord }) => !asksForRecord);
  return mocks.some(({ mocked }) => mocked?.counted === 'each' || (isMixed && mocked?.counted === 'all'));
}

function describeMocks(mocks: readonly MockUsage[], isSplit: boolean): string {
  const place = `in ${filesOf(mocks)}`;
  return isSplit
    ? `The change makes the mocks ${place} answer both requests.`
    : `The change also edits the mocks ${place}.`;
}

function namingMocks(change: Change, mocks: readonly MockUsage[]): Change {
  const path = mocks[0]?.url.path ?? '';
  return withDecision(change, `Change the mocks of \`${path}\` in ${filesOf(mocks)} too.`);
}

function filesOf(mocks: readonly MockUsage[]): string {
  return [...new Set(mocks.map(({ span }) => span.file))].join(', ');
}

/** What is asked for, and answered by mocks, at one path. */
interface AtPath {
  readonly mocks: MockUsage[];
  readonly calls: EndpointUsage[];
}

/** Sorted once for the project: a file may hold tens of thousands of addresses. */
function byPath(asked: readonly EndpointUsage[]): ReadonlyMap<string, AtPath> {
  const paths = new Map<string, AtPath>();
  for (const usage of asked) {
    const at = paths.get(pathKey(usage.url)) ?? { mocks: [], calls: [] };
    paths.set(pathKey(usage.url), at);
    if (usage.origin === 'mock') at.mocks.push(usage);
    if (usage.origin === 'request' || usage.origin === 'setting') at.calls.push(usage);
  }
  return paths;
}

function isSameMethod(one: EndpointUsage, other: EndpointUsage): boolean {
  return one.method === null || other.method === null || one.method === other.method;
}
