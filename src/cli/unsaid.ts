import { openDecisions } from '../model/edits.js';
import type { Finding } from '../model/finding.js';
import { lineAt } from '../model/lines.js';
import { isMark, wordsOfComment } from '../model/mark.js';
import { toDisplayPath } from '../reporters/places.js';
import { isOnlySuggested } from '../reporters/remedy.js';
import type { FixResult } from '../run/fix.js';

/** What is left to check about applied suggestions, by whether a comment in the code says it. */
interface LeftToCheck {
  readonly isSaid: boolean;
  /** The findings about which no comment says what is left, with that. */
  readonly unsaid: readonly { readonly finding: Finding; readonly text: string }[];
}

/**
 * Names what is left to check about applied suggestions where no comment can say it: JSON, for one, has none.
 *
 * @returns a heading and a line for each; none where comments say all
 */
export function toUnsaidLines(result: FixResult, cwd: string): readonly string[] {
  const { root, textOf } = result.before;
  const lines = leftToCheck(result).unsaid.map(
    ({ finding: { span }, text }) =>
      `  ${toDisplayPath(root, span.file, cwd)}:${lineAt(textOf(span.file), span.start)}: ${text}`,
  );
  return lines.length > 0 ? ['Check this too; no comment in the code says it:', ...new Set(lines)] : [];
}

/** Whether a comment that a suggestion put says what is left to check. */
export function hasComment(result: FixResult): boolean {
  return leftToCheck(result).isSaid;
}

/** The findings that a run has made go away. */
export function goneFrom({ before, after }: FixResult): readonly Finding[] {
  const remaining = new Set(after.findings.map(({ fingerprint }) => fingerprint));
  return before.findings.filter(({ fingerprint }) => !remaining.has(fingerprint));
}

function leftToCheck(result: FixResult): LeftToCheck {
  const applied = goneFrom(result).filter(isOnlySuggested);
  const changes = applied.flatMap(({ suggestions }) => suggestions.slice(0, 1));
  const comments = [
    ...new Set(changes.flatMap(({ edits }) => edits.filter(isMark)).map(({ text }) => wordsOfComment(text))),
  ];
  const isSaid = (decision: string): boolean => comments.some((comment) => comment.includes(wordsOfComment(decision)));
  const told = new Set<string>();
  const unsaid = applied.flatMap((finding) => {
    const [change] = finding.suggestions;
    const decisions = (change ? openDecisions(change) : []).filter((each) => !isSaid(each) && !told.has(each));
    for (const decision of decisions) told.add(decision);
    return decisions.length > 0 ? [{ finding, text: decisions.join(' ') }] : [];
  });
  return { isSaid: comments.length > 0, unsaid };
}
