import { lstatSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

/** Whether a path matches. */
export type Matcher = (path: string) => boolean;

/** A sign that only patterns have; a file may have such a name all the same. */
const GLOB = /[*?[\]{}]|[!+@]\(/;

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
function baseOfGlob(pattern: string): string {
  const parts = pattern.split('/');
  const first = parts.findIndex((part) => GLOB.test(part));
  return parts.slice(0, Math.max(first, 0)).join('/') || (pattern.startsWith('/') ? '/' : '.');
}

/** A typed path, and the place that it names or begins with. */
export interface TypedPath {
  /** Absolute. */
  readonly place: string;
  /** The pattern for what is below the place, where the path is one. */
  readonly pattern: string | null;
}

/**
 * Reads a path as typed. What exists is no pattern, and a sign of patterns in a folder above `cwd` means nothing.
 *
 * @param cwd absolute
 * @param path a file, a folder or a pattern
 */
export function readTypedPath(cwd: string, path: string): TypedPath {
  const absolute = resolve(cwd, path);
  const exists = lstatSync(absolute, { throwIfNoEntry: false }) !== undefined;
  if (exists || !GLOB.test(path)) return { place: absolute, pattern: null };
  const base = baseOfGlob(path);
  const below = base === '.' ? path : path.slice(base === '/' ? 1 : base.length + 1);
  return { place: resolve(cwd, base), pattern: below };
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
