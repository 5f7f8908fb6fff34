import type { ts } from 'ts-morph';
import { filesLeadingTo } from '../model/leading-files.js';
import { remembered } from '../model/remembered.js';
import { isTestFile } from '../model/test-files.js';
import type { Sources } from '../program/sources.js';
import type { Trees } from '../program/trees.js';
import type { Replaced } from './replacing-code.js';

/** A file that puts something in the place of something else. */
export interface Replacing {
  readonly file: string;
  /** Null where it is nested too deep for the parser, and may replace anything. */
  readonly replaced: Replaced | null;
}

/** Whether a file holds a program that can be read for what it replaces. */
export function isScript(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file);
}

/** What the text of a file comes to; null for one that is nested too deep for the parser. */
export function askFile<Answer>(
  file: string,
  question: (tree: ts.SourceFile) => Answer,
  sources: Sources,
  trees: Trees,
): Answer | null {
  try {
    return trees.ask(`/${file}`, sources.text(file), question);
  } catch (error) {
    // The parser calls itself for each level.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** A file and all that import it, at any distance. */
export type LeadingFiles = (file: string) => ReadonlySet<string>;

/** Looks for the files that lead to a file, once for each. */
export function openLeadingFiles(sources: Sources): LeadingFiles {
  const known = new Map<string, ReadonlySet<string>>();
  return (file) => remembered(known, file, () => filesLeadingTo([file], sources));
}

/**
 * Whether what a file replaces is in place when the code of another file runs: because it leads to that file, or because it
 * imports nothing of the project, as a file does that is run before all tests.
 */
export function runsBefore(
  file: string,
  { file: own, replaced }: Replacing,
  leadingTo: LeadingFiles,
  sources: Sources,
): boolean {
  if (leadingTo(file).has(own)) return true;
  return replaced !== null && !replaced.imports.some((specifier) => sources.resolve(specifier, own) !== null);
}

/**
 * The same for what may be in place: because some file leads to both, or because no other file imports it and it holds no
 * tests, so that it is taken for one that is run before them.
 */
export function mayRunBefore(file: string, replacing: Replacing, leadingTo: LeadingFiles, sources: Sources): boolean {
  if (runsBefore(file, replacing, leadingTo, sources)) return true;
  const { file: own, replaced } = replacing;
  if (!replaced) return false;
  const importers = leadingTo(own);
  if (importers.size === 1) return !replaced.hasTests && !isTestFile(own);
  return [...importers].some((each) => leadingTo(file).has(each));
}
