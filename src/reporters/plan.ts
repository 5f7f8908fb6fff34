import type { AuditResult } from '../run/audit-result.js';
import { isProgramReadAsText } from '../discover/file-kind.js';
import type { Finding, Outside, Topic } from '../model/finding.js';
import { joinWords } from '../model/words.js';
import { callsByHand, remedyOf, type Remedy } from './remedy.js';
import { count } from './summary.js';

/** The halves of Clever's guide: who signs in, and which records are copied. */
export type PlanPart = 'Single sign-on' | 'Rostering' | 'Packages';

/** What one step of the plan is about, whatever a project holds of it. */
interface StepText {
  readonly id: string;
  readonly part: PlanPart;
  readonly title: string;
  /** Why the step is needed, in sentences. */
  readonly why: string;
  /** What to do, in sentences. */
  readonly advice: string;
}

/** What decides the place of a call in the plan. */
interface PlanCall {
  readonly isSignIn: boolean;
  readonly endpoint: { readonly path: string };
  readonly isKept?: true;
}

/** What decides the place of a finding in the plan. */
export interface PlanItem {
  readonly topic: Topic;
  readonly calls: readonly PlanCall[];
  readonly endpoint: { readonly path: string } | null;
  readonly fix: unknown;
  readonly suggestions: readonly unknown[];
  readonly outside?: Outside;
}

/** A step with what a project still has to do for it. */
export interface PlanStep<Item extends PlanItem = Finding> extends StepText {
  /** In the order of every report; none where the step is done, or never was needed. */
  readonly findings: readonly Item[];
  /** Files that call Clever, and in which nobody looked for what the step is about. */
  readonly unchecked: readonly string[];
  /** How many of them have a fix, have a suggestion, or have neither. */
  readonly remedies: Readonly<Record<Remedy, number>>;
}

/** Names a remedy for people, shortly. */
export const REMEDY_NAMES: Readonly<Record<Remedy, string>> = {
  fix: 'fix ready',
  decision: 'needs a decision',
  'by hand': 'change by hand',
};

/** Says of files that nobody looked in them for what a step is about. */
export function describeUnchecked(files: readonly string[]): string {
  return `not checked in ${joinWords(files)}, which this tool reads only as text`;
}

/** The steps in the order of Clever's guide "Migrating to API 3.0". */
const STEPS: readonly StepText[] = [
  {
    id: 'me',
    part: 'Single sign-on',
    title: 'Call `/v3.0/me`',
    why: 'Clever switched off API v1. The unversioned `/me` is deprecated, and its answer depends on the version that Clever has set for your application.',
    advice: 'Call `/v3.0/me` with the same token. The OAuth URLs and `/userinfo` have no version and stay as they are.',
  },
  {
    id: 'sign-in-ids',
    part: 'Single sign-on',
    title: 'Recognize people by their new ids',
    why: 'Everyone but students has a new id on v3.0. Unless you migrate the stored ids, the code can create a second account for each of these people.',
    advice:
      'Look up an account by the new id, then by every `legacy_id` in `data.roles`. Store the new id on the account that you find. Or use the migration CSV from Clever to replace all stored ids at once.',
  },
  {
    id: 'me-fields',
    part: 'Single sign-on',
    title: 'Read the profile from `/v3.0/users/{id}`',
    why: 'On v3.0, `/me` has no name, email or school.',
    advice: 'Call `/v3.0/users/{id}` with the id from `/v3.0/me`, and read the fields there.',
  },
  {
    id: 'me-roles',
    part: 'Single sign-on',
    title: 'Read the role from `data.roles`',
    why: 'On v3.0, the `type` of `/me` is `user` for everyone. A person can have several roles.',
    advice: 'Read `data.roles` from `/v3.0/users/{id}`, and decide which role wins if a person has more than one.',
  },
  {
    id: 'users',
    part: 'Rostering',
    title: 'Multi-role users: read people from `/v3.0/users`',
    why: 'On v3.0, students, teachers, staff and administrators are all users, with one or more roles.',
    advice:
      'Call `/v3.0/users?role=…` instead of `/students`, `/teachers` and the like. Read the fields of a role under `data.roles`.',
  },
  {
    id: 'roster-ids',
    part: 'Rostering',
    title: 'Choose an id strategy for stored records',
    why: 'The stored ids of teachers, staff and administrators do not match the ids on v3.0.',
    advice:
      'Replace them in your database once, using the migration CSV from Clever, or match each record by the `legacy_id` of its roles. Students keep their ids. To replace old ids in your files, run `clever-audit --id-map` with the same CSV.',
  },
  {
    id: 'contacts',
    part: 'Rostering',
    title: 'Import contacts as new records',
    why: 'On v3.0, contacts are users with the role `contact`. Their ids are new.',
    advice: 'Sync them from `/v3.0/users?role=contact` as new records. Do not match them with the old records.',
  },
  {
    id: 'records',
    part: 'Rostering',
    title: 'Move districts, schools, sections, courses and terms',
    why: 'Their ids stay the same. Some of their fields have moved.',
    advice:
      'Most paths are the same under `/v3.0`; each finding names the path to call. Courses and terms are now separate records, not fields of a section.',
  },
  {
    id: 'events',
    part: 'Rostering',
    title: 'Switch to the events of v3.0',
    why: 'On v3.0, the types of events about people start with `users.`. Do not use old cursors.',
    advice: 'Rename the event types that your code handles. Sync everything once when you switch.',
  },
  {
    id: 'packages',
    part: 'Packages',
    title: 'Replace packages that call an old API',
    why: 'Such a package always calls the version that it was written for.',
    advice:
      'Call the API directly, or use an OAuth library that reads the profile from `/v3.0/me` and `/v3.0/users/{id}`.',
  },
];

