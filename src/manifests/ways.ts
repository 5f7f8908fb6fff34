import type { Installation } from './installation.js';

/**
 * Tells through what each copy comes into a project.
 *
 * @returns by the key of the copy: the names of the packages on the shortest way to it, from the one that the project
 *   asks for; none for what the project asks for itself. Copies that nothing needs are not in it.
 */
export function findWays({ copies, members }: Installation): ReadonlyMap<string, readonly string[]> {
  const ways = new Map<string, readonly string[]>();
  for (const given of members.values()) for (const key of given.values()) if (copies.has(key)) ways.set(key, []);
  // A map hands out what is added while it is walked through, so that nearer copies come before those behind them.
  for (const [key, way] of ways) {
    const copy = copies.get(key);
    for (const needed of copy?.needs ?? []) {
      if (copy !== undefined && copies.has(needed) && !ways.has(needed)) ways.set(needed, [...way, copy.name]);
    }
  }
  return ways;
}
