import { posix } from 'node:path';
import type { Span } from '../model/spans.js';
import { type ComposeEnvironment, isComposeFile, parseCompose } from './compose-syntax.js';
import type { Corpus } from './corpus.js';
import { isDeploymentFile, parseDeployment } from './deployment-syntax.js';
import { type EnvironmentEntry, parseEnvironment } from './env-syntax.js';
import { baseNameOf } from './file-kind.js';
import { folderOf, FOREIGN_FOLDER, foldersUpwards, inFolder } from './project-path.js';
import type { SkippedFile } from './skipped-file.js';

/** A value of an environment variable and where an env file writes it. */
export interface EnvironmentValue {
  readonly value: string;
  /** Null for a value that no file of the program holds. */
  readonly span: Span | null;
  /** False where the written text is not letter for letter the value (`${HOST}/me`). */
  readonly verbatim: boolean;
  /** Whether it refers to more variables than are looked up, so that it is not known. */
  readonly isCut?: boolean;
}

/** What the env files, compose files and descriptions of deployments of a project say. */
export interface Environments {
  /**
   * What a variable can be for the code in a file: the values in the env files of its package, or, if those have none,
   * of the nearest package above that has one. Of the descriptions of deployments, those count that name Clever. Each place
   * is told, equal values or not, because all of them must change together; empty ones, as templates have them, never.
   */
  valuesFor(name: string, file: string): readonly EnvironmentValue[];
  /** The names of all variables with a value, in any env file, that the test accepts. */
  namesWithValue(test: (value: string) => boolean): readonly string[];
  /** Compose files that were needed so far and are no YAML. */
  readonly broken: readonly SkippedFile[];
}

/** Opens the env files of a corpus. */
export function openEnvironments(corpus: Corpus): Environments {
  return new CorpusEnvironments(corpus);
}

class CorpusEnvironments implements Environments {
  readonly #corpus: Corpus;
  readonly #parsed = new Map<string, readonly EnvironmentEntry[]>();
  readonly #composed = new Map<string, ComposeEnvironment>();
  readonly #broken: SkippedFile[] = [];
  readonly #composeFiles: readonly string[];
  readonly #levels = new Map<string, readonly (readonly string[])[]>();
  #deployments: readonly string[] | null = null;

  constructor(corpus: Corpus) {
    this.#corpus = corpus;
    this.#composeFiles = corpus.textFiles.filter(
      (file) => isComposeFile(baseNameOf(file)) && corpus.find(file) === file,
    );
  }

  get broken(): readonly SkippedFile[] {
    return this.#broken;
  }

  valuesFor(name: string, file: string): readonly EnvironmentValue[] {
    for (const environmentFiles of this.#levelsOf(file)) {
      const values = environmentFiles.flatMap((environmentFile) => this.#valuesIn(environmentFile, name));
      if (values.length > 0) return values;
    }
    return [];
  }

  #valuesIn(file: string, name: string): readonly EnvironmentValue[] {
    return (this.#corpus.text(file).includes(name) ? this.#entriesOf(file) : [])
      .filter((entry) => entry.name === name && entry.value !== '')
      .map(({ start, end, ...entry }) => ({ ...entry, span: { file, start, end } }));
  }

  namesWithValue(test: (value: string) => boolean): readonly string[] {
    const composes = this.#composeFiles.filter((file) => test(this.#corpus.text(file)));
    const entries = [...this.#corpus.environmentFiles, ...composes, ...this.#deploymentFiles()]
      .flatMap((file) => this.#entriesOf(file))
      .filter(({ value }) => test(value));
    return [...new Set(entries.map(({ name }) => name))];
  }

  #entriesOf(file: string): readonly EnvironmentEntry[] {
    if (this.#composeFiles.includes(file)) return this.#composeOf(file).entries;
    const entries = this.#parsed.get(file) ?? this.#parse(file);
    this.#parsed.set(file, entries);
    return entries;
  }

  #parse(file: string): readonly EnvironmentEntry[] {
    const text = this.#corpus.text(file);
    return this.#deploymentFiles().includes(file) ? parseDeployment(baseNameOf(file), text) : parseEnvironment(text);
  }

  /** Looked for when they are first needed, because that reads all files that are no programs. */
  #deploymentFiles(): readonly string[] {
    this.#deployments ??= [...this.#corpus.textFiles, ...this.#corpus.jsonFiles].filter(
      (file) =>
        isDeploymentFile(baseNameOf(file)) &&
        !FOREIGN_FOLDER.test(file) &&
        this.#corpus.find(file) === file &&
        this.#corpus.mayNameClever(file),
    );
    return this.#deployments;
  }

  #composeOf(file: string): ComposeEnvironment {
    const known = this.#composed.get(file);
    if (known !== undefined) return known;
    const composition = parseCompose(this.#corpus.text(file));
    if (composition.isBroken) this.#broken.push({ file, reason: 'not valid YAML' });
    this.#composed.set(file, composition);
    return composition;
  }

  /** The files that a compose file takes variables from. */
  #namedBy(file: string): readonly string[] {
    if (!this.#corpus.text(file).includes('env_file')) return [];
    const paths = this.#composeOf(file).environmentFiles.map((path) => posix.join(folderOf(file), path));
    return paths.map((path) => this.#corpus.find(path)).filter((path) => path !== null);
  }

  /** The env files that speak for a file, package by package, from its own upwards. */
  #levelsOf(file: string): readonly (readonly string[])[] {
    const folder = folderOf(file);
    const known = this.#levels.get(folder) ?? this.#groupByPackage(foldersUpwards(file));
    this.#levels.set(folder, known);
    return known;
  }

  #groupByPackage(folders: readonly string[]): readonly (readonly string[])[] {
    const groups: string[][] = [[]];
    for (const folder of folders) {
      groups.at(-1)?.push(folder);
      if (this.#isPackage(folder)) groups.push([]);
    }
    return groups.map((each) => this.#filesOfPackage(each));
  }

  /** The folder of the package that a file stands in, or of the project. */
  #packageOf(file: string): string {
    return foldersUpwards(file).find((folder) => this.#isPackage(folder)) ?? '';
  }

  #isPackage(folder: string): boolean {
    return this.#corpus.find(inFolder(folder, 'package.json')) !== null;
  }

  /**
   * The env files and compose files in the folders from the code up to its package, and in folders directly below the
   * package, where `config/.env` and the like are kept; the files that those compose files name, wherever they are; and the
   * descriptions of deployments anywhere in the package.
   */
  #filesOfPackage(folders: readonly string[]): readonly string[] {
    const packageFolder = folders.at(-1);
    if (packageFolder === undefined) return [];
    const speaks = (file: string): boolean => {
      const folder = folderOf(file);
      const isBelowPackage = folder !== '' && folderOf(folder) === packageFolder && !this.#isPackage(folder);
      return folders.includes(folder) || isBelowPackage;
    };
    const composes = this.#composeFiles.filter(speaks);
    const files = new Set([
      ...this.#corpus.environmentFiles.filter(speaks),
      ...composes,
      ...composes.flatMap((file) => this.#namedBy(file)),
      ...this.#deploymentFiles().filter((file) => this.#packageOf(file) === packageFolder),
    ]);
    return [...files].sort((a, b) => rankOf(a) - rankOf(b));
  }
}

/** Real files before templates: the value that is in force is shown first. */
function rankOf(file: string): number {
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (/example|sample|template|\bdist\b/i.test(name)) return 3;
  if (name === '.env') return 0;
  return name === '.env.local' ? 1 : 2;
}
