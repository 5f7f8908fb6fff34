import { createRequire } from 'node:module';
import type * as tsMorph from 'ts-morph';
import type * as tsMorphCommon from '@ts-morph/common';

/**
 * The TypeScript that ts-morph carries, for values (`tsc.isCallExpression`); types come from `import type { ts }`.
 *
 * Filled by `loadCompiler`, because loading it costs more than a whole run on a repository without Clever.
 * No code of the scan may touch it while modules load.
 */
export let tsc: typeof tsMorph.ts;

/**
 * Loads ts-morph, synchronously because ESLint cannot wait.
 *
 * @returns the module; the same object each time
 */
export function loadCompiler(): typeof tsMorph {
  const morph = createRequire(import.meta.url)('ts-morph') as typeof tsMorph;
  tsc = morph.ts;
  return morph;
}

/** The libs that TypeScript ships (`lib.dom.d.ts` and the others), by name. */
export function libraryTexts(): ReadonlyMap<string, string> {
  const { getLibFiles } = createRequire(import.meta.url)('@ts-morph/common') as typeof tsMorphCommon;
  return new Map(getLibFiles().map(({ fileName, text }) => [fileName, text]));
}
