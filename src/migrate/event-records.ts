import type { CleverApi } from '../clever-api/index.js';
import type { Resource } from '../clever-api/types.js';
import type { AnswerRead } from '../model/answer.js';
import { itemsByPlace } from '../model/place-index.js';
import { oncePerObject } from '../model/once-per-object.js';
import { isInside } from '../model/spans.js';
import type { AnswerUse } from '../model/answer.js';
import type { EndpointUsage } from '../model/usage.js';
import { belowRecord } from './below-record.js';
import { textsOfParameter, type RecordRequest } from './roles-asked.js';

/** Where an event has the record that it is about: https://dev.clever.com/docs/events-api */
const OBJECT: readonly string[] = ['data', 'object'];

/** A part of the record that an event is about. */
export interface PartOfEvent {
  /** Member names below the record. */
  readonly path: readonly string[];
  /** What the record may be. */
  readonly records: readonly Resource[];
}

/** Where something is read, and what. */
type Place = Pick<AnswerRead, 'path' | 'span'>;

/**
 * What a read finds in the record that an event is about, where the program asks for events.
 *
 * @returns null for any other read
 */
export function partOfEvent(usage: EndpointUsage, place: Place, api: CleverApi): PartOfEvent | null {
  const { url } = usage;
  const answer = api.resourceOf(url.version, url.path);
  if (answer?.resource !== 'event') return null;
  const below = belowRecord(place.path, answer.list, answer.unwrapped);
  if (!below || !OBJECT.every((name, index) => below[index] === name)) return null;
  const records = recordsAt(usage, place, api) ?? recordsAsked(usage, api) ?? api.recordsOfEvents(url.version, '');
  return { path: below.slice(OBJECT.length), records };
}

/** The records of the types that comparisons around a place leave; null where there is none. */
function recordsAt(usage: EndpointUsage, { span }: Place, api: CleverApi): readonly Resource[] | null {
  const around = branchesAt(usage.answer?.uses ?? [])(span).filter((branch) => isInside(span, branch.span));
  const records = around.flatMap(({ literal, isPart }) =>
    isPart
      ? api.recordsOfEvents(usage.url.version, literal)
      : (api.recordOfEvent(literal) ?? api.recordOfEvent(`${literal}.created`) ?? []),
  );
  return records.length ? [...new Set(records)] : null;
}

/** The branches that the type of an event decides on, by their place: thousands of reads may ask. */
const branchesAt = oncePerObject((uses: readonly AnswerUse[]) =>
  itemsByPlace(
    uses.flatMap(({ path, how }) => {
      if (path.at(-1) !== 'type' || (how.kind !== 'compare' && how.kind !== 'lookup')) return [];
      const isPart = how.kind === 'compare' && how.inPart === true;
      return (how.branches ?? []).map((branch) => ({ ...branch, isPart }));
    }),
    ({ span }) => span,
  ),
);

/** The records that a request asks events for: `/students/{id}/events`, `?record_type=teachers`; null where it asks for any. */
function recordsAsked(usage: RecordRequest, api: CleverApi): readonly Resource[] | null {
  const { url } = usage;
  const [, owner = '', , feed] = url.path.split('/');
  const texts = textsOfParameter(usage, 'record_type');
  const asked = feed ? [owner.replace('_', '')] : texts.flatMap((text) => text?.split(',') ?? ['']);
  const records = asked.map((kind) => api.recordOfEvent(`${kind}.created`));
  return records.length && records.every((record) => record !== null) ? [...new Set(records)] : null;
}
