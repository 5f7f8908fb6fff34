import { hostOf } from './url.js';
import type { Opening } from '../values/callers.js';
import { charactersOf, type Piece } from '../values/value.js';

/**
 * The callers that must be known before it is clear which endpoint a URL names.
 *
 * @returns null where enough is known
 */
export function openingOf(pieces: readonly Piece[], hosts: readonly string[]): Opening | null {
  const hole = holeWorthFilling(pieces, hosts);
  if (!hole?.opens) return null;
  const host = hostOf(charactersOf(pieces.slice(0, pieces.indexOf(hole))));
  return { scope: hole.opens, isClevers: host !== null && hosts.includes(host) };
}

/**
 * The first hole that decides which endpoint a URL names.
 *
 * Ids need no filling: they stand behind the first segment, and their callers would only multiply the work.
 */
function holeWorthFilling(pieces: readonly Piece[], hosts: readonly string[]): Piece | null {
  let before = '';
  for (const piece of pieces) {
    const host = hostOf(before + piece.text);
    if (before.includes('?')) return null;
    if (piece.hole && piece.opens && !isIdPlace(before)) return piece;
    before += piece.text;
    if (host && !host.includes('{') && before.length > before.indexOf(host) + host.length && !hosts.includes(host))
      return null;
  }
  return null;
}

/** The one fact that would settle a hole, and how the user can supply it. */
export function reasonOf({ missing, said, variable }: Piece): string {
  if (variable === undefined) return said ?? missing;
  return `${missing}; set "env": { "${variable}": "…" } in clever-audit.config.json`;
}

/** Whether what comes next is the segment behind a collection: `/v1.1/students/`. */
function isIdPlace(before: string): boolean {
  const path = /^(?:https?:)?\/\/[^/]+(\/.*)$/i.exec(before)?.[1];
  if (!path) return false;
  return /^\/[^/{]+\/[^/]*$/.test(path.replace(/^\/v\d+(\.\d+)?(?=\/)/, ''));
}
