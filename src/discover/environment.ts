import { posix } from 'node:path';
import type { Span } from '../model/usage.js';
import { type ComposeEnvironment, isComposeFile, parseCompose } from './compose-syntax.js';
import type { Corpus } from './corpus.js';
import { type EnvironmentEntry, parseEnvironment } from './env-syntax.js';
import { baseNameOf } from './file-kind.js';
import { folderOf, foldersUpwards, inFolder } from './project-path.js';
import type { SkippedFile } from './skipped-file.js';

/** A value of an environment variable and where an env file writes it. */
export interface EnvironmentValue {
  readonly value: string;
  /** Null for a value that no file of the program holds. */
  readonly span: Span | null;
  /** False where the written text is not letter for letter the value (`${HOST}/me`). */
  readonly verbatim: boolean;
}

/** What the env files and compose files of a project say. */
export interface Environments {
  /**
   * What a variable can be for the code in a file: the values in the env files of its package, or, if those have none,
   * of the nearest package above that has one. Equal values are told once; empty ones, as templates have them, never.
   */
  valuesFor(name: string, file: string): readonly EnvironmentValue[];
  /** The names of all variables with a value, in any env file, that the test accepts. */
  namesWithValue(test: (value: string) => boolean): readonly string[];
  /** Compose files that were needed so far and are no YAML. */
  readonly broken: readonly SkippedFile[];
}

/** Opens the env files of a corpus. */
export function openEnvironments(corpus: Corpus): Environments {
  const parsed = new Map<string, readonly EnvironmentEntry[]>();
  const composed = new Map<string, ComposeEnvironment>();
  const broken: SkippedFile[] = [];
  const composeFiles = corpus.textFiles.filter((file) => isComposeFile(baseNameOf(file)) && corpus.find(file) === file);
  const levels = new Map<string, readonly (readonly string[])[]>();
  return { valuesFor, namesWithValue, broken };

  function valuesFor(name: string, file: string): readonly EnvironmentValue[] {
    for (const environmentFiles of levelsOf(file)) {
      const values = distinct(environmentFiles.flatMap((environmentFile) => valuesIn(environmentFile, name)));
      if (values.length > 0) return values;
    }
    return [];
  }

  function valuesIn(file: string, name: string): readonly EnvironmentValue[] {
    return (corpus.text(file).includes(name) ? entriesOf(file) : [])
      .filter((entry) => entry.name === name && entry.value !== '')
      .map(({ value, start, end, verbatim }) => ({ value, span: { file, start, end }, verbatim }));
  }

  function namesWithValue(test: (value: string) => boolean): readonly string[] {
    const composes = composeFiles.filter((file) => test(corpus.text(file)));
    const entries = [...corpus.environmentFiles, ...composes].flatMap(entriesOf).filter(({ value }) => test(value));
    return [...new Set(entries.map(({ name }) => name))];
  }

  function entriesOf(file: string): readonly EnvironmentEntry[] {
    if (composeFiles.includes(file)) return composeOf(file).entries;
    const entries = parsed.get(file) ?? parseEnvironment(corpus.text(file));
    parsed.set(file, entries);
    return entries;
  }

  function composeOf(file: string): ComposeEnvironment {
    const known = composed.get(file);
    if (known !== undefined) return known;
    const composition = parseCompose(corpus.text(file));
    if (composition.isBroken) broken.push({ file, reason: 'not valid YAML' });
    composed.set(file, composition);
    return composition;
  }

  /** The files that a compose file takes variables from. */
  function namedBy(file: string): readonly string[] {
    if (!corpus.text(file).includes('env_file')) return [];
    const paths = composeOf(file).environmentFiles.map((path) => posix.join(folderOf(file), path));
    return paths.map((path) => corpus.find(path)).filter((path) => path !== null);
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
   * The env files and compose files in the folders from the code up to its package, and in folders directly below the
   * package, where `config/.env` and the like are kept; and the files that those compose files name, wherever they are.
   */
  function filesOfPackage(folders: readonly string[]): readonly string[] {
    const packageFolder = folders.at(-1);
    if (packageFolder === undefined) return [];
    const speaks = (file: string): boolean => {
      const folder = folderOf(file);
      const isBelowPackage = folder !== '' && folderOf(folder) === packageFolder && !isPackage(folder);
      return folders.includes(folder) || isBelowPackage;
    };
    const composes = composeFiles.filter(speaks);
    const files = new Set([...corpus.environmentFiles.filter(speaks), ...composes, ...composes.flatMap(namedBy)]);
    return [...files].sort((a, b) => rankOf(a) - rankOf(b));
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
