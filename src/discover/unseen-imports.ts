import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { groupBy } from '../model/group-by.js';
import type { Corpus } from './corpus.js';
import { baseNameOf } from './file-kind.js';
import { importsIn, nameIn, type Import } from './importers.js';
import { folderOf } from './project-path.js';
import { computedSpecifierAt, KEYWORD_ENDS, withoutQuery } from './specifiers.js';

/** A specifier that a program computes, up to where it does. */
interface ComputedImport {
  readonly file: string;
  readonly prefix: string;
}

/** What is imported in ways that nobody resolves. */
interface UnseenImports {
  readonly unresolved: ReadonlyMap<string, readonly Import[]>;
  readonly computed: readonly ComputedImport[];
}

/**
 * Opens the lookup of who may import a file without being known to: by a specifier that leads nowhere and ends in the name
 * of the file, as an alias of a bundler does, or by one that is computed and may be that of the file.
 */
export function openUnseenImports(
  corpus: Corpus,
  resolve: (specifier: string, fromFile: string) => string | null,
  mentions: (file: string, name: string) => boolean,
): (file: string) => readonly string[] {
  let found: UnseenImports | null = null;
  return (file) => {
    found ??= { unresolved: findUnresolved(corpus, resolve), computed: [...computedImportsIn(corpus)] };
    const names = nameIn(file) === 'index' ? ['index', nameIn(folderOf(file))] : [nameIn(file)];
    const unresolved = names.flatMap((name) => found?.unresolved.get(name) ?? []);
    const computed = found.computed.filter((each) => mayLeadTo(file, each, mentions));
    return [...new Set([...unresolved, ...computed].map((each) => each.file))].filter((each) => each !== file).sort();
  };
}

function findUnresolved(
  corpus: Corpus,
  resolve: (specifier: string, fromFile: string) => string | null,
): ReadonlyMap<string, readonly Import[]> {
  const manifests = corpus.jsonFiles.filter((file) => baseNameOf(file) === 'package.json');
  const isPackage = (name: string): boolean => manifests.some((manifest) => corpus.holds(manifest, `"${name}"`));
  const unresolved = [...importsIn(corpus)].filter(({ specifier, file }) => {
    const path = withoutQuery(specifier);
    return mayBeAlias(path) && !isPackage(packageNameIn(path)) && resolve(specifier, file) === null;
  });
  return groupBy(unresolved, ({ specifier }) => nameIn(withoutQuery(specifier)));
}

/** `~lib/clever`, `@/lib/clever`, `#clever`, `app/clever`, but neither `./clever` nor `clever`, which is a package. */
function mayBeAlias(path: string): boolean {
  return !path.startsWith('.') && !isBuiltin(path) && (path.includes('/') || /^\W/.test(path));
}

function packageNameIn(path: string): string {
  const [first = '', second] = path.split('/');
  return first.startsWith('@') && second !== undefined ? `${first}/${second}` : first;
}

function* computedImportsIn(corpus: Corpus): Iterable<ComputedImport> {
  for (const keyword of KEYWORD_ENDS) {
    for (const place of corpus.placesInSources(keyword)) {
      const prefix = computedSpecifierAt(place, keyword);
      if (prefix !== null) yield { file: place.file, prefix };
    }
  }
}

/** Where nothing of the specifier is written, the folder must be: `readdirSync('lib')`, or that of the program itself. */
function mayLeadTo(
  target: string,
  { file, prefix }: ComputedImport,
  mentions: (file: string, name: string) => boolean,
): boolean {
  if (prefix.startsWith('.')) {
    const begin = posix.join(folderOf(file), prefix).replace(/^\.\/?/, '');
    return target.startsWith(begin);
  }
  if (prefix !== '') return posix.join('/', folderOf(target)).includes(posix.join('/', prefix).replace(/\/$/, ''));
  const folder = folderOf(target);
  return folder === folderOf(file) || (folder !== '' && mentions(file, baseNameOf(folder)));
}
