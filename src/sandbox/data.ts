import { events as eventRows } from '../clever-api/events.js';
import { resources } from '../clever-api/resources.js';
import { rolePrecedence } from '../clever-api/me.js';
import type { Resource, ResourceRow, Version } from '../clever-api/types.js';
import type { Call } from './calls.js';
import { events, type DemoEvent } from './demo/classes.js';
import { readPath, type Json } from './json.js';
import { listAnswer, recordAnswer } from './lists.js';
import { hasUsers, idIn, recordIn, resourceOfRole } from './records.js';
import { notPlayed, Refusal } from './refusal.js';
import { allOf, eventsOf, holds, relatedTo, type Kind, type Wanted } from './relations.js';

/** What the segments of a path ask for. */
interface Asked {
  readonly kind: Kind;
  /** The role of people that the segment names; null for v3's users and for records that are no people. */
  readonly role: string | null;
}

const resourceRows: readonly ResourceRow[] = resources;
const kinds = Object.keys(allOf) as readonly Kind[];

/** What v3.1 added for learning management systems. */
const notPlayedRecords: readonly (Resource | null)[] = ['assignment', 'submission', 'attendance', null];

/**
 * Answers a request for data out of the demo district.
 *
 * @throws Refusal for what the district does not have, and for what the sandbox does not play
 */
export function dataAnswer(call: Call): Json {
  const { version, endpoint, path } = call;
  if (notPlayedRecords.includes(endpoint.returns)) throw notPlayed(`${endpoint.path} of ${version}`);
  const [collection = '', id, relation] = path
    .replace(/^\/push/, '')
    .split('/')
    .slice(1);
  if (collection === 'events') return eventAnswer(call, id, events);
  if (collection === 'resources') return id === undefined ? listAnswer(call, collection, []) : noSuchRecord();
  const asked = askedBy(collection);
  if (id === undefined)
    return answer(call, asked, allOf[asked.kind].filter(holds(asked.role ?? call.query.get('role'))));
  const owner = ownerCalled(version, asked, id);
  // The status of a district is the district once more, with other fields.
  if (relation === undefined || relation === 'status') return answer(call, asked, [owner]);
  if (relation === 'events') return eventAnswer(call, undefined, eventsOf(asked.kind, owner));
  if (relation === 'grade_levels') return gradeLevels(call, owner);
  if (relation === 'resources') return listAnswer(call, relation, []);
  const wanted = askedBy(relation);
  return answer(call, wanted, relatedTo(asked.kind, owner, wanted.kind, wantedBy(call, wanted)));
}

/** `/schools/{id}/students` of old versions listed those whose first school it is. */
function wantedBy({ version, query }: Call, { role }: Asked): Wanted {
  const primary = hasUsers(version) ? query.get('primary') === 'true' : role !== null;
  return { role: role ?? query.get('role'), primary };
}

/** What a word in a path stands for: a list, one record of it, or a relation such as `myteachers`. */
function askedBy(word: string): Asked {
  const plural = word === 'admins' ? 'district_admins' : `${word.replace(/^my/, '').replace(/s$/, '')}s`;
  const kind = kinds.find((each) => each === plural);
  if (kind) return { kind, role: null };
  const row = resourceRows.find(({ oldPaths }) => oldPaths.includes(`/${plural}`));
  return row?.role ? { kind: 'users', role: row.role } : noSuchRecord();
}

function ownerCalled(version: Version, { kind, role }: Asked, id: string): Json {
  const resource = resourceFor(version, kind, role);
  const held = allOf[kind].filter(holds(role));
  return held.find((record) => idIn(version, resource, record) === id) ?? noSuchRecord();
}

function resourceFor(version: Version, kind: Kind, role: string | null): Resource {
  if (kind !== 'users') return kind.slice(0, -1) as Resource;
  return hasUsers(version) || role === null ? 'user' : resourceOfRole(role);
}

/** The records as one record or as a list, whichever the endpoint answers. */
function answer(call: Call, { kind, role }: Asked, records: readonly Json[]): Json {
  const { version, endpoint } = call;
  const resource = endpoint.returns === 'district_status' ? endpoint.returns : resourceFor(version, kind, role);
  const shown = records.map((record) => recordIn(version, resource, record));
  if (endpoint.shape === 'list') return listAnswer(call, collectionOf(version, kind, role), shown);
  return recordAnswer(call, shown[0] ?? noSuchRecord());
}

function collectionOf(version: Version, kind: Kind, role: string | null): string {
  if (kind !== 'users' || role === null || hasUsers(version)) return kind;
  return `${resourceOfRole(role)}s`;
}

/** A bare list of the grades of the sections that a teacher has. */
function gradeLevels(call: Call, teacher: Json): Json {
  const sections = relatedTo('users', teacher, 'sections', { role: null, primary: false });
  const { links } = recordAnswer(call, {});
  return { data: [...new Set(sections.map(({ grade }) => grade))], links };
}

function eventAnswer(call: Call, id: string | undefined, about: readonly DemoEvent[]): Json {
  const { version, query } = call;
  const shown = about.map((event) => eventIn(version, event)).filter(isAskedFor(query));
  if (id === undefined) return listAnswer(call, 'events', shown);
  return recordAnswer(call, shown.find((event) => event['id'] === id) ?? noSuchRecord());
}

/** By `record_type` since v2, by `type` before, by school since v2. */
function isAskedFor(query: URLSearchParams): (event: Json) => boolean {
  const types = [...query.getAll('record_type'), ...query.getAll('type')];
  const school = query.get('school');
  return (event) => {
    const type = String(event['type']);
    const isOfType = types.length === 0 || types.some((each) => type === each || type.startsWith(`${each}.`));
    return isOfType && (school === null || JSON.stringify(event).includes(`"${school}"`));
  };
}

/** Before v3 an event is about the one role in which a person is known. */
function eventIn(version: Version, { id, action, created, kind, record }: DemoEvent): Json {
  const roles: readonly string[] = [...rolePrecedence, 'contact'];
  const role = kind === 'users' ? (roles.find((each) => readPath(record, `roles.${each}`)) ?? null) : null;
  const object = recordIn(version, resourceFor(version, kind, role), record);
  return { id, type: `${subjectOf(version, kind, role)}.${action}`, created, data: { object } };
}

/** What stands before the dot of an event type. */
function subjectOf(version: Version, kind: Kind, role: string | null): string {
  if (hasUsers(version)) return kind;
  const row = eventRows.find(
    ({ to, filter, versions }) =>
      (versions as readonly Version[]).includes(version) &&
      to.startsWith(`${kind}.`) &&
      (role === null || filter === `data.object.roles.${role}`),
  );
  return row?.from.split('.')[0] ?? kind;
}

function noSuchRecord(): never {
  throw new Refusal(404, 'Resource not found');
}
