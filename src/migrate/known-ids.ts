import type { CleverApi } from '../clever-api/index.js';
import type { Edit } from '../model/finding.js';
import type { Answer, AnswerUse, Claim, LookUp, StoreKey } from '../model/answer.js';
import type { Span } from '../model/spans.js';
import { needsForeignSchema } from './declared-edits.js';
import { isId } from './me-paths.js';
import { isRefusal, type Refusal } from '../rule/offer.js';
import { keepOldIds, rolesWithOldIds } from './old-ids.js';
import { isInside, isSameSpan } from '../model/spans.js';
import { further, newLine } from './print-code.js';
import { roleAt } from './role-at.js';
import { isRepeated, rolesOf } from './roles.js';

/** What becomes of the ids that a program knows people by. */
export interface KnownIds {
  readonly edits: readonly Edit[];
  /** What a reader must know of it, and do, in sentences. */
  readonly notes: readonly string[];
  /** Those of them that the edits leave nothing of to do. */
  readonly settled: readonly string[];
}

/** What is known of the answer of a `/me` call, apart from where it goes. */
export interface AnswerOfMe {
  /** Whether the code may see the answer of a request that failed, which has no record. */
  readonly mayFail: boolean;
  /** Whether a pattern of the program takes the roles out already. */
  readonly takesRoles: boolean;
  /** Whether the call is one of v3 already, so that what its id is compared with may be a new id. */
  readonly answersNewIds: boolean;
}

/**
 * The edits after which a program that keeps ids still finds the people it knows, although they have other ids on v3.
 *
 * As Clever's guide has it: the new id first, then those of before, and the new one is stored. Where the code has no place
 * for that it goes on with the ids of before.
 *
 * @returns why not, where an id is used in a way that no edit can make right
 */
export function knownIds(
  answer: Answer,
  { mayFail, takesRoles, answersNewIds }: AnswerOfMe,
  api: CleverApi,
): KnownIds | Refusal {
  // Students keep their ids.
  const uses = answer.uses
    .filter((use) => roleAt(use, answer.uses, api) !== 'student')
    .map((use) => withoutOtherHolders(use, answer));
  const keys = uses.flatMap(({ how }) => (how.kind === 'key' && !how.knowsLegacyId ? [how] : []));
  const claims = keys.flatMap(({ claim }) => claim ?? []);
  const lookUps = keys.filter(({ claim, lookUp }) => lookUp && !claim);
  if (uses.some((use) => losesRecords(use, [...lookUps, ...keys.filter(({ claim }) => claim)]))) {
    const edits = keepOldIds(answer, mayFail, takesRoles, api);
    return isRefusal(edits) ? edits : { edits, notes: [GOES_ON, STORE_TOO], settled: [GOES_ON] };
  }
  const compared =
    !answersNewIds && !keys.length && uses.some(isCompared) ? comparedIds(answer, mayFail, takesRoles, api) : null;
  if (compared) return compared;
  const settled = [...(lookUps.length ? [LOOKED_UP] : []), ...(claims.length ? [CLAIMED] : [])];
  return {
    edits: [
      ...lookUps.flatMap((key) => withLegacyIds(key, api)),
      ...distinctClaims(claims).map((claim) => claimEdit(claim, mayFail, api)),
    ],
    notes: settled.flatMap((note) => [note, note === LOOKED_UP ? STORE_ON_FOUND : KEEP_OLD]),
    settled,
  };
}

const GOES_ON =
  'Decide how to migrate stored ids: the new code keeps using the old id (the `legacy_id` of the first role), so the code still finds what it stored. This needs Secure Sync.';
const STORE_TOO = 'Add code that stores the new id too, so that you can switch to it later.';
const COMPARES_ON =
  'Decide how to migrate stored ids: the new code keeps comparing the old id (the `legacy_id` of the first role), because it may be compared with a stored id or a setting. This needs Secure Sync.';
const COMPARE_NEW =
  'Once you replace the ids that `data.id` is compared with, compare the new id instead of the old one.';
const LOOKED_UP =
  'Decide how to migrate stored ids: the new code looks up an account by the new id, then by each `legacy_id`, but does not store the new id. This needs Secure Sync.';
const STORE_ON_FOUND = 'Add code that stores the new id on the account that the lookup finds.';
const CLAIMED =
  'Decide how to migrate stored ids: if no account has the new id, the new code finds the account by the `legacy_id` of a role and replaces its id. This needs Secure Sync.';
const KEEP_OLD = "If you may have to roll back, keep each account's old Clever id in its own column.";

/** The same use of an id, found by its old ones only where it is read off the answer: `account.key` has no roles beside it. */
function withoutOtherHolders(use: AnswerUse, { reads }: Answer): AnswerUse {
  const { how } = use;
  if (how.kind !== 'key') return use;
  const isRead = (id: Span): boolean =>
    reads.some(({ expression, path }) => expression !== null && isId(path) && isSameSpan(expression, id));
  const { lookUp, claim } = how;
  return {
    ...use,
    how: {
      ...how,
      lookUp: lookUp && isRead(lookUp.id) ? lookUp : null,
      claim: claim && isRead(claim.id) ? claim : null,
    },
  };
}

