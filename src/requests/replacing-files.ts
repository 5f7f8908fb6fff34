import { remembered } from '../model/remembered.js';
import type { Sources } from '../program/sources.js';
import type { Replaced } from './replacing-code.js';

/** A file that puts something in the place of something else. */
export interface Replacing {
  readonly file: string;
  /** Null where it is nested too deep for the parser, and may replace anything. */
  readonly replaced: Replaced | null;
}

/** How test runners know the files that hold tests: https://vitest.dev/config/include, https://jestjs.io/docs/configuration#testmatch-arraystring */
const TEST_FILE = /\.(?:test|spec)\.|(?:^|\/)__tests__\//;

/** A file and all that import it, at any distance. */
export type LeadingFiles = (file: string) => ReadonlySet<string>;

/** Looks for the files that lead to a file, once for each. */
export function openLeadingFiles(sources: Sources): LeadingFiles {
  const known = new Map<string, ReadonlySet<string>>();
  return (file) => remembered(known, file, () => filesLeadingTo(file, sources));
}

function filesLeadingTo(file: string, sources: Sources): ReadonlySet<string> {
  const leading = new Set([file]);
  for (const each of leading) for (const importer of sources.importersOf(each)) leading.add(importer);
  return leading;
}

/**
 * Whether what a file replaces may be in place when the code of another file runs: because it leads to that file, because
 * some file leads to both, or because it is run before all tests. The last is taken for true of a file that imports nothing of
 * the project, and of one that no other imports and that holds no tests.
 */
export function mayRunBefore(file: string, replacing: Replacing, leadingTo: LeadingFiles, sources: Sources): boolean {
  const leading = leadingTo(file);
  if (leading.has(replacing.file)) return true;
  const { replaced } = replacing;
  if (!replaced) return false;
  const isOfProject = (specifier: string): boolean => sources.resolve(specifier, replacing.file) !== null;
  if (!replaced.imports.some(isOfProject)) return true;
  const importers = leadingTo(replacing.file);
  return importers.size > 1
    ? [...importers].some((each) => leading.has(each))
    : !replaced.hasTests && !TEST_FILE.test(replacing.file);
}
