import type { Edit } from '../model/finding.js';
import type { PatternElement } from '../model/answer.js';

/** An element of a pattern whose member is elsewhere now. */
export interface MovedElement {
  readonly element: PatternElement;
  /** The member's name of before. */
  readonly name: string;
  /** Members from where the old one was: `['roles', 'student', 'sis_id']`. */
  readonly to: readonly string[];
}

/**
 * `{ sis_id, grade }` becomes `{ roles: { student: { sis_id, grade } } }`: what goes into one object is put together where
 * the first of it stood.
 */
export function moveElements(moves: readonly MovedElement[]): readonly Edit[] {
  const groups = new Map<string, MovedElement[]>();
  for (const move of moves) {
    const { file, start } = move.element.pattern;
    const key = [file, start, ...move.to.slice(0, -1)].join('|');
    groups.set(key, [...(groups.get(key) ?? []), move]);
  }
  return [...groups.values()].flatMap(moveTogether);
}

function moveTogether(moves: readonly MovedElement[]): readonly Edit[] {
  const [first, ...others] = [...moves].sort((left, right) => left.element.span.start - right.element.span.start);
  if (!first) return [];
  const together = others.every(({ element }) => element.removal) ? [first, ...others] : [first];
  const inner = together.map((move) => `${move.to.at(-1) ?? ''}${restOf(move)}`).join(', ');
  const edits: Edit[] = [{ ...first.element.span, text: nested(first.to, inner) }];
  if (together.length < moves.length) return [...edits, ...others.flatMap((move) => moveTogether([move]))];
  return [...edits, ...others.flatMap(({ element: { removal } }) => (removal ? [{ ...removal, text: '' }] : []))];
}

/** What a pattern does with the member; a field under a new name keeps its old variable. */
function restOf({ element: { rest }, name, to }: MovedElement): string {
  const isRenamed = rest.trimStart().startsWith(':');
  return isRenamed || name === to.at(-1) ? rest : `: ${name}${rest}`;
}

/** `roles: { student: { … } }` */
function nested(to: readonly string[], inner: string): string {
  return to.slice(0, -1).reduceRight((text, name) => `${name}: { ${text} }`, inner);
}
