import type { Configuration } from '../config/configuration.js';
import type { Sources } from '../program/sources.js';
import type { Wrapper } from '../model/vocabulary.js';

/**
 * The functions that the user describes, each with the file it stands in if that belongs to the project.
 *
 * @throws KnownError for a path that leads to no file of the project
 */
export function wrappersOf({ files }: Configuration, sources: Sources): readonly Wrapper[] {
  return files.flatMap(({ file: configuration, content, refuse }) =>
    (content.wrappers ?? []).map((wrapper, index): Wrapper => {
      const { module } = wrapper;
      const file = sources.resolve(module, configuration);
      if (file !== null || !module.startsWith('.')) return { ...wrapper, file };
      throw refuse(
        ['wrappers', index, 'module'],
        `wrappers[${index}].module names no file of the project: "${module}"`,
      );
    }),
  );
}
