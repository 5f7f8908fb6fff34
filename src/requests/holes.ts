import { hostOf } from './url.js';
import type { Piece } from '../values/value.js';

/**
 * The first hole that decides which endpoint a URL names.
 *
 * Ids need no filling: they stand behind the first segment, and their callers would only multiply the work.
 */
export function holeWorthFilling(pieces: readonly Piece[], hosts: readonly string[]): Piece | null {
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
export function reasonOf({ missing, variable }: Piece): string {
  if (variable === undefined) return missing;
  return `${missing}; set "env": { "${variable}": "…" } in clever-audit.config.json`;
}

/** Whether what comes next is the segment behind a collection: `/v1.1/students/`. */
function isIdPlace(before: string): boolean {
  const path = /^(?:https?:)?\/\/[^/]+(\/.*)$/i.exec(before)?.[1];
  if (!path) return false;
  return /^\/[^/{]+\/[^/]*$/.test(path.replace(/^\/v\d+(\.\d+)?(?=\/)/, ''));
}
