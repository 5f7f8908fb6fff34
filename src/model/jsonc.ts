import { createRequire } from 'node:module';

/** The parser of JSON that tells places. It is loaded where there is something to read, because most runs have nothing. */
export function loadJsonParser(): typeof import('jsonc-parser') {
  return createRequire(import.meta.url)('jsonc-parser') as typeof import('jsonc-parser');
}
