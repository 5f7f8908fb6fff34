import type { Corpus } from '../discover/corpus.js';
import { foldersUpwards } from '../discover/project-path.js';
import { toHost, type ConfiguredHost } from './hosts.js';
import type { ConfigurationFile, EndpointContent, Level, PackageContent } from './content.js';
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
    levels: (known) => levelsOf(root, known),
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

function levelsOf(root: ConfigurationFile | undefined, known: readonly string[]): ReadonlyMap<string, Level> {
  const levels = new Map<string, Level>();
  for (const [name, level] of Object.entries(root?.content.rules ?? {})) {
    const rule = name.replace(/^clever\//, '');
    if (root && !known.includes(rule)) throw root.refuseKey(['rules', name], unknownRule(name, rule, known));
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
