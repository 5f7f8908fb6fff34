/** The name of the package that a module specifier names: `clever` for `clever/mock`, with its scope if it has one. */
export function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
