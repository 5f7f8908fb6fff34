import { createRequire } from 'node:module';
import { posix } from 'node:path';
import type * as yaml from 'yaml';
import { parseYaml } from '../model/yaml.js';
import type { EnvironmentEntry } from './env-syntax.js';

/** A service of a compose file. */
export interface ComposeService {
  readonly name: string;
  /** The image that it runs, without a tag; null where none is named. */
  readonly image: string | null;
  /** Whether it is built, or mounts something, from the folders of the project: `build: .`, `volumes: [".:/app"]`. */
  readonly isOfProject: boolean;
  /** The variables that it is given with a value. */
  readonly entries: readonly EnvironmentEntry[];
  /** The variables that it is given, those with the value of another variable among them. */
  readonly names: readonly string[];
  /** Env files that it takes, relative to the folder of the file. */
  readonly environmentFiles: readonly string[];
}

/** What a compose file says of the environment of its services. */
export interface ComposeEnvironment {
  readonly services: readonly ComposeService[];
  readonly entries: readonly EnvironmentEntry[];
  /** Env files that it names, relative to its own folder. */
  readonly environmentFiles: readonly string[];
  readonly isBroken: boolean;
}

const COMPOSE_FILE = /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/i;
/** `${NAME:-default}`, with nothing around it. */
const DEFAULT = /^\$\{\w+:?-([^{}]*)\}$/;

/** Whether a file, by its name without folders, is one of docker compose. */
export function isComposeFile(name: string): boolean {
  return COMPOSE_FILE.test(name);
}

/**
 * Reads the variables that the services of a compose file are given, in either form. A value that is put together of
 * other variables is left out, but for a default that stands alone.
 *
 * @param text the file
 * @see https://docs.docker.com/reference/compose-file/services/#environment
 */
export function parseCompose(text: string): ComposeEnvironment {
  const documents = parseYaml(text);
  if (documents === null) return { services: [], entries: [], environmentFiles: [], isBroken: true };
  const [document] = documents;
  // Loaded here because it takes half as long to start as Node does, and few projects need it.
  const library = createRequire(import.meta.url)('yaml') as typeof yaml;
  const reader = new ComposeReader(text, document, library);
  const services = reader.membersOf(document.get('services', true)).map((each) => reader.serviceOf(each));
  return {
    services,
    entries: services.flatMap(({ entries }) => entries),
    environmentFiles: services.flatMap(({ environmentFiles }) => environmentFiles),
    isBroken: documents.length > 1 || document.errors.length > 0,
  };
}

/** A member of a map, aliases resolved. */
interface Member {
  readonly name: string;
  readonly node: unknown;
}

/** Reads the parts of one document. */
class ComposeReader {
  readonly #text: string;
  readonly #yaml: typeof yaml;
  readonly #namedBy: ReadonlyMap<yaml.Alias, yaml.Node>;

  constructor(text: string, document: yaml.Document, library: typeof yaml) {
    this.#text = text;
    this.#yaml = library;
    this.#namedBy = namedByAliases(document, library);
  }

