import { createRequire } from 'node:module';
import { parseYaml } from '../model/yaml.js';
import type { Document, ParsedNode } from 'yaml';
import type { Copy, Installation, Place } from './installation.js';
import { membersOf, textOrNull, textsOf, type Members } from './records.js';

const NOT_VALID = 'not a valid lock file of pnpm';

const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

/**
 * Reads a `pnpm-lock.yaml`, of the versions 5 to 9 of its format.
 *
 * @throws SyntaxError for a text that is not YAML
 */
export function readPnpmLock(text: string): Installation {
  const { document, lock } = parseLock(text);
  const packages = membersOf(lock['packages']);
  // Since version 9 what a copy needs stands apart from what it is.
  const entries: Members = lock['snapshots'] === undefined ? packages : membersOf(lock['snapshots']);
  const copies = new Map<string, Copy>();
  for (const [key, value] of Object.entries(entries)) {
    const listedAs = withoutPeers(key);
    const entry = { ...membersOf(packages[listedAs]), ...membersOf(value) };
    copies.set(key, {
      ...identityOf(listedAs, entry),
      needs: [...askedBy(entry)].flatMap(([name, spelled]) => keyOf(entries, name, spelled)),
      place: () => placeOfKey(document, listedAs in packages ? listedAs : key),
    });
  }
  return { copies, members: membersIn(lock, entries) };
}

/** The document about packages, and what it holds. */
function parseLock(text: string): { readonly document: Document.Parsed<ParsedNode>; readonly lock: Members } {
  const documents = parseYaml(text);
  if (documents === null || documents.some(({ errors }) => errors.length > 0)) throw new SyntaxError(NOT_VALID);
  // Newer releases of pnpm put a document of their own before the one about packages.
  const contents = documents.map((document) => ({ document, lock: membersOf(contentOf(document)) }));
  const found = contents.findLast(({ lock }) => lock['lockfileVersion'] !== undefined);
  if (found === undefined) throw new SyntaxError(NOT_VALID);
  return found;
}

/** An alias may stand for nothing, or for more than is ever written out. */
function contentOf(document: Document.Parsed<ParsedNode>): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new SyntaxError(NOT_VALID, { cause: error });
  }
}

function membersIn(lock: Members, entries: Members): Installation['members'] {
  const importers = lock['importers'] === undefined ? { '.': lock } : membersOf(lock['importers']);
  const members = Object.entries(importers).map(([folder, importer]) => {
    const asked = [...askedBy(membersOf(importer))];
    const given = asked.flatMap(([name, spelled]) => keyOf(entries, name, spelled).map((key) => [name, key] as const));
    return [folder === '.' ? '' : folder, new Map(given)] as const;
  });
  return new Map(members);
}

/** Names with what they are given; a member of the project has it under `version` beside what it asked for. */
function askedBy(entry: Members): ReadonlyMap<string, string> {
  const asked = KINDS.flatMap((kind) => Object.entries(membersOf(entry[kind])));
  return textsOf(
    Object.fromEntries(
      asked.map(([name, given]) => [name, typeof given === 'string' ? given : membersOf(given)['version']]),
    ),
  );
}

/** `0.12.1`, `0.12.1(peer@1.0.0)`, or the whole key of another package where the name is an alias. */
function keyOf(entries: Members, name: string, given: string): readonly string[] {
  const candidates = [`${name}@${given}`, `/${name}@${given}`, `/${name}/${given}`, given];
  const key = candidates.find((candidate) => Object.hasOwn(entries, candidate));
  return key === undefined ? [] : [key];
}

/** `a@1.0.0(b@2.0.0)`: the same release with other peers is another copy of it. */
function withoutPeers(key: string): string {
  return key.replace(/\(.*$/, '');
}

/** `clever@0.12.1`, `/clever@0.12.1` or `/clever/0.12.1_peer@1.0.0`; what comes from elsewhere says its name apart. */
function identityOf(key: string, entry: Members): Pick<Copy, 'name' | 'release'> {
  const [, name = key, release = ''] = /^\/?((?:@[^/]+\/)?[^/@]+)[@/]([^(_]+)/.exec(key) ?? [];
  return { name: textOrNull(entry['name']) ?? name, release: textOrNull(entry['version']) ?? release };
}

function placeOfKey(document: Document.Parsed<ParsedNode>, key: string): Place {
  const { isMap, isScalar } = createRequire(import.meta.url)('yaml') as typeof import('yaml');
  const packages = document.get('packages') ?? document.get('snapshots');
  const pair = isMap(packages)
    ? packages.items.find((item) => isScalar(item.key) && item.key.value === key)
    : undefined;
  const range = isScalar(pair?.key) ? pair.key.range : null;
  if (!range) return { start: 0, end: 0 };
  const quotes = range[1] - range[0] > key.length ? 1 : 0;
  return { start: range[0] + quotes, end: range[1] - quotes };
}
