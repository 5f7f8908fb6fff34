import { remembered } from './remembered.js';

/** What knows who imports what. */
interface Importers {
  importersOf(file: string): readonly string[];
}

/** Some files, and all that import one of them, at any distance. */
export function filesLeadingTo(files: Iterable<string>, importers: Importers): ReadonlySet<string> {
  const leading = new Set(files);
  for (const each of leading) for (const importer of importers.importersOf(each)) leading.add(importer);
  return leading;
}

/**
 * Whether one of two files imports the other, at any distance, so that what the one has may get to the other.
 *
 * @returns a function that looks through the importers of each file once
 */
export function connectedFiles(importers: Importers): (one: string, other: string) => boolean {
  const known = new Map<string, ReadonlySet<string>>();
  const leadingTo = (file: string): ReadonlySet<string> =>
    remembered(known, file, () => filesLeadingTo([file], importers));
  return (one, other) => leadingTo(other).has(one) || leadingTo(one).has(other);
}
