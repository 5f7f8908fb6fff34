// The files of `dist` that a user's Node or compiler can come to: the bundles, and the declarations that the doors lead to.
// The compiler's own output beside them serves the tests of this project, and would be twice as large.
import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { doors } from './doors.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Lists what is packed of `dist`, once it is built.
 *
 * @returns paths and folders relative to the root of the project, for `files` of the manifest
 */
export function publishedFiles() {
  const code = doors.flatMap((door) => [`dist/${door}.js`, `dist/${door}.js.map`]);
  // The command has no types.
  const typed = doors.filter((door) => !door.startsWith('src/cli/'));
  return [...code, 'dist/src/chunks', ...declarationsOf(typed.map((door) => `dist/${door}.d.ts`))];
}

/** Declarations, and all that they import of the project at any distance. */
function declarationsOf(beginnings) {
  const reached = new Set(beginnings);
  for (const file of reached) {
    const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'));
    for (const { fileName } of importedFiles) {
      if (fileName.startsWith('.')) reached.add(posix.join(dirname(file), fileName.replace(/\.js$/, '.d.ts')));
    }
  }
  return [...reached].sort();
}
