import { posix } from 'node:path';
import type { AskedByFolder, Copy, Installation } from './installation.js';
import { type JsonText, parseJsonText } from './json-text.js';
import { isRecord, membersOf, textOrNull, textsOf, type Members } from './records.js';

const MODULES = 'node_modules/';

/**
 * Reads a `package-lock.json` or `npm-shrinkwrap.json` of any version.
 *
 * @throws SyntaxError for a text that is none
 */
export function readNpmLock(text: string, asked: AskedByFolder): Installation {
  const json = parseJsonText(text);
  const { packages, dependencies = {} } = isRecord(json.value) ? json.value : { packages: json.value };
  if (!isRecord(packages === undefined ? dependencies : packages))
    throw new SyntaxError('not a valid lock file of npm');
  return packages === undefined ? fromTree(json, asked) : fromFolders(json, membersOf(packages));
}

/** Since version 2 every folder has an entry: `node_modules/a/node_modules/b`; those outside are the project's own. */
function fromFolders(json: JsonText, packages: Members): Installation {
  const copies = new Map<string, Copy>();
  const members = new Map<string, ReadonlyMap<string, string>>();
  for (const [folder, value] of Object.entries(packages)) {
    const entry = membersOf(value);
    const needs = new Map(namesNeededBy(entry).flatMap((name) => foundFrom(packages, folder, name)));
    if (!folder.includes(MODULES)) {
      members.set(folder, needs);
      continue;
    }
    if (entry['link'] === true) continue;
    copies.set(folder, {
      name: textOrNull(entry['name']) ?? folder.slice(folder.lastIndexOf(MODULES) + MODULES.length),
      release: textOrNull(entry['version']) ?? '',
      needs: [...needs.values()],
      place: () => json.placeOfKey(['packages', folder]),
    });
  }
  return { copies, members };
}

function namesNeededBy(entry: Members): readonly string[] {
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
  return kinds.flatMap((kind) => [...textsOf(entry[kind]).keys()]);
}

/** A name means the nearest `node_modules` upwards that has it. */
function foundFrom(packages: Members, folder: string, name: string): readonly (readonly [string, string])[] {
  for (let from = folder; ; from = posix.dirname(from) === '.' ? '' : posix.dirname(from)) {
    const candidate = from === '' ? `${MODULES}${name}` : `${from}/${MODULES}${name}`;
    if (candidate in packages) return [[name, candidate]];
    if (from === '') return [];
  }
}

/** In version 1 a copy stands below the one that has it in its folder, and says by name what it requires. */
function fromTree(json: JsonText, asked: AskedByFolder): Installation {
  const copies = new Map<string, Copy>();
  const root = membersOf(json.value);
  addLevel(root, []);
  const own = [...(asked.get('')?.keys() ?? [])].flatMap((name) => {
    const key = keyOf([name]);
    return copies.has(key) ? [[name, key] as const] : [];
  });
  return { copies, members: new Map([['', new Map(own)]]) };

  function addLevel(holder: Members, above: readonly string[]): void {
    for (const [name, value] of Object.entries(membersOf(holder['dependencies']))) {
      const entry = membersOf(value);
      const path = [...above, name];
      copies.set(keyOf(path), {
        ...identityOf(name, textOrNull(entry['version']) ?? ''),
        needs: [...textsOf(entry['requires']).keys()].flatMap((needed) => keyFrom(path, needed)),
        place: () => json.placeOfKey(path.flatMap((each) => ['dependencies', each])),
      });
      addLevel(entry, path);
    }
  }

  function keyFrom(path: readonly string[], name: string): readonly string[] {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const candidate = [...path.slice(0, depth), name];
      if (isListed(candidate)) return [keyOf(candidate)];
    }
    return [];
  }

  function isListed(path: readonly string[]): boolean {
    let holder: Members = root;
    for (const name of path) {
      const level = membersOf(holder['dependencies']);
      if (!Object.hasOwn(level, name)) return false;
      holder = membersOf(level[name]);
    }
    return true;
  }
}

/** An alias has the real name in its version: `npm:clever@0.12.1`. */
function identityOf(name: string, version: string): Pick<Copy, 'name' | 'release'> {
  const [, real, release] = /^npm:(.+)@([^@]+)$/.exec(version) ?? [];
  return real === undefined || release === undefined ? { name, release: version } : { name: real, release };
}

/** No name of a package holds a blank. */
function keyOf(path: readonly string[]): string {
  return path.join(' ');
}