/**
 * Whether an id is used in a way that finds nothing of what was stored before v3, and with no other id either.
 *
 * @param keys lookups that find with the new id what was stored under the old ones
 */
function losesRecords({ path, span, how, trail }: AnswerUse, keys: readonly StoreKey[]): boolean {
  if (!isId(path)) return false;
  if (how.kind === 'key' && (how.knowsLegacyId || how.lookUp || how.claim)) return false;
  const isKey = how.kind === 'key' || how.kind === 'lookup' || how.kind === 'compare';
  if (!isKey || keys.some(({ claim }) => claim && isInside(span, claim.call))) return false;
  // What happens inside a lookup happens again with the old ids.
  if (keys.some(({ lookUp }) => lookUp && trail.some((step) => isInside(step.span, lookUp.span)))) return false;
  // A new record is right where one was looked for before.
  return !(how.kind === 'key' && how.creates && keys.length);
}

/** Whether an id is compared with something that may be an id from before, and that no other call answers. */
function isCompared({ path, how }: AnswerUse): boolean {
  return isId(path) && how.kind === 'match';
}

/**
 * What becomes of ids that are compared with something and not stored: whatever it is compared with, such as a setting,
 * was an old id before.
 *
 * @returns null where the old id has no place; a comparison alone is no reason to offer nothing, and its place is told
 */
function comparedIds(answer: Answer, mayFail: boolean, takesRoles: boolean, api: CleverApi): KnownIds | null {
  const edits = keepOldIds(answer, mayFail, takesRoles, api);
  if (isRefusal(edits) || needsForeignSchema(answer.reads, true)) return null;
  const repeats = answer.reads.some(
    ({ holder }) => holder && !holder.repeatable && edits.some(({ text }) => isRepeated(holder.text, text)),
  );
  return repeats ? null : { edits, notes: [COMPARES_ON, COMPARE_NEW], settled: [COMPARES_ON] };
}

/** Looks again for an account by every id that a person had before v3. */
function withLegacyIds({ lookUp }: StoreKey, api: CleverApi): readonly Edit[] {
  const { span, before, after, holder, role } = lookUp as LookUp;
  const roles = rolesWithOldIds(rolesOf(holder), api);
  const again = `${before}${role}.legacy_id${after}`;
  const inStatements = findInStatements(lookUp as LookUp, roles, again);
  if (inStatements) return inStatements;
  const byNewId = `(await ${before}${holder.text}.id${after})`;
  const byOldIds = `[${roles.join(', ')}].map((${role}) => ${role}?.legacy_id && ${again})`;
  return [{ ...span, text: `(${byNewId} || (await Promise.all(${byOldIds})).find(Boolean))` }];
}

/** Names for what a lookup finds, in the order in which they are tried. */
const FOUND = ['account', 'user', 'known', 'knownAccount'];

/** `for (const role of […]) { if (!account && role?.legacy_id) account = …; }`, once the new id is looked for. */
function findInStatements(
  { span, place, holder, role, before, after }: LookUp,
  roles: readonly string[],
  again: string,
): readonly Edit[] | null {
  const name = place && (place.declared?.name ?? place.freeName(FOUND, before + after));
  if (!name) return null;
  const { at, declared, semicolon, layout } = place;
  const body = `if (!${name} && ${role}?.legacy_id) ${name} = await ${again}${semicolon}`;
  const head = `for (const ${role} of [${roles.join(', ')}]) {`;
  const loop = head + newLine(further(layout)) + body + newLine(layout) + '}';
  if (declared) {
    return [
      { ...declared.keyword, text: 'let' },
      { ...at, text: newLine(layout) + loop },
    ];
  }
  const first = `let ${name} = await ${before}${holder.text}.id${after}${semicolon}`;
  return [
    { ...at, text: [first, loop, ''].join(newLine(layout)) },
    { ...span, text: name },
  ];
}

/** A record that is asked for twice in one block is claimed once, before the first time. */
function distinctClaims(claims: readonly Claim[]): readonly Claim[] {
  const byPlace = [...claims].sort((left, right) => right.at.start - left.at.start);
  return [
    ...new Map(byPlace.map((claim) => [`${claim.scope.file}:${claim.scope.start}:${claim.rename}`, claim])).values(),
  ];
}

/** `for (const role of [user.data.roles.staff, …]) …` in front of the statement that asks for the record. */
function claimEdit(
  { at, role, find, rename, isAsync, holder, semicolon, layout }: Claim,
  mayFail: boolean,
  api: CleverApi,
): Edit {
  const wait = isAsync ? 'await ' : '';
  const roles = rolesWithOldIds(rolesOf(holder, mayFail), api).join(', ');
  const inside = further(layout);
  const setId = `${wait}${rename}${semicolon}`;
  const body =
    find === null
      ? [`if (${role}?.legacy_id) ${setId}`]
      : [`if (!${role}?.legacy_id) continue${semicolon}`, `if (${wait}${find}) continue${semicolon}`, setId];
  const lines = body.map((line) => newLine(inside) + line);
  return { ...at, text: `for (const ${role} of [${roles}]) {${lines.join('')}${newLine(layout)}}${newLine(layout)}` };
}
