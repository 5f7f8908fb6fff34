/**
 * Matches a name against a pattern with at most one star, as `paths`, `exports` and `imports` know it.
 *
 * @returns the text that the star stands for (empty for a pattern without one), or null when the name does not match
 */
export function matchPattern(pattern: string, name: string): string | null {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === name ? '' : null;
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  const fits = name.length >= head.length + tail.length && name.startsWith(head) && name.endsWith(tail);
  return fits ? name.slice(head.length, name.length - tail.length) : null;
}
