import type { Edit } from '../model/finding.js';
import { isInside, isSameSpan } from '../model/spans.js';
import type { AnswerRead } from '../model/answer.js';
import type { StatementPlace } from '../model/layout.js';

/** Reads that one declaration in front of the first of them can serve. */
export interface NamedReads {
  /** Null where the code has no place for a declaration. */
  readonly place: StatementPlace | null;
  readonly reads: readonly AnswerRead[];
}

/**
 * Puts reads together that the same declaration can serve, so that what takes their place is written once.
 *
 * @param sourceOf what a declaration would take the value off; two reads of the same can share one
 */
export function groupByPlace(
  reads: readonly AnswerRead[],
  sourceOf: SourceOf = ({ holder }) => holder?.text,
): readonly NamedReads[] {
  const waiting = [...reads].sort((left, right) => startOf(left) - startOf(right));
  const groups: NamedReads[] = [];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const first = next;
    const place = first.place();
    const served = place
      ? waiting.filter((other) => isServed(other, first, place) && sourceOf(other) === sourceOf(first))
      : [];
    waiting.splice(0, waiting.length, ...waiting.filter((other) => !served.includes(other)));
    groups.push({ place, reads: [first, ...served] });
  }
  return groups;
}

type SourceOf = (read: AnswerRead) => string | undefined;

/** Whether a read takes something off the same constant as an earlier one, where the declaration can be seen. */
function isServed({ expression, visible }: AnswerRead, first: AnswerRead, place: StatementPlace): boolean {
  if (!expression || !visible || !first.visible || !isSameSpan(visible, first.visible)) return false;
  return isInside(expression, place.scope);
}

function startOf({ expression }: AnswerRead): number {
  return expression?.start ?? 0;
}

/** What stands in the place of a read of a value that has a name. */
type Use = (name: string, read: AnswerRead) => string;

/**
 * The edits that give a value a name and use the name in place of reads.
 *
 * @param wanted names, in the order in which they are tried
 * @param value the value as code
 * @param use what stands in the place of a read, where that is not the name alone
 * @returns null where no name is needed, because the program gives it one, and where there is no place for one
 */
export function nameValue(
  { place, reads }: NamedReads,
  wanted: readonly string[],
  value: string,
  use: Use = (name) => name,
): readonly Edit[] | null {
  if (!place || (reads.length === 1 && reads[0]?.isNamed)) return null;
  const { at, layout, semicolon, around } = place;
  const name = place.freeName(wanted, value);
  if (name === null) return null;
  const declaration = `const ${name} = ${value}${semicolon}${layout.newline}${layout.indent}`;
  const uses = reads.flatMap((read) => usesOf(read, use(name, read)));
  return [...around, { ...at, text: declaration }, ...uses];
}

/** The edit that puts a name in the place of a read; `role: role` is `role`. */
function usesOf({ expression, member }: AnswerRead, text: string): readonly Edit[] {
  if (!expression) return [];
  return [{ ...(member?.name === text ? member.span : expression), text }];
}
