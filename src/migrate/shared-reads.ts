import type { CleverApi } from '../clever-api/index.js';
import type { AnswerRead } from '../model/answer.js';
import { groupBy } from '../model/group-by.js';
import { remembered } from '../model/remembered.js';
import { placeKey } from '../model/spans.js';
import type { EndpointUsage } from '../model/usage.js';
import { asksForMe, pathKey } from '../rule/address.js';
import type { ProjectFacts } from '../rule/rule.js';
import { isType } from './me-paths.js';
import { wrapperOf } from './roster-change.js';
import { findMovedField, findMovedFieldOfEvent, underAnyRole, type MovedField } from './records.js';

/** A read, and the request whose answer is read there. */
interface Reader {
  readonly read: AnswerRead;
  readonly of: EndpointUsage;
}

/**
 * The same usage, whose reads tell as well where the same code reads what another request of the program answers, in which
 * the field has another place on v3, or the same as before: `grades('/students'); grades('/sections')`.
 */
export function withSharedReads(usage: EndpointUsage, project: ProjectFacts, api: CleverApi): EndpointUsage {
  const { answer } = usage;
  if (!answer) return usage;
  const own = pathKey(usage.url);
  const isOther = (asking: ReadonlySet<string>): boolean => asking.size > 1 || !asking.has(own);
  const reads = answer.reads.map((read) => {
    const paths = pathsByField(read, project, api);
    if (paths.size < 2) return read;
    const place = placeOfField({ read, of: usage }, api);
    const isShared = [...paths].some(([field, asking]) => field !== place && isOther(asking));
    return isShared ? { ...read, shared: true } : read;
  });
  return { ...usage, answer: { ...answer, reads } };
}

/**
 * The field that a read names at a place where v3 does not have it, as it is for all requests whose answers are read there:
 * where the roles of their records differ, the role stands as `<role>`.
 */
export function findFieldOfReaders(
  read: AnswerRead,
  usage: EndpointUsage,
  project: ProjectFacts,
  api: CleverApi,
): MovedField | null {
  const field =
    findMovedFieldOfEvent(usage, read, api) ?? findMovedField(usage, read.path, api, asksForSomebody(usage, project));
  if (!field) return null;
  const ofAny = underAnyRole(field);
  const all = readersAt(read, project).flatMap((reader) => findMovedField(reader.of, reader.read.path, api) ?? []);
  const differs = all.some(({ text }) => text !== field.text);
  return differs && all.every((each) => underAnyRole(each).text === ofAny.text) ? ofAny : field;
}

/**
 * Whether a path is that of a person, as the `type` of `/me` stands in it: `/v1.2/${me.type}s/${me.data.id}`.
 *
 * @param answers whether a call of `/me` counts, whose type may stand there
 */
export function asksForSomebody(
  { url }: EndpointUsage,
  project: ProjectFacts,
  answers: (me: EndpointUsage) => boolean = () => true,
): boolean {
  if (!/^\/\{[^{}/]*\}s?\/[^/]+$/.test(url.path)) return false;
  const hole = url.pieces.find((piece) => piece.hole && url.path.startsWith(`/${piece.text}`));
  const types = project.once('types in paths', project.asked, () => placesOfTypes(project.asked));
  const givers = hole?.span ? (types.get(placeKey(hole.span)) ?? []) : [];
  return givers.length > 0 && givers.every(answers);
}

/** Where the `type` of `/me` is put into a path of Clever's. */
function placesOfTypes(asked: readonly EndpointUsage[]): ReadonlyMap<string, readonly EndpointUsage[]> {
  const places = asked
    .filter(({ url }) => asksForMe(url))
    .flatMap((me) => (me.answer?.uses ?? []).map((use) => ({ me, use })))
    .filter(({ use: { how, path } }) => how.kind === 'url' && isType(path));
  const byPlace = groupBy(places, ({ use }) => placeKey(use.span));
  return new Map([...byPlace].map(([place, uses]) => [place, uses.map(({ me }) => me)]));
}

function readersAt({ span }: AnswerRead, project: ProjectFacts): readonly Reader[] {
  const readers = project.once('readers by place', project.asked, () => readersByPlace(project.asked));
  return readers.get(placeKey(span)) ?? [];
}

/** The paths of the requests whose answers are read at a place, by where v3 has what is read. */
function pathsByField(
  read: AnswerRead,
  project: ProjectFacts,
  api: CleverApi,
): ReadonlyMap<string, ReadonlySet<string>> {
  const known = project.once('paths by field', project.asked, () => new Map<string, Map<string, Set<string>>>());
  return remembered(known, placeKey(read.span), () => {
    const byField = groupBy(readersAt(read, project), (reader) => placeOfField(reader, api));
    return new Map([...byField].map(([field, readers]) => [field, new Set(readers.map(({ of }) => pathKey(of.url)))]));
  });
}

function readersByPlace(asked: readonly EndpointUsage[]): ReadonlyMap<string, readonly Reader[]> {
  const readers = asked.flatMap((of) => of.answer?.reads.map((read) => ({ read, of })) ?? []);
  return groupBy(readers, ({ read }) => placeKey(read.span));
}

/** Where v3 has what is read: a text that is the same for the same place. */
function placeOfField({ read, of }: Reader, api: CleverApi): string {
  if (asksForMe(of.url)) return 'me';
  const moved = findMovedField(of, read.path, api);
  const mapping = api.mapping(of.url.version, of.method, of.url.path);
  const wrapper = mapping ? wrapperOf(read, of, mapping, api) : [];
  return [...wrapper, moved ? `${moved.change} ${moved.text ?? ''}` : 'same'].join(' ');
}
