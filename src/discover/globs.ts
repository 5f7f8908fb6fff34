import { lstatSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { askWithinTime, hasManyStars } from './bounded-test.js';
import { KnownError } from './errors.js';
import { errorCode, reasonOf } from './skipped-file.js';

/** Whether a path matches. */
export type Matcher = (path: string) => boolean;

/** A sign that only patterns have; a file may have such a name all the same. */
const GLOB = /[*?[\]{}]|[!+@]\(/;
/** In characters; Picomatch refuses a longer one. */
const LONGEST_PATTERN = 65_536;

/**
 * Makes a matcher of patterns as configuration files have them. One without a slash matches at any depth, one that names a
 * folder matches all that is in it.
 *
 * @param patterns `src/generated`, `*.test.ts`, `tests/**`; `*`, `**`, `?`, `[…]` and `{a,b}` mean what they do in shells
 * @returns a matcher that throws KnownError where a pattern takes too long
 */
export function toMatcher(patterns: readonly string[]): Matcher {
  if (patterns.length === 0) return () => false;
  const matchers = patterns.map((pattern) => boundedMatcher(pattern, spellOut(pattern)));
  return (path) => matchers.some((matches) => matches(path));
}

/** @param spelled what Picomatch is told for the pattern as it was written */
function boundedMatcher(pattern: string, spelled: string | string[]): Matcher {
  const matches = loadPicomatch()(spelled, { dot: true });
  // A group may be repeated, and so may what is in it.
  if (!hasManyStars(pattern) && !pattern.includes('(')) return matches;
  return (path) => {
    const answer = askWithinTime(() => matches(path));
    if (answer === null) throw new KnownError(`The pattern takes too long to match: ${startOf(pattern)}`);
    return answer;
  };
}

/** As much of a pattern as a message has room for. */
function startOf(pattern: string): string {
  return pattern.length > 50 ? `${pattern.slice(0, 50)}…` : pattern;
}

/**
 * Makes a matcher of a pattern that was typed.
 *
 * @param pattern relative to a folder
 * @returns a matcher for paths relative to that folder; it throws KnownError where the pattern takes too long
 * @throws KnownError for a pattern that is too long
 */
export function toTypedMatcher(pattern: string): Matcher {
  if (pattern.length > LONGEST_PATTERN) {
    throw new KnownError(`A pattern has at most ${LONGEST_PATTERN} characters: ${startOf(pattern)}`);
  }
  return boundedMatcher(pattern, pattern.replace(/^(?:\.\/)+/, ''));
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
  if (isThere(absolute) || !GLOB.test(path)) return { place: absolute, pattern: null };
  const base = baseOfGlob(path);
  const below = base === '.' ? path : path.slice(base === '/' ? 1 : base.length + 1);
  return { place: resolve(cwd, base), pattern: below };
}

/**
 * Whether anything has this path. A name that is too long for the file system is nobody's.
 *
 * @param path absolute
 * @throws KnownError where the file system does not say
 */
export function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if (errorCode(error) === 'ENAMETOOLONG') return false;
    throw new KnownError(`${path}: ${reasonOf(error)}`, { cause: error });
  }
}

function spellOut(pattern: string): string[] {
  const name = pattern.replace(/^\.?\//, '').replace(/\/+$/, '');
  const isAnchored = /^\.?\//.test(pattern) || name.includes('/');
  const path = isAnchored ? name : `**/${name}`;
  return [path, `${path}/**`];
}

/** Loaded here, because most runs have no pattern. */
function loadPicomatch(): typeof import('picomatch') {
  return createRequire(import.meta.url)('picomatch') as typeof import('picomatch');
}
