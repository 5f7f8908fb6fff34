import { createRequire } from 'node:module';
import { groupBy } from '../model/group-by.js';
import type { AskedByFolder, Copy, Installation, Place } from './installation.js';
import { parseSpecifier } from './manifest.js';
import { membersOf, textOrNull, textsOf, type Members } from './records.js';

/** A block of the lock file: a release, under all that was asked for and came to it. */
interface Block {
  /** `clever@^0.12.0`, `clever@npm:^0.12.0`. */
  readonly patterns: readonly string[];
  readonly entry: Members;
}

/**
 * Reads a `yarn.lock`, of yarn 1 or of a later one.
 *
 * @throws SyntaxError for a text that is none
 */
export function readYarnLock(text: string, asked: AskedByFolder): Installation {
  const blocks = parseBlocks(text);
  const keys = new Map(blocks.flatMap(({ patterns }) => patterns.map((pattern) => [pattern, patterns[0] ?? pattern])));
  const keysOfName = groupBy([...keys], ([pattern]) => aliasOf(pattern));
  const copies = new Map<string, Copy>();
  const members = new Map<string, ReadonlyMap<string, string>>();
  for (const { patterns, entry } of blocks) {
    const [key = ''] = patterns;
    const given = keysOf(textsOf(entry['dependencies']));
    const folder = memberFolderOf(entry);
    if (folder !== null) {
      members.set(folder, given);
      continue;
    }
    copies.set(key, {
      name: realNameOf(key, entry),
      release: textOrNull(entry['version']) ?? '',
      needs: [...given.values(), ...keysOf(textsOf(entry['optionalDependencies'])).values()],
      place: () => placeOf(text, key),
    });
  }
  // Yarn 1 does not say who asked for what; the manifests do.
  if (members.size === 0) for (const [folder, ranges] of asked) members.set(folder, keysOf(ranges));
  return { copies, members };

  function keysOf(ranges: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    const found = [...ranges].flatMap(([name, range]) => {
      const key = keys.get(`${name}@${range}`) ?? keys.get(`${name}@npm:${range}`) ?? onlyKeyOf(name);
      return key === undefined ? [] : [[name, key] as const];
    });
    return new Map(found);
  }

  /** A range that was overruled (`resolutions`) has no block of its own. */
  function onlyKeyOf(name: string): string | undefined {
    const candidates = new Set((keysOfName.get(name) ?? []).map(([, key]) => key));
    return candidates.size === 1 ? [...candidates][0] : undefined;
  }
}

function parseBlocks(text: string): readonly Block[] {
  const patternsOfEntry = new Map<unknown, string[]>();
  for (const [key, entry] of Object.entries(parse(text))) {
    if (key === '__metadata') continue;
    // The parser gives every pattern of a block of yarn 1 the same entry; those of later yarns are one key.
    const known = patternsOfEntry.get(entry);
    if (known === undefined) patternsOfEntry.set(entry, key.split(/,\s*/));
    else known.push(key);
  }
  return [...patternsOfEntry].map(([entry, patterns]) => ({ patterns, entry: membersOf(entry) }));
}

function parse(text: string): Members {
  // Loaded here, because few projects have a package that is looked for.
  const { parseSyml } = createRequire(import.meta.url)('@yarnpkg/parsers') as typeof import('@yarnpkg/parsers');
  try {
    return membersOf(parseSyml(text));
  } catch (error) {
    throw new SyntaxError('not a valid lock file of yarn', { cause: error });
  }
}

/** `@acme/a@npm:^1.0.0` without what stands behind the name. */
function aliasOf(pattern: string): string {
  const at = pattern.indexOf('@', 1);
  return at < 0 ? pattern : pattern.slice(0, at);
}

/** `my-clever@npm:clever@^0.12.0` installs another package than the name says. */
function realNameOf(pattern: string, entry: Members): string {
  const resolution = textOrNull(entry['resolution']);
  if (resolution !== null) return aliasOf(resolution);
  const alias = aliasOf(pattern);
  return parseSpecifier(alias, pattern.slice(alias.length + 1)).name;
}

/** The folder of a package of the project's own; null for any other. */
function memberFolderOf(entry: Members): string | null {
  const [, folder] = /@workspace:(.+)$/.exec(textOrNull(entry['resolution']) ?? '') ?? [];
  return folder === undefined ? null : folder === '.' ? '' : folder;
}

/** The parser keeps no places; a block begins with its patterns, in the first column. */
function placeOf(text: string, pattern: string): Place {
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const match = new RegExp(`^((?:[^\\s#].*[" ])?"?)${escaped}(?=[",:])`, 'm').exec(text);
  if (match === null) return { start: 0, end: 0 };
  const start = match.index + (match[1] ?? '').length;
  return { start, end: start + pattern.length };
}
