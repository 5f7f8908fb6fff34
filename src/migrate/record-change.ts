import { ORDER_OF_ROLES } from '../model/edits.js';
import type { CleverApi, Role } from '../clever-api/index.js';
import type { Change, Edit } from '../model/finding.js';
import type { Answer, AnswerRead, AnswerUse } from '../model/answer.js';
import { describeHindrance, isHindrance, type Hindrance } from '../model/hindrance.js';
import type { EndpointUsage, RequestUsage, SecondRequest, Sender } from '../model/usage.js';
import { joinWords } from '../model/words.js';
import { isV3 } from '../rule/address.js';
import { declaredEdits, FOREIGN_SCHEMA, needsForeignSchema, rolesNeeded } from './declared-edits.js';
import { neverOnMeReads, readOfLinks, type NeverOnMeRead, type Obstacles } from './me-answer.js';
import { isType } from './me-paths.js';
import { knownIds } from './known-ids.js';
import { groupByPlace, nameValue } from './named-values.js';
import { moveElements, type MovedElement } from './moved-elements.js';
import { roleAt } from './role-at.js';
import { isRefusal, NO_ANSWER, refuse, type Refusal } from '../rule/offer.js';
import { isRepeated, roleEdits, rolesOf } from './roles.js';

/**
 * The change that puts a lookup of the user's record behind a `/me` call and lets the program go on with the record.
 *
 * The record has name, email and id where `/me` had them, so those reads stay. Reads of `type` become a look at `roles`.
 *
 * @param address the edits that move the `/me` call itself
 * @returns the reason where something the program reads is not on the record, or is elsewhere there
 */
export function recordChange(
  usage: EndpointUsage,
  address: readonly Edit[],
  obstacles: Obstacles,
  api: CleverApi,
): RecordChange | Refusal {
  const { answer } = usage;
  if (!answer) return refuse(NO_ANSWER);
  const moved = obstacles.removed.filter((read) => losesField(read, api) && isWholeField(read, api));
  const inTheWay = readInTheWay(answer, obstacles, moved, api);
  if (inTheWay) return inTheWay;
  const fields = moved.map((read) => fieldOfRole(read, roleAt(read, answer.uses, api), api));
  const placeless = moved[fields.indexOf(null)];
  if (placeless)
    return refuse(
      `\`${placeless.path.join('.')}\` belongs to a role on ${api.target}, and this tool cannot change the code that reads it`,
      placeless.span,
    );
  const guessed = fields.some((field) => field && !field.isKnown);
  const version = isV3(usage.url.version) ? (usage.url.version as string) : api.target;
  const request = { version, collection: '/users/', idPath: ['data', 'id'] };
  if (usage.origin === 'mock') return refuse(MOCK);
  if (usage.origin !== 'request') return refuse(usage.sender ? sentBy(usage.sender) : NO_CALL);
  const lookUp = usage.followUp(request, address);
  if (isHindrance(lookUp)) return refuse(noSecondRequest(lookUp), lookUp.span);
  const mayFail = lookUp.mayFail || [...obstacles.types, ...obstacles.removed].some(({ mayBeEmpty }) => mayBeEmpty);
  const types = roleEdits(obstacles.types, answer.uses, mayFail, api);
  if ('unreadable' in types)
    return refuse('this tool does not know how to read `roles` where the code reads `type`', types.unreadable.span);
  const takesRoles = obstacles.types.some(({ element }) => Boolean(element?.replacement));
  const ids = knownIds(answer, { mayFail, takesRoles, answersNewIds: isV3(usage.url.version) }, api);
  if (isRefusal(ids)) return ids;
  const needsRoles = types.length + ids.edits.length + fields.length > 0;
  const kept = fields.filter((field) => field !== null);
  if (needsForeignSchema(answer.reads, needsRoles)) return refuse(FOREIGN_SCHEMA);
  const declared = declaredEdits(answer.reads, needsRoles ? rolesNeeded(moved, kept, ids.edits) : null, api);
  const edits = [...lookUp.edits, ...types, ...fieldEdits(kept), ...ids.edits, ...declared];
  const repeated = answer.reads.find(
    ({ holder }) => holder && !holder.repeatable && edits.some(({ text }) => isRepeated(holder.text, text)),
  );
  if (repeated) return refuse('the change would repeat a call that may run only once', repeated.span);
  const issues = declared.length ? doubtsOfIssues(answer.reads) : [];
  const doubts = [
    ...doubtsOfSecond(lookUp, usage),
    ...issues,
    ...doubtsOfUser(answer),
    ...doubtsOfNeverThere(answer, api),
  ];
  const change = {
    description: describe(api, needsRoles, types),
    decisions: [...(guessed ? [whichRole(fieldEdits(kept), moved, api)] : []), ...ids.notes, ...doubts],
    settled: ids.settled,
    edits,
  };
  // Which of several roles a field is meant of, and whom an id was stored for, is not for a fix to say.
  return { change, isSure: !guessed && !doubts.length && ids.edits.length === 0, asksAboutIds: ids.notes.length > 0 };
}

