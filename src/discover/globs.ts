import { createRequire } from 'node:module';

/** Whether a path matches. */
export type Matcher = (path: string) => boolean;

const GLOB = /[*?[\]{}]|[!+@]\(/;

/** Whether a text has a sign that only patterns have; a file may have such a name all the same. */
export function isGlob(text: string): boolean {
  return GLOB.test(text);
}

/**
 * Makes a matcher of patterns as configuration files have them. One without a slash matches at any depth, one that names a
 * folder matches all that is in it.
 *
 * @param patterns `src/generated`, `*.test.ts`, `tests/**`; `*`, `**`, `?`, `[…]` and `{a,b}` mean what they do in shells
 */
export function toMatcher(patterns: readonly string[]): Matcher {
  if (patterns.length === 0) return () => false;
  return loadPicomatch()(patterns.flatMap(spellOut), { dot: true });
}

/**
 * Makes a matcher of a pattern that was typed.
 *
 * @param pattern relative to a folder
 * @returns a matcher for paths relative to that folder
 */
export function toTypedMatcher(pattern: string): Matcher {
  return loadPicomatch()(pattern.replace(/^(?:\.\/)+/, ''), { dot: true });
}

/** The folders of a typed pattern before its first sign: `src` of `src/*.ts`. */
export function baseOfGlob(pattern: string): string {
  const parts = pattern.split('/');
  const first = parts.findIndex(isGlob);
  return parts.slice(0, Math.max(first, 0)).join('/') || (pattern.startsWith('/') ? '/' : '.');
}

function spellOut(pattern: string): readonly string[] {
  const name = pattern.replace(/^\.?\//, '').replace(/\/+$/, '');
  const isAnchored = /^\.?\//.test(pattern) || name.includes('/');
  const path = isAnchored ? name : `**/${name}`;
  return [path, `${path}/**`];
}

/** Loaded here, because most runs have no pattern. */
function loadPicomatch(): typeof import('picomatch') {
  return createRequire(import.meta.url)('picomatch') as typeof import('picomatch');
}
