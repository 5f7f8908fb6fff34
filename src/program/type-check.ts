import type { ts } from 'ts-morph';
import { libraryTexts, tsc } from '../syntax/compiler.js';
import { compilerOptions } from './trees.js';
import type { CompilerFlags } from '../model/compiler-flags.js';
import type { Outline } from '../model/outline.js';
import { namesPutTogether } from './whole-exports.js';

/** As many types one check may make; a file that a person wrote takes a few thousand beside those of the libs. */
const MAXIMUM_TYPES = 200_000;

/** How many names the compiler may put together to know what a file exports: a ring of modules has the square of its length. */
const MAXIMUM_NAMES_PUT_TOGETHER = 20_000;

/** Where the compiler looks for its libs. */
const LIBS = '/__clever-audit-libs';

/** What the runtimes of servers have beside the language and the browser's names. */
const SERVER_FILE = `${LIBS}/server.d.ts`;
const SERVER_TEXT = `
declare var process: any;
declare var Buffer: any;
declare var global: any;
declare var module: any;
declare var exports: any;
declare var __dirname: string;
declare var __filename: string;
declare function require(name: string): any;
`;

/** How a program is checked: strictly, but for what the user's compiler is told. */
function checkOptions(flags: CompilerFlags): ts.CompilerOptions {
  return {
    ...compilerOptions(),
    noLib: false,
    lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
    strict: true,
    declaration: true,
    emitDeclarationOnly: true,
    ...flags,
  };
}

/** The trees of the libs. They are the same for all programs, so a process parses them once. */
const libTrees = new Map<string, ts.SourceFile>();

/** What the comments of the libs say is for editors, and takes a fifth of the time to parse them. */
function libTree(path: string, options: ts.CreateSourceFileOptions): ts.SourceFile | undefined {
  const known = libTrees.get(path);
  if (known) return known;
  const text = path === SERVER_FILE ? SERVER_TEXT : libraryTexts().get(path.slice(LIBS.length + 1));
  if (text === undefined) return undefined;
  const tree = tsc.createSourceFile(path, text, { ...options, jsDocParsingMode: tsc.JSDocParsingMode.ParseNone }, true);
  libTrees.set(path, tree);
  return tree;
}

function languageOf(options: ts.CreateSourceFileOptions | ts.ScriptTarget): ts.CreateSourceFileOptions {
  return typeof options === 'object' ? options : { languageVersion: options };
}

/**
 * What a file of a checked program says to those that import it.
 *
 * @returns null where the compiler cannot tell
 */
export function outlineOf(source: ts.SourceFile, program: ts.Program): Outline | null {
  if (exportsTooMuch(program.getTypeChecker(), source)) return null;
  let text: string | null = null;
  program.emit(source, (_path, written) => (text = written), undefined, true);
  return text === null ? null : { text, mentionsOthers: tsc.preProcessFile(text).importedFiles.length > 0 };
}

/**
 * The program that a compiler of the user's would check, with the libs that TypeScript ships.
 *
 * Its libs take half a second to parse, so it is made only when a change must be proved.
 *
 * @param rootNames the files, by the names that the compiler knows them by
 * @param host hands out these files
 * @param flags what the compiler is told of what an error is
 */
export function checkedProgram(rootNames: readonly string[], host: ts.CompilerHost, flags: CompilerFlags): ts.Program {
  return tsc.createProgram({
    rootNames: [SERVER_FILE, ...rootNames],
    options: checkOptions(flags),
    host: {
      ...host,
      getSourceFile: (path, options) =>
        path.startsWith(`${LIBS}/`) ? libTree(path, languageOf(options)) : host.getSourceFile(path, options),
      getDefaultLibFileName: () => `${LIBS}/lib.esnext.d.ts`,
      getDefaultLibLocation: () => LIBS,
    },
  });
}

/** Whether it takes long to know what a file exports, which the compiler does not break off. */
function exportsTooMuch(checker: ts.TypeChecker, source: ts.SourceFile): boolean {
  const module = checker.getSymbolAtLocation(source);
  return module !== undefined && namesPutTogether(module, checker) > MAXIMUM_NAMES_PUT_TOGETHER;
}

/**
 * The type errors of a file, as far as they can be found with a bounded effort: what classes inherit from each other, for
 * one, takes the square of their number.
 *
 * @returns null where the file takes more types than are made for one, or exports all of too many others
 * @throws RangeError where its code is nested deeper than the compiler can climb
 */
export function errorsOfTypes(program: ts.Program, source: ts.SourceFile): readonly ts.Diagnostic[] | null {
  if (exportsTooMuch(program.getTypeChecker(), source)) return null;
  const most = program.getTypeCount() + MAXIMUM_TYPES;
  const isCancellationRequested = (): boolean => program.getTypeCount() > most;
  const token: ts.CancellationToken = {
    isCancellationRequested,
    throwIfCancellationRequested: () => {
      // The compiler knows it by its class, which is none of Error.
      if (isCancellationRequested()) throw new tsc.OperationCanceledException() as unknown as Error;
    },
  };
  try {
    return program.getSemanticDiagnostics(source, token);
  } catch (error) {
    if (error instanceof tsc.OperationCanceledException) return null;
    throw error;
  }
}