/** What the program reads of the answer that no record can take the place of; null for nothing. */
function readInTheWay(
  answer: Answer,
  obstacles: Obstacles,
  moved: readonly AnswerRead[],
  api: CleverApi,
): Refusal | null {
  const lost = obstacles.removed.find(({ path }) => api.meField(path)?.replacement === null);
  if (lost) return refuse(`no ${api.target} endpoint returns \`${lost.path.join('.')}\``, lost.span);
  const link = readOfLinks(answer);
  if (link) return refuse(`the code reads the links of the answer, and they lead to other URLs on ${api.target}`, link);
  // What a function reads of other things too must stay as it is.
  const shared = [...moved, ...obstacles.types].find((read) => read.shared);
  return shared
    ? refuse(`the code that reads \`${shared.path.join('.')}\` also handles objects from other sources`, shared.span)
    : null;
}

/** The change, and whether it is right whoever signs in. */
export interface RecordChange {
  readonly change: Change;
  readonly isSure: boolean;
  /** Whether its decisions speak of stored ids already. */
  readonly asksAboutIds?: boolean;
}

/**
 * What a change must ask that reads a field of a role where the code does not say which role.
 *
 * @param edits those of the fields
 * @param reads those of the fields
 */
export function whichRole(edits: readonly Edit[], reads: readonly AnswerRead[], api: CleverApi): string {
  const tried = rolesIn(edits, api);
  const names = [...new Set(reads.map(({ path }) => `\`${path.at(-1) ?? ''}\``))];
  const ask = `Decide which role to read ${joinWords(names)} from: a person can have several.`;
  if (tried.length < 2) return `${ask} The new code reads only \`roles.${tried.join()}\`.`;
  const each = names.length > 1 ? 'each of these fields' : 'this field';
  return `${ask} Of ${tried.join(' and ')}, the new code takes the first that the person has and that can have ${each}.`;
}

/** The roles that new code reads, in the order in which it tries them. */
function rolesIn(edits: readonly Edit[], { rolePrecedence }: CleverApi): readonly string[] {
  const words = new Set(edits.flatMap(({ text }) => text.match(/\w+/g) ?? []));
  return rolePrecedence.filter((role) => words.has(role));
}

/** Of a URL that no code in sight asks for. */
const NO_CALL =
  'the code needs a second request, to `/users/{id}`, and this tool cannot see the code that sends the first';

/** Of a URL that a library asks for. */
function sentBy({ name, secondRequest }: Sender): string {
  return `the code needs a second request, to \`/users/{id}\`, and ${name} sends only the first; send the second in ${secondRequest}`;
}

/** Of a mock, which sends nothing. */
const MOCK = 'this mock must answer two requests, and this tool cannot change it';

/** Why there is no place for a second request. */
function noSecondRequest(hindrance: Hindrance): string {
  return `the code needs a second request, to \`/users/{id}\`, and this tool cannot add it: ${describeHindrance(hindrance)}`;
}

/** What a reader must check of a request that is made a second time. */
function doubtsOfSecond(lookUp: SecondRequest, { decidesBy }: RequestUsage): readonly string[] {
  return [
    ...(lookUp.sets ? [setsTwice(lookUp.sets)] : []),
    ...(lookUp.setForUser ? [setForOthers(lookUp.setForUser)] : []),
    ...(lookUp.sentTwice ? [sendsTwice(lookUp.sentTwice)] : []),
    ...(lookUp.repeats ? [runsAgain(lookUp.repeats)] : []),
    ...(decidesBy ? [decidesByUrl(decidesBy)] : []),
    ...(lookUp.directive ? [coversOne(lookUp.directive)] : []),
  ];
}

