import type { CleverApi } from '../clever-api/index.js';
import type { Change, Edit } from '../model/finding.js';
import type { AnswerRead, AnswerUse, Holder } from '../model/answer.js';
import type { EndpointUsage } from '../model/usage.js';
import type { Span } from '../model/spans.js';
import { isV3 } from '../rule/address.js';
import { distinctEdits, withDecision } from '../model/edits.js';
import type { ProjectFacts } from '../rule/rule.js';
import { askedAt } from './asked-at.js';
import type { Obstacles } from './me-answer.js';
import { isId } from './me-paths.js';
import { isAskedWith } from './mixed-versions.js';
import { fieldEdits, fieldOfRole, losesField, whichRole, type RecordChange } from './record-change.js';
import { isInside } from '../model/spans.js';
import { roleAt } from './role-at.js';
import { roleEdits } from './roles.js';

/** `/users/{id}` */
const RECORD = /^\/users\/\{[^/{}]+\}$/;

/** A variable, and members of it. */
const NAME = /^[\w$]+(?:\.[\w$]+)*$/;

/** The record that the program asks v3 for with the id of a `/me` answer. */
interface KnownRecord {
  /** How the program writes the `data` of the record: `user.data`. */
  readonly data: string;
  /** Where it can be read. */
  readonly visible: Span;
  /** The function in which it is read. */
  readonly around: Span | null;
}

/**
 * The change that reads what `/me` lost from a record that the program asks for already, instead of asking for it again.
 *
 * @param usage the `/me` call
 * @param address the edits that move it
 * @param obstacles what v3 answers the call otherwise
 * @returns null where no such record is asked for, or it is not there yet, or not any more, where something is read
 */
export function reusedRecordChange(
  usage: EndpointUsage,
  address: readonly Edit[],
  obstacles: Obstacles,
  project: ProjectFacts,
  api: CleverApi,
): RecordChange | null {
  const { answer } = usage;
  const record = knownRecord(usage, project);
  if (!answer || !record || obstacles.links.length) return null;
  const { removed, types } = obstacles;
  const isKept = answer.uses.some(({ path, how }) => isId(path) && how.kind !== 'url');
  if (isKept || ![...removed, ...types].every((read) => isBehind(read, record))) return null;
  const whole = removed.filter(({ path }) => path.length === api.meField(path)?.depth);
  const fields = whole.map((read) => readOff(read, record, answer.uses, api));
  const held = types.map((read) => ({ ...read, holder: holderOf(read, record) }));
  const roles = roleEdits(held, answer.uses, false, api);
  if (fields.includes(null) || 'unreadable' in roles) return null;
  const edits = [...address, ...fields.flatMap((field) => field?.edits ?? []), ...roles];
  const isSure = fields.every((field) => field?.isKnown ?? false);
  const change = { description: describe(api), edits: distinctEdits(edits) };
  return { change: isSure ? change : withDecision(change, whichRole(edits, whole, api)), isSure };
}

function describe(api: CleverApi): Change['description'] {
  return `Call \`/${api.target}/me\` and read the rest from the \`/users/{id}\` record that the code already requests.`;
}

/** Whether a call asks v3 for the record of one user. */
export function asksForRecord({ origin, url }: EndpointUsage): boolean {
  return origin === 'request' && isV3(url.version) && RECORD.test(url.path);
}

function knownRecord({ answer }: EndpointUsage, project: ProjectFacts): KnownRecord | null {
  const places = (answer?.uses ?? []).flatMap(({ path, how, confidence, shared }) =>
    how.kind === 'url' && isId(path) && confidence === 'certain' && !shared ? [how.at] : [],
  );
  const near = new Set(places.flatMap((place) => askedAt(place, project)));
  const records = [...near].flatMap((request) => {
    const isWithId = asksForRecord(request) && places.some((place) => isAskedWith(request, place));
    return (isWithId && request.confidence === 'certain' && recordOf(request)) || [];
  });
  const [only, ...others] = records;
  return only && !others.length ? only : null;
}

/** `user.data`, as the program reads it. */
function recordOf({ answer }: EndpointUsage): KnownRecord | null {
  for (const { holder, visible, around } of answer?.reads ?? []) {
    if (!holder || !visible || !NAME.test(holder.text)) continue;
    if (holder.path.length === 0) return { data: `${holder.text}.data`, visible, around };
    if (holder.path.join() === 'data') return { data: holder.text, visible, around };
  }
  return null;
}

/** Whether the record is there where something is read off the answer. */
function isBehind(read: AnswerRead, record: KnownRecord): boolean {
  const { expression, declaration, shared, mayBeEmpty, around } = read;
  // In another function the name may be another one's.
  if (around?.start !== record.around?.start || declaration || shared || mayBeEmpty) return false;
  return expression !== null && isInside(expression, record.visible);
}

/** What takes the place of a read, and whether the program says which role it is meant of. */
function readOff(
  read: AnswerRead,
  record: KnownRecord,
  uses: readonly AnswerUse[],
  api: CleverApi,
): { readonly edits: readonly Edit[]; readonly isKnown: boolean } | null {
  const field = api.meField(read.path);
  if (!field?.replacement || !read.expression) return null;
  if (losesField(read, api)) {
    const moved = fieldOfRole({ ...read, holder: holderOf(read, record) }, roleAt(read, uses, api), api);
    return moved && { edits: fieldEdits([moved]), isKnown: moved.isKnown };
  }
  return { edits: [{ ...read.expression, text: `${record.data}.${field.name}` }], isKnown: true };
}

function holderOf({ holder }: AnswerRead, { data }: KnownRecord): Holder | null {
  return holder && { ...holder, text: data, path: ['data'], optional: false };
}
