import { join } from 'node:path';
import { isJsonObject, type JsonObject, parseLooseJson, toStrings } from './loose-json.js';
import { parseYaml } from '../model/yaml.js';
import { toProjectPath } from './project-path.js';
import { readTextIfThere } from './read-regular-file.js';

/**
 * Whether a folder is a workspace (of npm, yarn or pnpm) and another one a member of it.
 *
 * @param folder absolute
 * @param packageFolder absolute; somewhere below `folder`
 */
export function isWorkspaceOf(folder: string, packageFolder: string): boolean {
  const path = toProjectPath(folder, packageFolder);
  const globs = memberGlobsOf(folder);
  if (!path || globs.length === 0) return false;
  const [excluding, including] = [globs.filter(isExclusion), globs.filter((glob) => !isExclusion(glob))];
  const matches = (glob: string): boolean => matchesGlob(path, glob);
  return including.some(matches) && !excluding.some((glob) => matches(glob.slice(1)));
}

function memberGlobsOf(folder: string): readonly string[] {
  const workspaces = readManifest(join(folder, 'package.json'))?.['workspaces'];
  const declared = isJsonObject(workspaces) ? workspaces['packages'] : workspaces;
  return [...toStrings(declared), ...pnpmGlobsOf(join(folder, 'pnpm-workspace.yaml'))];
}

/** A manifest that is broken makes no workspace; whoever reads the project next reports it. */
function readManifest(path: string): JsonObject | null {
  const text = readIfThere(path);
  if (text === null) return null;
  try {
    const manifest = parseLooseJson(text);
    return isJsonObject(manifest) ? manifest : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function pnpmGlobsOf(path: string): readonly string[] {
  const text = readIfThere(path);
  if (text === null) return [];
  const document = contentOf(text);
  return isJsonObject(document) ? toStrings(document['packages']) : [];
}

/** Null for a text that has no value: an alias of nothing, aliases that multiply, more levels than the stack can hold. */
function contentOf(text: string): unknown {
  try {
    return parseYaml(text)?.[0].toJS();
  } catch (error) {
    if (error instanceof ReferenceError || error instanceof RangeError) return null;
    throw error;
  }
}

/** A manifest above the project that cannot be read makes no workspace; one in it is named by whoever lists it. */
function readIfThere(path: string): string | null {
  return readTextIfThere(path, () => {});
}

function isExclusion(glob: string): boolean {
  return glob.startsWith('!');
}

/** `**` with the slash behind it, `**`, `*`, `{a,b}`, or any other character. */
const TOKEN = /\*\*\/|\*\*|\*|\{[^}]*\}|[^]/g;

/**
 * Whether a path is one that a glob means. Workspaces are declared with `*`, `**` and, rarely, `{a,b}`; nothing more is
 * understood. All ways to match are followed at once, so the time is that of the glob times that of the path.
 */
function matchesGlob(path: string, glob: string): boolean {
  const tokens = glob
    .replace(/^\.?\//, '')
    .replace(/\/$/, '')
    .matchAll(TOKEN);
  let reached: readonly boolean[] = Array.from({ length: path.length + 1 }, (_, at) => at === 0);
  for (const [token] of tokens) {
    reached = reachedBehind(token, path, reached);
    if (!reached.includes(true)) return false;
  }
  return reached[path.length] ?? false;
}

/** The places of a path that a token of a glob can lead to from those that were reached. */
function reachedBehind(token: string, path: string, reached: readonly boolean[]): readonly boolean[] {
  if (!token.startsWith('*')) return reachedBehindText(token, path, reached);
  let isOpen = false;
  return reached.map((isHere, at) => {
    const isBehindSlash = path[at - 1] === '/';
    if (token === '*' && isBehindSlash) isOpen = false;
    isOpen ||= isHere;
    return token === '**/' ? isHere || (isOpen && isBehindSlash) : isOpen;
  });
}

function reachedBehindText(token: string, path: string, reached: readonly boolean[]): readonly boolean[] {
  const texts = token.startsWith('{') ? token.slice(1, -1).split(',') : [token];
  return reached.map((_, at) => texts.some((text) => reached[at - text.length] && path.endsWith(text, at)));
}