/** What a reader must know of code that reads what a schema finds wrong, in a sentence. */
function doubtsOfIssues(reads: readonly AnswerRead[]): readonly string[] {
  const [place] = reads.flatMap(({ declaration }) => declaration?.spelling?.issuesReadAt ?? []);
  return place === undefined
    ? []
    : [`Check ${place} first: it reads the validation errors of a schema that this change edits.`];
}

/** What a reader must know of code that is made for answers of v3 as well, in a sentence. */
function doubtsOfUser({ uses }: Answer): readonly string[] {
  const isUserTest = ({ path, how }: AnswerUse): boolean =>
    isType(path) && how.kind === 'compare' && how.literals.length > 0 && how.literals.every((each) => each === 'user');
  return uses.some(isUserTest) ? [USER_TEST] : [];
}

/** What a reader must know of fields that the code reads in vain, and that no rule looks for in the record, in a sentence. */
function doubtsOfNeverThere(answer: Answer, api: CleverApi): readonly string[] {
  const fields = [...new Set(neverInRecord(answer, api).map(({ path }) => `\`${path.at(-1) ?? ''}\``))];
  if (!fields.length) return [];
  return [
    `Check the code that reads ${joinWords(fields)}: neither \`/me\` nor the record ever had ${fields.length > 1 ? 'them' : 'it'}.`,
  ];
}

/** The reads of fields that neither `/me` nor the record has under the same path. */
function neverInRecord(answer: Answer, api: CleverApi): readonly AnswerRead[] {
  const isInRecord = ({ read, field }: NeverOnMeRead): boolean => field.at === read.path.join('.');
  return neverOnMeReads(answer, api).flatMap((each) => (isInRecord(each) ? [] : [each.read]));
}

/** The record of a user has no `type` at all. */
const USER_TEST =
  'Check what the code does where `type` is `user`: after this change, `type` is never `user`, because the record has no `type`.';

/** What a reader must know of something that a request sets, in a sentence. */
function setsTwice(name: string): string {
  return `Check what reads \`${name}\`: the second request can set it again.`;
}

/** What a reader must do about something that each sign-in sets for all, in a sentence. */
function setForOthers(code: string): string {
  return `First keep \`${code}\` in a variable of the request: it is one value for all users, and another sign-in can overwrite it between the two requests.`;
}

/** What a reader must know of a value that was to be sent once, in a sentence. */
function sendsTwice(code: string): string {
  return `Check \`${code}\`: both requests send the same value.`;
}

/** What a reader must do about a comment that speaks of the line of the first request, in a sentence. */
function coversOne(directive: string): string {
  return `Check that \`${directive.split(/\s/).slice(0, 3).join(' ')}\` still covers the code: there are two requests now.`;
}

/** What a reader must know of a call on the way that is made again, in a sentence. */
function runsAgain(name: string): string {
  return `Check that it does no harm if \`${name}\` runs twice for one sign-in: the second request calls it again.`;
}

/** What a reader must know of code on the way that looks at the URL, in a sentence. */
function decidesByUrl(place: string): string {
  return `Check ${place} first: it reads the URL, and the second request has a different URL.`;
}

/**
 * What the change does, in sentences.
 *
 * @param needsRoles whether the new code reads `roles`, which only the records of an application with Secure Sync have
 * @param types the edits by which one of the roles takes the place of `type`
 */
function describe(api: CleverApi, needsRoles: boolean, types: readonly Edit[]): string {
  const order = rolesIn(types, api);
  return [
    `Call \`/${api.target}/me\` for the id, then \`/${api.target}/users/{id}\`, and use that record.`,
    ...(types.length ? ['Read the role from `roles` instead of `type`.'] : []),
    ...(order.length > 1 ? [`${ORDER_OF_ROLES}${order.join(', ')}.`] : []),
    ...(needsRoles ? ['Without Secure Sync, the record has no `roles`.'] : []),
  ].join(' ');
}

/** Whether the record does not have a field under the same path, because it belongs to a role or is gone. */
export function losesField({ path, declaration }: AnswerRead, api: CleverApi): boolean {
  const field = api.meField(path);
  if (!field) return false;
  const stays =
    field.replacement !== null &&
    !field.replacement.underRole &&
    field.replacement.path.join() === path.slice(0, field.depth).join();
  // A type may promise what nobody reads; a schema would turn the record away.
  return !stays && !(declaration !== null && (declaration.language === 'type' || declaration.optional));
}

