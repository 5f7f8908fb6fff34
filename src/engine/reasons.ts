import type { Texts } from './edits.js';
import { lineAt } from '../model/lines.js';
import type { CompilerError } from '../model/compiler-error.js';
import type { Finding } from '../model/finding.js';
import type { Span } from '../model/spans.js';

/** Where the changed texts are told from those that stay. */
export interface ChangedTexts {
  readonly texts: Texts;
  readonly textOf: (file: string) => string;
  /** Where an offset of a changed text is in the text as it is. */
  readonly offsetBefore: (file: string, offset: number) => number;
}

/** Of a change that would write over itself. */
export const EDITS_OVERLAP = 'this tool cannot combine the edits that this change needs';

/** Of calls with one base whose changes write over each other. */
export const CALLS_DIFFER = 'the calls that use this string need different changes';

/** Says which finding a change leaves behind, and where. */
export function findingStays(finding: Finding, changed: ChangedTexts): string {
  return `the change would not solve what ${finding.rule} reports at ${placeOf(finding.span, changed)}`;
}

/** Says which finding a change brings, where in the program of today, and what it is about: a call that it moves as well, or only in part. */
export function findingComes(finding: Finding, changed: ChangedTexts): string {
  const [call] = finding.topic === 'call' ? finding.calls : [];
  const [problem = ''] = /^.*?\.(?=\s|$)/.exec(finding.message) ?? [finding.message];
  return call
    ? `after the change, the call at ${placeOf(call.span, changed)} would still need work: ${asClause(problem)}`
    : `after the change, there would be a problem at ${placeOf(finding.span, changed)}: ${asClause(problem)}`;
}

/**
 * Says where a change writes something that cannot be read.
 *
 * @param problem `syntax error at line:column message`, in the changed text, or what else keeps it from being read
 */
export function doesNotParse(file: string, problem: string): string {
  const [, place = '', message = problem] = /^syntax error at (\d+:\d+) (.*)$/s.exec(problem) ?? [];
  return `this tool cannot write the change at ${place === '' ? file : `${file}:${place}`} of the changed file: ${asClause(message)}`;
}

/** Says what the compiler would have against a change, at the place of today that it comes from. */
export function doesNotCompile(file: string, error: CompilerError, changed: ChangedTexts): string {
  const place = placeOf({ file, start: error.start, end: error.start }, changed);
  return `the types at ${place} do not fit the change, and this tool cannot adapt them; TypeScript would report: ${asClause(error.message)} (TS${error.code})`;
}

/** Of a change behind which a call names no version of the API. */
export const LOSES_VERSION = 'the change would leave a call without a version';

/** Of a change of a file whose types the compiler cannot tell. */
export function cannotBeChecked(file: string): string {
  return `the types of ${file} could not be checked after the change: its code is nested too deep, has too many types, or exports all of too many other files`;
}

/** Of a change that was not tried by itself, or with those that may hold. */
export const TAKES_TOO_LONG = 'the changes do not all hold together, and it takes too long to find out which do';

/** Of a change whose effect on other files is not known. */
export const TOO_MANY_IMPORTERS = 'the change affects the types of more files than this tool checks';

/** The place of today that something in the changed texts comes from. */
function placeOf({ file, start }: Span, { textOf, offsetBefore }: ChangedTexts): string {
  return `${file}:${lineAt(textOf(file), offsetBefore(file, start))}`;
}

/** A text without the full stop that the sentence around it ends with. */
function asClause(text: string): string {
  return text.replace(/\.$/, '');
}