/**
 * Sorts what is left to do into the steps of Clever's own migration guide.
 *
 * @param findings in the order of every report
 * @param target the version to move to
 * @param fileOf where a finding is
 * @returns all steps in order, those without findings included
 */
export function toPlan<Item extends PlanItem>(
  findings: readonly Item[],
  target: AuditResult['target'],
  fileOf: (finding: Item) => string,
): readonly PlanStep<Item>[] {
  const asText = findings.filter((finding) => finding.topic === 'call' && isProgramReadAsText(fileOf(finding)));
  return STEPS.map((step) => {
    const own = findings.filter((finding) => stepsOf(finding).includes(step.id));
    const unchecked = new Set(asText.filter((finding) => asksFor(step.id, finding)).map(fileOf));
    const remedies = { fix: 0, decision: 0, 'by hand': 0 };
    for (const finding of own) remedies[remedyIn(step.id, finding)] += 1;
    return { ...atTarget(step, target), findings: own, unchecked: [...unchecked], remedies };
  });
}

/** The steps about what a program does with the answer of a call, by the step of the call. */
const STEPS_BEHIND: Readonly<Record<string, readonly string[]>> = {
  me: ['sign-in-ids', 'me-fields', 'me-roles', 'packages'],
  users: ['roster-ids', 'packages'],
  contacts: ['packages'],
  records: ['packages'],
  events: ['packages'],
};

/** Whether a call makes a step needed that is about what becomes of its answer, or about what else calls. */
function asksFor(id: string, item: PlanItem): boolean {
  return stepsOf(item).some((step) => STEPS_BEHIND[step]?.includes(id) ?? false);
}

/** What can be done about those calls of a finding that a step is about. */
function remedyIn(id: string, item: PlanItem): Remedy {
  const kept = callsByHand(item);
  if (item.topic !== 'call' || kept.length === 0) return remedyOf(item);
  const calls = item.calls.filter((call) => stepOf({ ...item, calls: [call] }) === id);
  return calls.every((call) => kept.includes(call)) ? 'by hand' : remedyOf(item);
}

/** The step for another version, which its texts name. */
function atTarget({ title, why, advice, ...step }: StepText, target: AuditResult['target']): StepText {
  const at = (text: string): string => text.replaceAll('v3.0', target);
  return { ...step, title: at(title), why: at(why), advice: at(advice) };
}

/** How many findings a step has, and what can be done about them: `3 findings: 2 can be fixed automatically, 1 needs a decision`. */
export function describeStep({
  findings,
  remedies: { fix, decision, 'by hand': byHand },
}: Pick<PlanStep<PlanItem>, 'findings' | 'remedies'>): string {
  const parts = [
    { number: fix, text: 'can be fixed automatically' },
    { number: decision, text: `${decision === 1 ? 'needs' : 'need'} a decision` },
    { number: byHand, text: 'must be changed by hand' },
  ].filter(({ number }) => number > 0);
  const all = count(findings.length, 'finding');
  if (parts.length === 1) return `${all} ${parts[0]?.text}`;
  return `${all}: ${parts.map(({ number, text }) => `${number} ${text}`).join(', ')}`;
}

const PEOPLE = /\/(?:users|students|teachers|school_admins|district_admins|admins)(?:\/\{[^}]*\})?$/;
const CONTACTS = /\/contacts(?:\/|$)/;
const EVENTS = /\/events(?:\/|$)/;

/** A text that several calls use belongs to the step of each: a base that both a sign-in and a roster call have. */
function stepsOf(item: PlanItem): readonly string[] {
  const { topic, calls } = item;
  if (topic !== 'call' || calls.length < 2) return [stepOf(item)];
  return calls.map((call) => stepOf({ ...item, calls: [call] }));
}

function stepOf({ topic, calls, endpoint }: PlanItem): string {
  const isSignIn = calls.some((call) => call.isSignIn);
  const path = calls[0]?.endpoint.path ?? endpoint?.path ?? '';
  if (topic === 'package') return 'packages';
  if (topic === 'event' || EVENTS.test(path)) return 'events';
  if (topic === 'stored id' || topic === 'mixed versions') return isSignIn ? 'sign-in-ids' : 'roster-ids';
  if (topic === 'role') return 'me-roles';
  if (isSignIn) return topic === 'field' ? 'me-fields' : 'me';
  if (CONTACTS.test(path)) return 'contacts';
  return PEOPLE.test(path) ? 'users' : 'records';
}