/** Whether a read names a removed field itself; what is read of its value goes with it. */
export function isWholeField({ path, declaration }: AnswerRead, api: CleverApi): boolean {
  return declaration !== null || path.length === api.meField(path)?.depth;
}

/** What takes the place of a read of a role's field. */
export interface FieldOfRole {
  readonly edit: Edit | MovedElement;
  /** Whether the code says which role is meant. */
  readonly isKnown: boolean;
  /** Where several roles can have it: the read, the roles as code, and where the field is below one of them. */
  readonly choice?: RoleChoice;
}

/** `me.data.roles.teacher ?? me.data.roles.student`, off which a field is read. */
interface RoleChoice {
  readonly read: AnswerRead;
  readonly names: readonly Role[];
  readonly roles: string;
  readonly below: string;
}

/** The edits of reads of roles' fields. */
export function fieldEdits(fields: readonly FieldOfRole[]): readonly Edit[] {
  const chosen = namedChoices(fields.flatMap(({ choice }) => choice ?? []));
  const moves = fields.filter(({ choice }) => !choice || !chosen.has(choice.read)).map(({ edit }) => edit);
  const elements = moves.flatMap((move) => ('element' in move ? [move] : []));
  return [
    ...moves.flatMap((move) => ('element' in move ? [] : [move])),
    ...moveElements(elements),
    ...chosen.values(),
  ].flat();
}

/** `const teacherOrStudent = …` for roles off which several fields are read, with the edits by the read that they are for. */
function namedChoices(choices: readonly RoleChoice[]): ReadonlyMap<AnswerRead, readonly Edit[]> {
  const named = new Map<AnswerRead, readonly Edit[]>();
  for (const roles of new Set(choices.map((choice) => choice.roles))) {
    const same = new Map(choices.filter((choice) => choice.roles === roles).map((choice) => [choice.read, choice]));
    for (const group of groupByPlace([...same.keys()])) {
      const [first] = group.reads;
      const choice = first && same.get(first);
      if (!choice || group.reads.length === 1) continue;
      const use = (name: string, read: AnswerRead): string => `${name}?.${same.get(read)?.below ?? ''}`;
      const edits = nameValue(group, [uncapitalized(choice.names.map(capitalized).join('Or'))], roles, use);
      group.reads.forEach((read, index) => edits && named.set(read, index === 0 ? edits : []));
    }
  }
  return named;
}

function capitalized(name: string): string {
  return name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function uncapitalized(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/**
 * A field of a role, read off the role that the code has asked for, else off the first that the person has and that can have it.
 *
 * @param known the role that the person has where the field is read; null where nothing says so
 */
export function fieldOfRole(read: AnswerRead, known: Role | null, api: CleverApi): FieldOfRole | null {
  const { expression, holder, element, path, mayBeEmpty } = read;
  const replacement = api.meField(path)?.replacement;
  // A pattern inside of a pattern takes nothing apart where there is nothing.
  if (element && mayBeEmpty) return null;
  if (element && known && replacement?.underRole && replacement.roles.includes(known) && path.length === 2) {
    const to = ['roles', known, ...replacement.path.slice(replacement.path.indexOf('roles') + 2)];
    return { edit: { element, name: path.at(-1) ?? '', to }, isKnown: true };
  }
  if (!expression || !holder || !replacement?.underRole || holder.path.join() !== 'data') return null;
  const below = replacement.path.slice(replacement.path.indexOf('roles') + 2).join('.');
  const ofPerson = rolesOf(holder, mayBeEmpty);
  if (known && replacement.roles.includes(known))
    return { edit: { ...expression, text: `${ofPerson}.${known}.${below}` }, isKnown: true };
  const names = api.rolePrecedence.filter((role) => replacement.roles.includes(role));
  const roles = names.map((role) => `${ofPerson}.${role}`).join(' ?? ');
  if (names.length === 1) return { edit: { ...expression, text: `${roles}?.${below}` }, isKnown: false };
  const choice = { read, names, roles, below };
  return { edit: { ...expression, text: `(${roles})?.${below}` }, isKnown: false, choice };
}
