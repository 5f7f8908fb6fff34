import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import ts from 'typescript';
import type { Texts } from './runner/runner.js';

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: ['node'],
};

/**
 * Checks the types of programs, together in one run of the compiler because most of its time goes into the libraries.
 *
 * @param folders absolute folders with the texts of each program; packages are found from there
 * @returns the errors by folder
 */
export function typeErrors(folders: ReadonlyMap<string, Texts>): ReadonlyMap<string, readonly string[]> {
  const files = [...folders].flatMap(([folder, texts]) =>
    Object.keys(texts)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(folder, file)),
  );
  const [first = ''] = files;
  const host = ts.createCompilerHost(options);
  host.getCurrentDirectory = () => dirname(first);
  const program = ts.createProgram(files, options, host);
  const errors = new Map<string, string[]>([...folders.keys()].map((folder) => [folder, []]));
  for (const { file, start = 0, messageText } of ts.getPreEmitDiagnostics(program)) {
    const line = file ? readFileSync(file.fileName, 'utf8').slice(0, start).split('\n').length : 0;
    const text = `${file ? basename(file.fileName) : ''}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    errors.get(file ? dirname(file.fileName) : '')?.push(text);
    if (!file) throw new Error(text);
  }
  return errors;
}
