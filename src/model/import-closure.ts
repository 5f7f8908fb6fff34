/**
 * Some files, and all that import one of them at any distance.
 *
 * @param importersOf the files that import one
 */
export function importClosure(
  files: readonly string[],
  importersOf: (file: string) => readonly string[],
): ReadonlySet<string> {
  const reached = new Set(files);
  for (const file of reached) for (const importer of importersOf(file)) reached.add(importer);
  return reached;
}
