import type { Configuration } from '../config/configuration.js';
import type { Sources } from '../program/sources.js';
import type { Wrapper } from '../model/vocabulary.js';

/** What can name a file of the project: no name of a package, which has neither an extension nor, without a scope, a folder. */
const PATH = /^[^@].*\/|\.[cm]?[jt]sx?$/;

/**
 * The functions that the user describes, each with the file it stands in if that belongs to the project.
 *
 * @throws KnownError for a path that leads to no file of the project, and for one that lacks its `./`
 */
export function wrappersOf({ files }: Configuration, sources: Sources): readonly Wrapper[] {
  return files.flatMap(({ file: configuration, content, refuse }) =>
    (content.wrappers ?? []).map((wrapper, index): Wrapper => {
      const { module } = wrapper;
      const file = sources.resolve(module, configuration);
      const isPath = module.startsWith('.');
      // Read as the name of a package, the path of a file would fit no import, and nobody would be told.
      const lacksDot = !isPath && PATH.test(module) && sources.resolve(`./${module}`, configuration) !== null;
      if (file !== null || !(isPath || lacksDot)) return { ...wrapper, file };
      throw refuse(
        ['wrappers', index, 'module'],
        lacksDot
          ? `wrappers[${index}].module names a file, so it must begin with "./": "./${module}"`
          : `wrappers[${index}].module names no file of the project: "${module}"`,
      );
    }),
  );
}
