import type { Corpus } from '../discover/corpus.js';
import { toMatcher } from '../discover/globs.js';
import { foldersUpwards } from '../discover/project-path.js';
import { toHost, type ConfiguredHost } from './hosts.js';
import type { ConfigurationFile, ContentPath, EndpointContent, Level, PackageContent } from './content.js';
import { nearest } from './nearest.js';
import { readConfigurationFiles } from './read.js';

/** What the user says of the project, from all configuration files. */
export interface Configuration {
  /** The files, relative to the root; empty if there is none. */
  readonly files: readonly ConfigurationFile[];
  readonly target: 'v3.0' | 'v3.1' | null;
  readonly preset: 'recommended' | 'strict' | null;
  readonly hosts: readonly ConfiguredHost[];
  readonly packages: readonly PackageContent[];
  readonly endpoints: readonly EndpointContent[];
  /** Names of all environment variables that have a value, with each of the values. */
  readonly variables: readonly { readonly name: string; readonly value: string }[];
  /** What an environment variable can be for the code in a file: the nearest file upwards that names it decides. */
  valuesOf(variable: string, file: string): readonly string[];
  /**
   * The level of a rule, by its name without the prefix; null where the preset's holds.
   *
   * @param known the names of all rules
   * @throws KnownError for a level of a rule that does not exist
   */
  levels(known: readonly string[]): ReadonlyMap<string, Level>;
  /** The baseline file that it names, relative to the root. */
  readonly baseline: string | null;
  /** Whether nothing is reported of a file. */
  isIgnored(file: string): boolean;
  /**
   * What holds for some files only, in the order of the files.
   *
   * @param known the names of all rules
   * @throws KnownError for a level of a rule that does not exist
   */
  overrides(known: readonly string[]): readonly Override[];
}

/** What holds for some files only; where several speak of a file, the last decides. */
export interface Override {
  matches(file: string): boolean;
  /** By the names of the rules, without the prefix. */
  readonly levels: ReadonlyMap<string, Level>;
  /** The most that a finding weighs there; null for no limit. */
  readonly maxSeverity: Level | null;
}

/**
 * Reads what the user says of a project.
 *
 * @throws KnownError for a file that is not right, with its place
 */
export function readConfiguration(corpus: Corpus): Configuration {
  const files = readConfigurationFiles(corpus);
  const root = files.find(({ folder }) => folder === '');
  return {
    files,
    target: root?.content.target ?? null,
    preset: root?.content.preset ?? null,
    hosts: files.flatMap(({ content }) => (content.hosts ?? []).map(toHost)),
    packages: files.flatMap(({ content }) => content.packages ?? []),
    endpoints: files.flatMap(({ content }) => content.endpoints ?? []),
    variables: files.flatMap(({ content }) =>
      Object.entries(content.env ?? {}).flatMap(([name, values]) => toList(values).map((value) => ({ name, value }))),
    ),
    valuesOf: (variable, file) => valuesOf(files, variable, file),
    levels: (known) => (root ? levelsOf(root, ['rules'], root.content.rules, known) : new Map<string, Level>()),
    baseline: root?.content.baseline ?? null,
    isIgnored: ignoredBy(files),
    overrides: (known) => files.flatMap((file) => overridesOf(file, known)),
  };
}

function valuesOf(files: readonly ConfigurationFile[], variable: string, file: string): readonly string[] {
  if (files.length === 0) return [];
  for (const folder of foldersUpwards(file)) {
    const env = files.find((each) => each.folder === folder)?.content.env ?? {};
    if (Object.hasOwn(env, variable)) return toList(env[variable] ?? []);
  }
  return [];
}

function ignoredBy(files: readonly ConfigurationFile[]): (file: string) => boolean {
  const matchers = files.flatMap(({ folder, content: { ignore } }) => (ignore ? matcherBelow(folder, ignore) : []));
  return (file) => matchers.some((matches) => matches(file));
}

/** Patterns are relative to the folder of their file. */
function matcherBelow(folder: string, patterns: readonly string[]): (file: string) => boolean {
  const matches = toMatcher(patterns);
  if (folder === '') return matches;
  return (file) => file.startsWith(`${folder}/`) && matches(file.slice(folder.length + 1));
}

function overridesOf(file: ConfigurationFile, known: readonly string[]): readonly Override[] {
  return (file.content.overrides ?? []).map(({ files, rules, maxSeverity = null }, index) => ({
    matches: matcherBelow(file.folder, files),
    levels: levelsOf(file, ['overrides', index, 'rules'], rules, known),
    maxSeverity,
  }));
}

/** @param path where the levels stand in the file */
function levelsOf(
  file: ConfigurationFile,
  path: ContentPath,
  given: Readonly<Record<string, Level>> = {},
  known: readonly string[],
): ReadonlyMap<string, Level> {
  const levels = new Map<string, Level>();
  for (const [name, level] of Object.entries(given)) {
    const rule = name.replace(/^clever\//, '');
    if (!known.includes(rule)) throw file.refuseKey([...path, name], unknownRule(name, rule, known));
    levels.set(rule, level);
  }
  return levels;
}

function unknownRule(name: string, rule: string, known: readonly string[]): string {
  const guess = nearest(rule, known);
  return `there is no rule ${name}; ${guess === null ? `the rules are ${known.join(', ')}` : `did you mean "${guess}"?`}`;
}

function toList(values: string | readonly string[]): readonly string[] {
  return typeof values === 'string' ? [values] : values;
}
