import type { Corpus } from './corpus.js';
import { isJsonObject, type JsonObject, parseLooseJson } from './loose-json.js';
import type { SkippedFile } from './skipped-file.js';

/** Manifests and compiler configurations of a corpus, each parsed once. */
export interface JsonFiles {
  /**
   * The object that a file holds.
   *
   * @param path relative to the root
   * @returns null for a file that is not there, or holds no object
   */
  read(path: string): JsonObject | null;
  /** Notes that not all of a file was looked at. */
  leaveOut(path: string, reason: string): void;
  /** Files that are there and hold no JSON object, or of which not all was looked at. */
  readonly broken: readonly SkippedFile[];
}

/** Opens the JSON files of a corpus for reading. */
export function openJsonFiles(corpus: Corpus): JsonFiles {
  const known = new Map<string, JsonObject | null>();
  const broken: SkippedFile[] = [];
  return { read, leaveOut, broken };

  function leaveOut(path: string, reason: string): void {
    const file = corpus.find(path) ?? path;
    if (!broken.some((each) => each.file === file)) broken.push({ file, reason });
  }

  function read(path: string): JsonObject | null {
    const earlier = known.get(path);
    if (earlier !== undefined) return earlier;
    const value = parse(path);
    known.set(path, value);
    return value;
  }

  function parse(path: string): JsonObject | null {
    const file = corpus.find(path);
    if (file === null) return null;
    try {
      const value = parseLooseJson(corpus.text(file));
      if (isJsonObject(value)) return value;
      broken.push({ file, reason: 'not a JSON object' });
      return null;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      broken.push({ file, reason: 'not valid JSON' });
      return null;
    }
  }
}
