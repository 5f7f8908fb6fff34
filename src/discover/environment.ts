import type { Span } from '../scan/usage.js';
import type { Corpus } from './corpus.js';
import { type EnvironmentEntry, parseEnvironment } from './env-syntax.js';
import { folderOf, foldersUpwards, inFolder } from './project-path.js';

/** A value of an environment variable and where an env file writes it. */
export interface EnvironmentValue {
  readonly value: string;
  /** Null for a value that no file of the program holds. */
  readonly span: Span | null;
  /** False where the written text is not letter for letter the value (`${HOST}/me`). */
  readonly verbatim: boolean;
}

/** What the env files of a project say. */
export interface Environments {
  /**
   * What a variable can be for the code in a file: the values in the env files of its package, or, if those have none,
   * of the nearest package above that has one. Equal values are told once; empty ones, as templates have them, never.
   */
  valuesFor(name: string, file: string): readonly EnvironmentValue[];
  /** The names of all variables with a value, in any env file, that the test accepts. */
  namesWithValue(test: (value: string) => boolean): readonly string[];
}

/** Opens the env files of a corpus. */
export function openEnvironments(corpus: Corpus): Environments {
  const parsed = new Map<string, readonly EnvironmentEntry[]>();
  const levels = new Map<string, readonly (readonly string[])[]>();
  return { valuesFor, namesWithValue };

  function valuesFor(name: string, file: string): readonly EnvironmentValue[] {
    for (const environmentFiles of levelsOf(file)) {
      const values = distinct(environmentFiles.flatMap((environmentFile) => valuesIn(environmentFile, name)));
      if (values.length > 0) return values;
    }
    return [];
  }

  function valuesIn(file: string, name: string): readonly EnvironmentValue[] {
    return entriesOf(file)
      .filter((entry) => entry.name === name && entry.value !== '')
      .map(({ value, start, end, verbatim }) => ({ value, span: { file, start, end }, verbatim }));
  }

  function namesWithValue(test: (value: string) => boolean): readonly string[] {
    const entries = corpus.environmentFiles.flatMap(entriesOf).filter(({ value }) => test(value));
    return [...new Set(entries.map(({ name }) => name))];
  }

  function entriesOf(file: string): readonly EnvironmentEntry[] {
    const entries = parsed.get(file) ?? parseEnvironment(corpus.text(file));
    parsed.set(file, entries);
    return entries;
  }

  /** The env files that speak for a file, package by package, from its own upwards. */
  function levelsOf(file: string): readonly (readonly string[])[] {
    const folder = folderOf(file);
    const known = levels.get(folder) ?? groupByPackage(foldersUpwards(file));
    levels.set(folder, known);
    return known;
  }

  function groupByPackage(folders: readonly string[]): readonly (readonly string[])[] {
    const groups: string[][] = [[]];
    for (const folder of folders) {
      groups.at(-1)?.push(folder);
      if (isPackage(folder)) groups.push([]);
    }
    return groups.map(filesOfPackage);
  }

  function isPackage(folder: string): boolean {
    return corpus.find(inFolder(folder, 'package.json')) !== null;
  }

  /**
   * The env files in the folders from the code up to its package, and in folders directly below the package, where
   * `config/.env` and the like are kept.
   */
  function filesOfPackage(folders: readonly string[]): readonly string[] {
    const packageFolder = folders.at(-1);
    if (packageFolder === undefined) return [];
    const files = corpus.environmentFiles.filter((file) => {
      const folder = folderOf(file);
      const isBelowPackage = folder !== '' && folderOf(folder) === packageFolder && !isPackage(folder);
      return folders.includes(folder) || isBelowPackage;
    });
    return files.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

/** Real files before templates: of two equal values, the one that is in force is shown. */
function rankOf(file: string): number {
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (/example|sample|template|\bdist\b/i.test(name)) return 3;
  if (name === '.env') return 0;
  return name === '.env.local' ? 1 : 2;
}

function distinct(values: readonly EnvironmentValue[]): readonly EnvironmentValue[] {
  const known = new Map<string, EnvironmentValue>();
  for (const value of values) if (!known.has(value.value)) known.set(value.value, value);
  return [...known.values()];
}
