import type { Edit } from './spans.js';

/** What every comment begins with that says what is left to do, and what the files that hold one are found by. */
export const MARK = 'TODO(clever-audit)';

/** Whether an edit puts such a comment, and writes no code. */
export function isMark({ start, end, text }: Edit): boolean {
  return start === end && /^[ \t]*(?:\/\/|#) TODO\(clever-audit\): /.test(text);
}

/** A comment that a suggestion left, without those of `--mark`, which name a rule: their findings are reported. */
const DECISION = /^[ \t]*(?:\/\/|#) TODO\(clever-audit\): (?!no-[\w-]+: )/gm;

/** Where a text says that something is still to be decided or checked about a change that was made. */
export function openDecisionsIn(text: string): readonly number[] {
  return text.includes(MARK)
    ? Array.from(text.matchAll(DECISION), (match) => match.index + match[0].indexOf('TODO'))
    : [];
}

/** The text of a comment without the signs and breaks of its lines. */
export function wordsOfComment(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/^[ \t]*(?:\/\/|#) ?/, '').trim())
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
