import type { CleverApi, Role } from '../clever-api/index.js';
import { applyEdits } from '../model/apply-edits.js';
import { isInside } from '../model/spans.js';
import type { Edit } from '../model/finding.js';
import type { EndpointUsage, MockUsage } from '../model/usage.js';
import type { MemberText, MockedAnswer, ObjectText } from '../model/mocked-answer.js';
import { moveToVersion } from '../rule/address.js';
import { printObject, type Member } from './print-object.js';

/** Ids that can stand in a path as they are. */
const PLAIN_ID = /^[\w-]+$/;

/**
 * The edits that let a mock of the old `/me` answer as the target version does: `/me` with the id, and the record of
 * the user under an address of its own.
 *
 * @param usage the mock
 * @returns null where the mock's answer is not spelled out, or says what v3 does not say
 */
export function splitMock(usage: MockUsage, api: CleverApi): readonly Edit[] | null {
  const { mocked } = usage;
  const address = moveToVersion(usage, api.target, api);
  if (!mocked || !address) return null;
  // Where signing in fails nobody asks for the record.
  if (mocked.fails) return address;
  const { body } = mocked;
  const old = body && oldAnswerOf(body, api);
  if (!old) return null;
  const me = { ...body.span, text: printObject(meOf(old, body.quote), body) };
  const record = { ...body.at, text: printObject(recordOf(old, body.quote), body) };
  const second = secondMock(usage, mocked, address, old.id, record);
  return second && [...address, me, second];
}

/** The same mock for the record. */
function secondMock(
  { url: { pathSpan, pathText } }: EndpointUsage,
  { code, text, joint }: MockedAnswer,
  address: readonly Edit[],
  id: string,
  record: Edit,
): Edit | null {
  if (!pathSpan || !isInside(pathSpan, code)) return null;
  const path = { ...pathSpan, text: `${pathText.startsWith('/') ? '/' : ''}users/${id}` };
  const edits = [...address.filter((edit) => isInside(edit, code)), path, record];
  return { ...code, start: code.end, text: joint + applyEdits(text, edits, code.start) };
}

/** The old answer taken apart. */
interface OldAnswer {
  readonly id: string;
  readonly idText: string;
  /** The key under `roles`; null where the mock does not say who signs in. */
  readonly role: Role | null;
  readonly district: MemberText | undefined;
  /** Fields that stay on the record, and those that have moved under the role. */
  readonly fields: readonly MemberText[];
  readonly roleFields: readonly MemberText[];
  readonly hasLinks: boolean;
  /** The address of the record on v3. */
  readonly record: string;
}

function oldAnswerOf({ members }: ObjectText, api: CleverApi): OldAnswer | null {
  const data = memberOf(members, 'data')?.members;
  const id = data && memberOf(data, 'id');
  if (!data || !id?.literal || !PLAIN_ID.test(id.literal)) return null;
  if (members.some(({ name }) => !['type', 'data', 'links'].includes(name))) return null;
  const type = memberOf(members, 'type') ?? memberOf(data, 'type');
  const role = type?.literal ? (api.roleNames[type.literal] ?? null) : null;
  if (type && !role) return null;
  const own = data.filter(({ name }) => !['id', 'district', 'type'].includes(name));
  const isOfRole = ({ name }: MemberText): boolean => api.meField(['data', name])?.replacement?.underRole ?? false;
  const roleFields = own.filter(isOfRole);
  if (roleFields.length && !role) return null;
  return {
    id: id.literal,
    idText: id.text,
    role,
    district: memberOf(data, 'district'),
    fields: own.filter((member) => !isOfRole(member)),
    roleFields,
    hasLinks: memberOf(members, 'links') !== undefined,
    record: `/${api.target}/users/${id.literal}`,
  };
}

/** What v3 says of the person who signs in. */
function meOf(old: OldAnswer, quote: string): readonly Member[] {
  const links = old.hasLinks ? [linksTo({ self: '/me', canonical: old.record }, quote)] : [];
  const authorized = { name: 'authorized_by', value: `${quote}district${quote}` };
  return [
    { name: 'type', value: `${quote}user${quote}` },
    { name: 'data', value: [...identityOf(old), authorized] },
    ...links,
  ];
}

/** The record, with the role that `type` named before. */
function recordOf(old: OldAnswer, quote: string): readonly Member[] {
  const held = [{ name: 'legacy_id', value: old.idText }, ...old.roleFields.map(asMember)];
  const roles = { name: 'roles', value: old.role ? [{ name: old.role, value: held }] : [] };
  const links = old.hasLinks ? [linksTo({ self: old.record }, quote)] : [];
  return [{ name: 'data', value: [...identityOf(old), ...old.fields.map(asMember), roles] }, ...links];
}

function identityOf({ idText, district }: OldAnswer): readonly Member[] {
  return [{ name: 'id', value: idText }, ...(district ? [asMember(district)] : [])];
}

function linksTo(addresses: Readonly<Record<string, string>>, quote: string): Member {
  const links = Object.entries(addresses).map(
    ([rel, uri]) => `{ rel: ${quote}${rel}${quote}, uri: ${quote}${uri}${quote} }`,
  );
  return { name: 'links', value: `[${links.join(', ')}]` };
}

function asMember({ name, text }: MemberText): Member {
  return { name, value: text };
}

function memberOf(members: readonly MemberText[], name: string): MemberText | undefined {
  return members.find((member) => member.name === name);
}