  /**
   * The members of a map, those that are merged into it first.
   *
   * @param merged the maps whose members are there already: maps that merge each other twice would double at each level
   */
  membersOf(node: unknown, merged = new Set<unknown>()): readonly Member[] {
    const map = this.#resolved(node);
    if (!this.#yaml.isMap(map) || merged.has(map)) return [];
    merged.add(map);
    return map.items.flatMap(({ key, value }): readonly Member[] => {
      const name = this.#yaml.isScalar(key) ? String(key.value) : '';
      return name === '<<' ? this.#merged(value, merged) : [{ name, node: value }];
    });
  }

  serviceOf({ name, node }: Member): ComposeService {
    const members = this.membersOf(node);
    const of = (wanted: string): readonly unknown[] =>
      members.filter((each) => each.name === wanted).map((each) => each.node);
    const [image = null] = of('image').flatMap((each) => this.pathsOf(each));
    const contexts = of('build').flatMap((each) => [...this.pathsOf(each), ...this.#valuesOf(each, 'context')]);
    const mounts = of('volumes').flatMap((each) => this.#mountsOf(each));
    return {
      name,
      image: image && withoutTag(image),
      isOfProject:
        contexts.some((each) => !isElsewhere(each)) || mounts.some((each) => /^\.{1,2}(?:$|[/:])/.test(each)),
      entries: of('environment').flatMap((each) => this.variablesOf(each)),
      names: of('environment').flatMap((each) => this.#namesOf(each)),
      environmentFiles: of('env_file').flatMap((each) => this.pathsOf(each)),
    };
  }

  /** `.:/app`, and `source: .` */
  #mountsOf(node: unknown): readonly string[] {
    const list = this.#resolved(node);
    if (!this.#yaml.isSeq(list)) return [];
    return list.items.flatMap((item) => [...this.pathsOf(item), ...this.#valuesOf(item, 'source')]);
  }

  #valuesOf(node: unknown, wanted: string): readonly string[] {
    const members = this.membersOf(node).filter(({ name }) => name === wanted);
    return members.flatMap((member) => this.pathsOf(member.node));
  }

  /** The names of variables, with a value or without. */
  #namesOf(node: unknown): readonly string[] {
    const list = this.#resolved(node);
    if (!this.#yaml.isSeq(list)) return this.membersOf(list).map(({ name }) => name);
    return list.items.flatMap((item) => this.pathsOf(item)).map((item) => item.split('=')[0] ?? item);
  }

  /** `NAME: value` and `- NAME=value`. */
  variablesOf(node: unknown): readonly EnvironmentEntry[] {
    const list = this.#resolved(node);
    if (this.#yaml.isSeq(list)) return list.items.flatMap((item) => this.#assignment(item) ?? []);
    return this.membersOf(node).flatMap((member) => this.#variable(member.name, member.node, 0) ?? []);
  }

  /** `env_file: a`, `- a` and `- path: a`. */
  pathsOf(node: unknown): readonly string[] {
    const list = this.#resolved(node);
    // A list in a list says nothing to compose, and aliases can make one of billions.
    const items = this.#yaml.isSeq(list) ? list.items : [list];
    return items.flatMap((item) => this.#textOf(item) ?? this.#pathOf(item) ?? []);
  }

  #pathOf(item: unknown): string | null {
    const path = this.membersOf(item).findLast(({ name }) => name === 'path');
    return path ? this.#textOf(path.node) : null;
  }

  #textOf(node: unknown): string | null {
    const scalar = this.#resolved(node);
    return this.#yaml.isScalar(scalar) && typeof scalar.value === 'string' ? scalar.value : null;
  }

  #merged(node: unknown, merged: Set<unknown>): readonly Member[] {
    const value = this.#resolved(node);
    const maps = this.#yaml.isSeq(value) ? value.items : [value];
    return maps.flatMap((map) => this.membersOf(map, merged));
  }

  #assignment(node: unknown): EnvironmentEntry | null {
    const scalar = this.#resolved(node);
    const written = this.#yaml.isScalar(scalar) && typeof scalar.value === 'string' ? scalar.value : '';
    const equals = written.indexOf('=');
    return equals < 1 ? null : this.#variable(written.slice(0, equals), scalar, equals + 1);
  }

  /** A variable whose value is a scalar from an offset on. */
  #variable(name: string, node: unknown, from: number): EnvironmentEntry | null {
    const scalar = this.#resolved(node);
    const entry = this.#yaml.isScalar(scalar) ? scalarEntry(name, scalar, this.#text, from) : null;
    return entry && interpolated(entry);
  }

  #resolved(node: unknown): unknown {
    return this.#yaml.isAlias(node) ? this.#namedBy.get(node) : node;
  }
}

/** `example/etl` of `example/etl:3` and of `example/etl@sha256:…` */
function withoutTag(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
}

/** A context that is no folder of the project: a repository, a folder beside it. */
function isElsewhere(context: string): boolean {
  return (
    context.includes('://') || /^(?:git@|github\.com\/)/.test(context) || posix.normalize(context).startsWith('..')
  );
}

/**
 * The node that each alias names: the last one before it with its anchor. The library's own `resolve` looks through the
 * whole document for each alias anew.
 */
function namedByAliases(document: yaml.Document, library: typeof yaml): ReadonlyMap<yaml.Alias, yaml.Node> {
  const byAnchor = new Map<string, yaml.Node>();
  const named = new Map<yaml.Alias, yaml.Node>();
  library.visit(document, {
    Node: (_key, node) => {
      if (library.isAlias(node)) {
        const target = byAnchor.get(node.source);
        if (target) named.set(node, target);
      } else if (node.anchor !== undefined) byAnchor.set(node.anchor, node);
    },
  });
  return named;
}

/**
 * A variable whose value a scalar of YAML is.
 *
 * @param text the file
 * @param from where in the scalar the value begins
 * @returns null for a scalar that is no text
 */
export function scalarEntry(
  name: string,
  { value, range }: yaml.Scalar,
  text: string,
  from = 0,
): EnvironmentEntry | null {
  if (typeof value !== 'string' || !range) return null;
  const [tokenStart, tokenEnd] = range;
  const quote = /^["']/.test(text.slice(tokenStart, tokenEnd)) ? 1 : 0;
  const isVerbatim = text.slice(tokenStart + quote, tokenEnd - quote) === value;
  const start = tokenStart + quote + (isVerbatim ? from : 0);
  return { name, value: value.slice(from), start, end: tokenEnd - quote, verbatim: isVerbatim };
}

/** What compose makes of the dollars in a value; null where that takes variables from outside. */
function interpolated(entry: EnvironmentEntry): EnvironmentEntry | null {
  const [, fallback] = DEFAULT.exec(entry.value) ?? [];
  if (fallback !== undefined) {
    const end = entry.end - 1;
    return { ...entry, value: fallback, start: entry.verbatim ? end - fallback.length : entry.start, end };
  }
  const value = entry.value.replaceAll('$$', '\0');
  if (value.includes('$')) return null;
  return { ...entry, value: value.replaceAll('\0', '$'), verbatim: entry.verbatim && !value.includes('\0') };
}
