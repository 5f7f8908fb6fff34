import { fileOf } from '../program/program.js';
import type { ImportUsage } from '../model/usage.js';
import type { Vocabulary } from '../model/vocabulary.js';
import type { Evaluation } from '../values/evaluation.js';

/** The imports of packages that call Clever. */
export function importsOf({ packages }: Vocabulary, { index, sources }: Evaluation): readonly ImportUsage[] {
  return (
    index.moduleSpecifiers
      .filter(({ text }) => packages.some((name) => text === name || text.startsWith(`${name}/`)))
      // A workspace, or an alias, may have the name of a package.
      .filter((specifier) => sources.resolve(specifier.text, fileOf(specifier)) === null)
      .map((specifier) => ({
        kind: 'import',
        package: specifier.text,
        release: null,
        comesWith: null,
        span: { file: fileOf(specifier), start: specifier.getStart() + 1, end: specifier.getEnd() - 1 },
        trail: [],
        calls: [],
      }))
  );
}
