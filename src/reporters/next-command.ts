import type { Finding } from '../model/finding.js';
import { createPlaces } from './places.js';
import type { Report } from './report.js';

/**
 * The command to type next, with what it does: see what can be fixed, decide on what is suggested, or ask why a call
 * could not be resolved.
 *
 * @param report the result, and the paths that were asked for
 * @returns one line; none where nothing can be typed
 */
export function nextCommand({ result, cwd, paths = [] }: Report): readonly string[] {
  const words = paths.map((path) => ` ${toShellWord(path)}`).join('');
  const next = (command: string, does: string): readonly string[] => [`Next: npx clever-audit ${command}  # ${does}`];
  if (has(result.findings, ({ fix }) => fix !== null)) return next(`--diff${words}`, 'shows what --fix would change');
  if (has(result.findings, ({ suggestions }) => suggestions.length > 0)) {
    return next(`--interactive${words}`, 'shows each suggested change and asks');
  }
  const [first] = result.unresolved;
  if (!first) return [];
  const { file, line } = createPlaces(result, cwd).placeOf(first.span);
  return next(`trace ${toShellWord(`${file}:${line}`)}`, 'tells why the call could not be resolved');
}

function has(findings: readonly Finding[], test: (finding: Finding) => boolean): boolean {
  return findings.some(test);
}

/** A word as a shell takes it. */
function toShellWord(word: string): string {
  return /^[\w./@+,:=-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
