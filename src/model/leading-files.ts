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
