import { join } from 'node:path';
import { CONFIGURATION_KEY, CONFIGURATION_NAMES } from '../discover/configuration-name.js';
import type { Corpus } from '../discover/corpus.js';
import { baseNameOf } from '../discover/file-kind.js';
import { KnownError } from '../discover/errors.js';
import { isJsonObject, parseJson } from '../discover/loose-json.js';
import { folderOf, inFolder } from '../discover/project-path.js';
import { isWorkspaceOf } from '../discover/workspace.js';
import { checkContent } from './check.js';
import type { ConfigurationFile, Content } from './content.js';
import { parseFile, type ParsedFile } from './parsed-file.js';

/** What speaks for the project as a whole. */
const OF_THE_PROJECT = ['target', 'preset', 'rules', 'baseline'] as const satisfies readonly (keyof Content)[];

/** Patterns of one file. Each takes up to half a megabyte once it is compiled, and is asked about every path. */
const MOST_PATTERNS = 1000;

/** A text that holds a configuration, not yet read. */
interface Found {
  readonly file: string;
  readonly key: string | null;
}

/**
 * Reads the configuration of a project: that of its root, and those of the members of a workspace.
 *
 * @returns the file of the root first; empty where there is none, and then no parser was loaded
 * @throws KnownError for a file that is not right, and for a folder with two
 */
export function readConfigurationFiles(corpus: Corpus): readonly ConfigurationFile[] {
  const isNamed = (file: string): boolean => CONFIGURATION_NAMES.includes(baseNameOf(file));
  // One that cannot be read is refused like one that is broken: nobody knows what it asks for.
  const unread = corpus.skipped.map(({ file }) => file);
  const named = [...new Set([...corpus.jsonFiles, ...corpus.textFiles, ...unread])].filter(isNamed);
  const manifests = corpus.jsonFiles.filter((file) => hasKey(corpus, file));
  const folders = new Set([...named, ...manifests].map(folderOf).filter((folder) => speaks(corpus, folder)));
  return [...folders].sort().map((folder) => readFolder(corpus, folder, named, manifests));
}

function readFolder(
  corpus: Corpus,
  folder: string,
  named: readonly string[],
  manifests: readonly string[],
): ConfigurationFile {
  const [file, other] = named.filter((each) => folderOf(each) === folder);
  if (file !== undefined && other !== undefined) {
    throw new KnownError(`${file} and ${other} both exist; keep one of them`);
  }
  const manifest = manifests.find((each) => folderOf(each) === folder);
  if (file !== undefined && manifest !== undefined) {
    throw new KnownError(`${file} and the key "${CONFIGURATION_KEY}" in ${manifest} both exist; keep one of them`);
  }
  if (file !== undefined) return readFile(corpus, { file, key: null });
  if (manifest !== undefined) return readFile(corpus, { file: manifest, key: CONFIGURATION_KEY });
  throw new Error('A folder that speaks has a file');
}

function readFile(corpus: Corpus, { file, key }: Found): ConfigurationFile {
  const parsed = parseFile(file, textOf(corpus, file), key);
  const content = checkContent(parsed);
  const folder = folderOf(file);
  const misplaced = folder === '' ? undefined : OF_THE_PROJECT.find((name) => content[name] !== undefined);
  if (misplaced !== undefined) {
    throw parsed.refuseKey(
      [misplaced],
      `${misplaced} applies to the whole project; set it at the root of the workspace`,
    );
  }
  refuseManyPatterns(content, parsed);
  return { file, folder, content, refuse: parsed.refuse, refuseKey: parsed.refuseKey };
}

/** @throws KnownError where a file has more patterns than can be matched with each path */
function refuseManyPatterns({ ignore = [], overrides = [] }: Content, parsed: ParsedFile): void {
  const count = overrides.reduce((sum, { files }) => sum + files.length, ignore.length);
  if (count <= MOST_PATTERNS) return;
  const key = ignore.length > MOST_PATTERNS ? 'ignore' : 'overrides';
  throw parsed.refuseKey([key], `the patterns of a configuration are at most ${MOST_PATTERNS}, not ${count}`);
}

function textOf(corpus: Corpus, file: string): string {
  if (corpus.find(file) !== null) return corpus.text(file);
  const reason = corpus.skipped.find((skipped) => skipped.file === file)?.reason ?? 'cannot be read';
  throw new KnownError(`${file}: ${reason}`);
}

/** Whether a folder's configuration counts: that of the root, and of a member of the workspace. */
function speaks({ root }: Corpus, folder: string): boolean {
  return folder === '' || isWorkspaceOf(root, join(root, folder));
}

/** Whether a file is a manifest with the key; most name the package only among their dependencies. */
function hasKey(corpus: Corpus, file: string): boolean {
  if (file !== inFolder(folderOf(file), 'package.json') || corpus.find(file) === null) return false;
  if (!corpus.holds(file, `"${CONFIGURATION_KEY}"`)) return false;
  // Whoever resolves its package reports a manifest that is no JSON.
  const manifest = parseJson(corpus.text(file));
  return isJsonObject(manifest) && Object.hasOwn(manifest, CONFIGURATION_KEY);
}
