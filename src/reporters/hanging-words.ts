import type { FieldFate, Finding, Topic } from '../model/finding.js';
import { groupBy } from '../model/group-by.js';
import { nameOfCall } from './name-of-call.js';

/** So many lines of a file are named. */
const MOST_LINES = 8;

/** What a field is that v3 does not have where the code reads it, after a version or without one. */
const FATES: Readonly<Record<FieldFate, (target: string) => string>> = {
  moved: (target) => `moved on ${target}`,
  new: (target) => `new on ${target}`,
  missing: (target) => `missing on ${target}`,
  'never there': () => 'never in /me',
};

/** What becomes of people whose ids stay as they are stored, where the code makes records, and where it only looks them up. */
const CREATES_ANOTHER =
  'Unless you migrate these ids, the code can create a second account or row for each person whose id changes (everyone but students).';
const FINDS_NOTHING =
  'Unless you migrate these ids, the code does not find what is stored for each person whose id changes (everyone but students).';

/** A key under which findings that hang on a call stand together: of one topic and, for fields, of one fate. */
export function hangingKey({ topic, brief }: Finding): string {
  return `${topic} ${brief?.fate ?? ''}`;
}

/**
 * Names what became of fields.
 *
 * @param field one of them
 * @param target the version to move to
 * @returns `moved on v3.0`
 */
export function nameFate({ brief }: Finding, target: string): string {
  return FATES[brief?.fate ?? 'missing'](target);
}

/** What a reader must know who looks at a finding. */
export interface Warning {
  readonly at: Finding;
  readonly text: string;
}

/**
 * Says once what happens if nothing is done about stored ids.
 *
 * @param hanging what hangs on one call
 * @returns the finding to say it at; none where no stored id is known to be an old one
 */
export function warnAt(hanging: readonly Finding[]): Warning | null {
  const stored = hanging.filter(({ topic, brief, severity }) => topic === 'stored id' && brief && severity !== 'info');
  const [at] = stored;
  return at ? { at, text: stored.some(({ brief }) => brief?.mayCreate) ? CREATES_ANOTHER : FINDS_NOTHING } : null;
}

/** The lines of findings, in the file that all of them are in. */
export type LinesOf = (findings: readonly Finding[]) => readonly number[];

/**
 * Says of fields with one fate where the new answer has them: those that move first, then those that only another endpoint
 * returns now, whose reads stay as they are.
 *
 * @param fields the findings about them, in one file
 * @param place the endpoint that returns them; null where the call itself does, or several do
 * @returns a line for each
 */
export function describeFields(fields: readonly Finding[], place: string | null, linesOf: LinesOf): readonly string[] {
  const isKept = ({ brief }: Finding): boolean => brief?.fate === 'moved' && brief.instead === null;
  const moved = fields.filter((field) => !isKept(field));
  const kept = fields.filter(isKept);
  const where = place === null ? '' : `read from ${place} instead`;
  if (moved.length === 0)
    return [`${where === '' ? '' : `${where}, `}under the same name: ${describeSubjects(kept, linesOf)}`];
  return [
    `${where === '' ? '' : `${where}: `}${describeSubjects(moved, linesOf)}`,
    ...(kept.length > 0
      ? [`${where === '' ? '' : 'also there, '}under the same name: ${describeSubjects(kept, linesOf)}`]
      : []),
  ];
}

/** Names what findings are about, each thing once with all its lines: `title → data.title (lines 3, 7)`. */
export function describeSubjects(findings: readonly Finding[], linesOf: LinesOf): string {
  return [...groupBy(findings, toSubject)]
    .map(([subject, own]) => `${subject} (${nameLines(linesOf(own))}${oftenOnOneLine(linesOf(own))})`)
    .join(', ');
}

/** What makes the places as many as they are counted, where one line holds several of them. */
function oftenOnOneLine(lines: readonly number[]): string {
  const isOneLine = new Set(lines).size === 1;
  if (lines.length < 2 || !isOneLine) return '';
  return lines.length === 2 ? ', twice' : `, ${lines.length} times`;
}

/** What findings say in sentences, each text once with all its lines: `line 7: …`. */
export function describeMessages(findings: readonly Finding[], linesOf: LinesOf): readonly string[] {
  return [...groupBy(findings, ({ message }) => message)].map(
    ([message, own]) => `${nameLines(linesOf(own))}: ${message}`,
  );
}

/** A field has a new place; all else is replaced. */
function toSubject({ brief, message, calls: [call], topic }: Finding): string {
  if (brief) {
    const { subject, instead } = brief;
    if (instead === null) return subject;
    return topic === 'field' ? `${subject} → ${instead}` : `${verbFor(topic)} ${instead} instead of ${subject}`;
  }
  if (topic === 'call' && call) return `${call.origin === 'mock' ? 'mock of ' : ''}${nameOfCall(call)}`;
  return message;
}

/** What the code does with the thing that takes the place of another one. */
export function verbFor(topic: Topic): string {
  return topic === 'role' ? 'read' : 'use';
}

/** `line 7`, `lines 3, 7`: each once, in order. */
export function nameLines(lines: readonly number[]): string {
  const distinct = [...new Set(lines)].toSorted((left, right) => left - right);
  // One line more takes no more room than what would stand for it.
  const shown = distinct.length > MOST_LINES + 1 ? distinct.slice(0, MOST_LINES) : distinct;
  const more = shown.length < distinct.length ? ` and ${distinct.length - shown.length} more` : '';
  return `${distinct.length === 1 ? 'line' : 'lines'} ${shown.join(', ')}${more}`;
}
