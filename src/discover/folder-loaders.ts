import type { Corpus } from './corpus.js';
import { textsAt } from './specifiers.js';

/**
 * Calls that bundlers replace by the modules of a folder, whose patterns stand in the call:
 * https://vite.dev/guide/features#glob-import, https://webpack.js.org/guides/dependency-management/#requirecontext
 */
const BUNDLED_LOADERS = ['meta.glob', 'meta.webpackContext', 'require.context'] as const;

/**
 * Words of what imports the modules of a folder, or computes which, while the program runs; the folder may stand anywhere:
 * https://github.com/fastify/fastify-autoload, https://github.com/jeffijoe/awilix#auto-loading-modules,
 * https://moleculer.services/docs/0.14/broker#Load-multiple-services
 */
const RUNTIME_LOADERS = [
  '@fastify/autoload',
  'fastify-autoload',
  'loadModules',
  'loadControllers',
  'loadServices',
  'require-all',
  'require-dir',
  'require-directory',
  'require-glob',
  'requireindex',
  'include-all',
  'bulk-require',
  'consign',
  'express-load',
  'map(require)',
  'Each(require)',
] as const;

/** What loads the modules of a folder. */
export interface FolderLoader {
  readonly file: string;
  /** The folders, or patterns, that the call names; null where it names none. */
  readonly written: readonly string[] | null;
}

/** What loads the modules of folders, other than by an import, in all source files. */
export function* folderLoadersIn(corpus: Corpus): Iterable<FolderLoader> {
  for (const word of BUNDLED_LOADERS) {
    for (const place of corpus.placesInSources(word)) {
      const texts = textsAt(place, word);
      yield { file: place.file, written: texts.length ? texts : null };
    }
  }
  for (const word of RUNTIME_LOADERS)
    for (const { file } of corpus.placesInSources(word)) yield { file, written: null };
}
