import { isUtf8 } from 'node:buffer';
import { realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { decodeFile } from './encoding.js';
import { type FileKind, kindOf } from './file-kind.js';
import { type Listing, listFiles } from './files.js';
import { isMinified } from './minified.js';
import { folderOf, toProjectPath } from './project-path.js';
import { LARGEST_FILE, readRegularFile, UnfitFile, unreadReasonOf } from './read-regular-file.js';
import { errorCode, type SkippedFile } from './skipped-file.js';

/** Which project to read, and what stands for the texts on disk. All paths are absolute. */
export interface CorpusOptions {
  readonly root: string;
  /** Texts that replace or add files: staged blobs, an editor's unsaved text. */
  readonly overlay?: ReadonlyMap<string, Uint8Array | string>;
  /** Files that are taken for gone. */
  readonly deleted?: ReadonlySet<string>;
  /** Files that were named by the user, and so are read although git ignores them. */
  readonly named?: readonly string[];
}

/** The files of one project, each read once. Paths are relative to the root, with forward slashes. */
export interface Corpus {
  readonly root: string;
  /** JavaScript and TypeScript that could be read, sorted. */
  readonly files: readonly string[];
  /** Env files that could be read, sorted. */
  readonly environmentFiles: readonly string[];
  /** JSON files, sorted; they are read when asked for, so `find` each before its text is taken. */
  readonly jsonFiles: readonly string[];
  /** Other files that can hold an address, sorted; read when asked for, as JSON files are. */
  readonly textFiles: readonly string[];
  /** What could not be read; grows as JSON and text files are asked for. */
  readonly skipped: readonly SkippedFile[];
  /** Folders in which a run is writing, or was stopped while it wrote. */
  readonly unfinished: readonly string[];
  /**
   * The name under which the corpus holds a file.
   *
   * @param path relative to the root; links are followed
   * @returns null for a file that it does not hold
   */
  find(path: string): string | null;
  /** The same for an absolute path. */
  findAbsolute(path: string): string | null;
  /**
   * The bytes, on disk or in the overlay, in UTF-8.
   *
   * @throws Error for a file that the corpus does not hold
   */
  bytes(file: string): Buffer;
  /**
   * The text without its byte-order mark; line ends are as they are.
   *
   * @throws Error for a file that the corpus does not hold
   */
  text(file: string): string;
  /** @throws Error for a file that the corpus does not hold */
  hasByteOrderMark(file: string): boolean;
  /** Whether a file that the corpus holds is written in UTF-16, which no change keeps. */
  isUtf16(file: string): boolean;
}

/** What minifiers write. */
const SCRIPT = /\.[cm]?js$/;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads a project: each file that can matter once, as bytes.
 *
 * @throws Error of the file system when the root does not exist
 */
export function openCorpus(options: CorpusOptions): Corpus {
  const { root } = options;
  const listing = listFiles(root);
  const overlay = toOverlay(options, listing);
  const kinds = new Map([...listing.files, ...namedKinds(options, listing), ...overlayKinds(overlay)]);
  for (const path of options.deleted ?? []) kinds.delete(toCorpusPath(root, path) ?? '');
  const skipped = listing.skipped.filter(({ file }) => !overlay.has(file));
  for (const file of [...kinds.keys()].filter(hasBackslash)) {
    kinds.delete(file);
    skipped.push({ file, reason: 'a backslash in its name, which the compiler takes for a folder' });
  }
  const contents = new Map<string, Buffer | null>();
  const texts = new Map<string, string>();
  const utf16Files = new Set<string>();
  const files = sortedFiles('source').filter(isReadable);
  const environmentFiles = sortedFiles('env').filter(isReadable);
  const jsonFiles = sortedFiles('json');
  const textFiles = sortedFiles('text');

  return {
    root,
    files,
    environmentFiles,
    jsonFiles,
    textFiles,
    skipped,
    unfinished: listing.unfinished,
    find,
    findAbsolute,
    bytes,
    text,
    hasByteOrderMark,
    isUtf16: (file) => utf16Files.has(file),
  };

  function sortedFiles(kind: FileKind): readonly string[] {
    const paths = [...kinds.keys()].filter((path) => kinds.get(path) === kind);
    return paths.sort();
  }

  function isReadable(file: string): boolean {
    return contentOf(file) !== null;
  }

  function contentOf(file: string): Buffer | null {
    const known = contents.get(file);
    if (known !== undefined) return known;
    const content = kinds.has(file) ? readOrSkip(file) : null;
    contents.set(file, content);
    return content;
  }

  function readOrSkip(file: string): Buffer | null {
    try {
      const content = contentInUtf8(file);
      // Old property files and sources have other encodings, which is no matter while they cannot name Clever.
      if (kinds.get(file) === 'text' && !canNameClever(content)) return content;
      if (SCRIPT.test(file) && isMinified(content)) return leaveOutMinified(file, content);
      return fitToRead(content);
    } catch (error) {
      skipped.push({ file, reason: unreadReasonOf(error) });
      return null;
    }
  }

  function contentInUtf8(file: string): Buffer {
    const { content, isUtf16 } = decodeFile(overlay.get(file) ?? readRegularFile(join(root, file)));
    if (isUtf16) utf16Files.add(file);
    return content;
  }

  /** Of the many minified files that projects hold, those are worth a word that can have to do with Clever. */
  function leaveOutMinified(file: string, content: Buffer): null {
    if (/clever/i.test(content.toString('latin1')))
      skipped.push({ file, reason: 'minified, so the output of a build' });
    return null;
  }

  function find(path: string): string | null {
    if (isReadable(path)) return path;
    const target = targetOf(path);
    return target !== null && isReadable(target) ? target : null;
  }

  function targetOf(path: string): string | null {
    if (listing.links.size === 0) return null;
    for (let prefix = path; prefix !== ''; prefix = folderOf(prefix)) {
      const target = listing.links.get(prefix);
      if (target !== undefined) return (target + path.slice(prefix.length)).replace(/^\//, '');
    }
    return null;
  }

  function findAbsolute(path: string): string | null {
    const projectPath = toCorpusPath(root, path);
    return projectPath === null ? null : find(projectPath);
  }

  function bytes(file: string): Buffer {
    const content = contentOf(file);
    if (content === null) throw new Error(`The corpus does not hold ${file}`);
    return content;
  }

  function text(file: string): string {
    const known = texts.get(file);
    if (known !== undefined) return known;
    const decoded = bytes(file).toString('utf8', hasByteOrderMark(file) ? BYTE_ORDER_MARK.length : 0);
    texts.set(file, decoded);
    return decoded;
  }

  function hasByteOrderMark(file: string): boolean {
    return bytes(file).subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  }
}

/**
 * The corpus path of an absolute path, also where one of the two goes through a link (`/tmp` on macOS).
 *
 * @returns null for a path outside of the root
 */
export function toCorpusPath(root: string, absolutePath: string): string | null {
  return toProjectPath(root, absolutePath) ?? toProjectPath(realPathOf(root), realPathOf(absolutePath));
}

/** A file that exists in an overlay only has no real path of its own, but its folder may have one. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return path;
  }
}

function toOverlay({ root, overlay }: CorpusOptions, { links }: Listing): ReadonlyMap<string, Buffer> {
  const contents = new Map<string, Buffer>();
  for (const [path, content] of overlay ?? []) {
    const file = toCorpusPath(root, path);
    if (file) contents.set(links.get(file) ?? file, toBuffer(content));
  }
  return contents;
}

function toBuffer(content: Uint8Array | string): Buffer {
  if (typeof content === 'string') return Buffer.from(content, 'utf8');
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}

function overlayKinds(overlay: ReadonlyMap<string, Buffer>): ReadonlyMap<string, FileKind> {
  const kinds = new Map<string, FileKind>();
  for (const file of overlay.keys()) {
    const kind = kindOf(file);
    if (kind !== null) kinds.set(file, kind);
  }
  return kinds;
}

/** A letter like any other in a name, except on Windows, where paths come here with forward slashes. */
function hasBackslash(file: string): boolean {
  return file.includes('\\');
}

function namedKinds({ root, named }: CorpusOptions, { links }: Listing): ReadonlyMap<string, FileKind> {
  const kinds = new Map<string, FileKind>();
  for (const path of named ?? []) {
    const file = toCorpusPath(root, path);
    const kind = kindOf(path);
    if (!file || kind === null || links.has(file)) continue;
    if (isFile(path)) kinds.set(file, kind);
  }
  return kinds;
}

/** A link that leads in a circle is no file. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return false;
  }
}

function canNameClever(content: Buffer): boolean {
  return content.includes('lever') || content.includes('LEVER');
}

function fitToRead(content: Buffer): Buffer {
  if (content.length > LARGEST_FILE) throw new UnfitFile('larger than 5 MB');
  if (content.includes(0) || !isUtf8(content)) throw new UnfitFile('not a text file');
  return content;
}
