import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { isComponent } from '../../src/discover/components.js';
import { kindOf } from '../../src/discover/file-kind.js';
import type { Texts } from './findings.js';
import { temporaryFolder } from './folders.js';

/** A small program, in one file or in several. */
export interface Case {
  /** The situation. */
  readonly name: string;
  /** The text of the one file there is. */
  readonly code?: string;
  /** Where `code` stands; `src/code.ts` if not given. */
  readonly filename?: string;
  /** Texts by path, in place of `code`; env files and manifests too. */
  readonly files?: Texts;
  readonly target?: 'v3.0' | 'v3.1';
}

/** A place that is told by the text that stands there. */
export interface ExpectedPlace {
  /** The first file of the case if not given. */
  readonly file?: string;
  /** Letter for letter. */
  readonly text: string;
  /** From 1. */
  readonly line?: number;
  readonly message?: string | RegExp;
}

/** A finding of the rule. */
export interface ExpectedError extends ExpectedPlace {
  readonly confidence?: 'certain' | 'likely';
  /** All related places, in their order. */
  readonly related?: readonly ExpectedPlace[];
}

/** A program with faults. */
export interface InvalidCase extends Case {
  /** All findings of the rule, by file and position. */
  readonly errors: readonly ExpectedError[];
  /** The program after the fix: the text of the first file, or texts of all files that change. Null: nothing is fixed. */
  readonly fixed?: string | Texts | null;
  /** The same when the first suggestion of each finding without a fix is applied too. */
  readonly suggested?: string | Texts | null;
}

/** A case, written to disk. */
export interface CaseProject {
  /** Absolute. */
  readonly folder: string;
  /** As the case has them; with byte-order marks. */
  readonly texts: Texts;
  /** The file that is meant where none is named. */
  readonly mainFile: string;
  /** The files that both hosts read as code. */
  readonly sourceFiles: readonly string[];
  /** What is on disk now. */
  read(file: string): string;
}

/**
 * Writes a case into a folder of its own, which is removed after the test. Without a manifest of its own it gets that of
 * a private package.
 *
 * @throws Error for a case that has no text, or two
 */
export function writeCase(given: Case): CaseProject {
  const texts = textsOf(given);
  const [mainFile] = Object.keys(texts);
  if (mainFile === undefined) throw new Error('A case needs a file');
  const folder = temporaryFolder({ 'package.json': '{ "name": "case", "private": true }\n', ...texts });
  return {
    folder,
    texts,
    mainFile,
    // ESLint needs a parser of each framework for its components, and none of these is here.
    sourceFiles: Object.keys(texts).filter((file) => kindOf(file) === 'source' && !isComponent(file)),
    read: (file) => readFileSync(join(folder, file), 'utf8'),
  };
}

function textsOf({ code, filename = 'src/code.ts', files }: Case): Texts {
  if (files !== undefined && code === undefined) return files;
  if (files === undefined && code !== undefined) return { [filename]: code };
  throw new Error('A case has either code or files');
}
