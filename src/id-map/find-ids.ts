import type { IdMap } from './id-map.js';

/** An id in a text, with the offsets it stands at. */
export interface FoundId {
  readonly start: number;
  readonly end: number;
  readonly id: string;
  readonly newId: string;
  /** Whether the id is certainly a part of a text, so that exchanging it leaves a program a program. */
  readonly isText: boolean;
  /** Whether its new id is close to it on the same line, as in a list that says which id became which. */
  readonly isPaired: boolean;
}

/** An id that looks like one of Clever's: 24 hexadecimal digits. */
const CLEVER_ID = /(?<![A-Za-z0-9])[0-9a-f]{24}(?![A-Za-z0-9])/g;
/** Any other id counts only where it is all that stands between quotes: short ones are everywhere. */
const QUOTED = /(?<=(["'`]))[\w-]+(?=\1)/g;
/** Digits first and letters after: no name and no number of a program, so it stands in a text. */
const NEITHER_NAME_NOR_NUMBER = /^\d+(?!e\d+$)[a-z]/;
/** How many lines around an id are looked at for Clever's name. */
const NEAR = 3;
/** How far before and behind an old id its new id is looked for. */
const BESIDE = 200;

/**
 * Finds the old ids of a map in a text.
 *
 * @returns the ids that have another one on v3.0, in their order
 */
export function findOldIds(text: string, { ids }: IdMap): readonly FoundId[] {
  const found = new Map<number, FoundId>();
  for (const match of [...text.matchAll(CLEVER_ID), ...text.matchAll(QUOTED)]) {
    const id = match[0];
    const newId = ids.get(id);
    if (newId === undefined || newId === id) continue;
    const [start, end] = [match.index, match.index + id.length];
    const isText = NEITHER_NAME_NOR_NUMBER.test(id) || isQuoted(text, start, end);
    found.set(start, { start, end, id, newId, isText, isPaired: isBeside(text, start, end, newId) });
  }
  return [...found.values()].sort((left, right) => left.start - right.start);
}

/**
 * Finds ids that look like Clever's, stand near its name, and are neither old nor new ids of the map.
 *
 * @returns their offsets
 */
export function findUnknownIds(text: string, { ids }: IdMap): readonly { start: number; end: number }[] {
  const newIds = new Set(ids.values());
  return [...text.matchAll(CLEVER_ID)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length, id: match[0] }))
    .filter(({ id, start }) => !ids.has(id) && !newIds.has(id) && isNearClever(text, start))
    .map(({ start, end }) => ({ start, end }));
}

function isQuoted(text: string, start: number, end: number): boolean {
  const before = text.charAt(start - 1);
  return /["'`]/.test(before) && text.charAt(end) === before;
}

function isBeside(text: string, start: number, end: number, newId: string): boolean {
  const before = text.slice(Math.max(0, start - BESIDE), start);
  const behind = text.slice(end, end + BESIDE);
  return before.slice(before.lastIndexOf('\n') + 1).includes(newId) || (behind.split('\n', 1)[0] ?? '').includes(newId);
}

function isNearClever(text: string, offset: number): boolean {
  let from = offset;
  let to = offset;
  for (let line = 0; line <= NEAR; line += 1) {
    from = Math.max(0, text.lastIndexOf('\n', from - 1));
    const next = text.indexOf('\n', to + 1);
    to = next < 0 ? text.length : next;
  }
  return /clever/i.test(text.slice(from, to));
}
