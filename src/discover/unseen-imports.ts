import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { groupBy } from '../model/group-by.js';
import type { Corpus } from './corpus.js';
import { baseNameOf } from './file-kind.js';
import { folderLoadersIn, type FolderLoader } from './folder-loaders.js';
import { importsIn, nameIn, type Import } from './importers.js';
import type { Modules } from './modules.js';
import { folderOf } from './project-path.js';
import { computedSpecifierAt, KEYWORD_ENDS, withoutQuery } from './specifiers.js';

/** What leads to files by a path that nobody computes here. */
interface ComputedImport {
  readonly file: string;
  /** What such a path may begin with. */
  readonly beginnings: readonly string[];
  /** Whether it may also lead to whatever stands beside the file. */
  readonly isAnyBeside: boolean;
}

/** What is imported in ways that nobody resolves. */
interface UnseenImports {
  readonly unresolved: ReadonlyMap<string, readonly Import[]>;
  readonly computed: readonly ComputedImport[];
}

/** What is asked of the modules of a project. */
type ModuleLookUps = Pick<Modules, 'resolve' | 'importersOf'>;

/**
 * Opens the lookup of who may import a file without being known to: by a specifier that leads nowhere and ends in the name
 * of the file, as an alias of a bundler does, by one that is computed and may be that of the file, or with all files of
 * its folder.
 */
export function openUnseenImports(corpus: Corpus, modules: ModuleLookUps): (file: string) => readonly string[] {
  let found: UnseenImports | null = null;
  return (file) => {
    found ??= { unresolved: findUnresolved(corpus, modules), computed: findComputed(corpus, modules) };
    const names = nameIn(file) === 'index' ? ['index', nameIn(folderOf(file))] : [nameIn(file)];
    const unresolved = names.flatMap((name) => found?.unresolved.get(name) ?? []);
    const computed = found.computed.filter((each) => mayLeadTo(file, each));
    return [...new Set([...unresolved, ...computed].map((each) => each.file))].filter((each) => each !== file).sort();
  };
}

function findUnresolved(corpus: Corpus, modules: ModuleLookUps): ReadonlyMap<string, readonly Import[]> {
  const manifests = corpus.jsonFiles.filter((file) => baseNameOf(file) === 'package.json');
  const isPackage = (name: string): boolean => manifests.some((manifest) => corpus.holds(manifest, `"${name}"`));
  const unresolved = [...importsIn(corpus)].filter(({ specifier, file }) => {
    const path = withoutQuery(specifier);
    return mayBeAlias(path) && !isPackage(packageNameIn(path)) && modules.resolve(specifier, file) === null;
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

function findComputed(corpus: Corpus, modules: ModuleLookUps): readonly ComputedImport[] {
  const unwritten = new Set<string>();
  const computed: ComputedImport[] = [];
  for (const { file, written } of [...computedSpecifiersIn(corpus), ...patternsIn(corpus)]) {
    if (written) computed.push({ file, beginnings: written, isAnyBeside: false });
    else unwritten.add(file);
  }
  // Where nothing of the path is written, the folder is named elsewhere in the file, or by those who import it.
  for (const file of unwritten)
    computed.push({ file, beginnings: foldersNamedIn(corpus.text(file)), isAnyBeside: true });
  for (const file of new Set([...unwritten].flatMap((each) => modules.importersOf(each))))
    computed.push({ file, beginnings: foldersNamedIn(corpus.text(file)), isAnyBeside: false });
  return computed;
}

/** What computed specifiers begin with: `./lib/`, or nothing. */
function* computedSpecifiersIn(corpus: Corpus): Iterable<FolderLoader> {
  for (const keyword of KEYWORD_ENDS) {
    for (const place of corpus.placesInSources(keyword)) {
      const prefix = computedSpecifierAt(place, keyword);
      if (prefix !== null) yield { file: place.file, written: prefix === '' ? null : [prefix] };
    }
  }
}

/** What the folders and patterns begin with that loaders are told. */
function* patternsIn(corpus: Corpus): Iterable<FolderLoader> {
  for (const { file, written } of folderLoadersIn(corpus)) {
    const taken = written?.filter((pattern) => !pattern.startsWith('!'));
    yield { file, written: taken?.map(wholeFolders) ?? null };
  }
}

const QUOTED = /'[^'\n]*'|"[^"\n]*"|`[^`\n]*`/g;

/** What stands before a specifier whose file is known. */
const BEFORE_SPECIFIER = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*$/;

/** The folders that the texts of a file may name. */
function foldersNamedIn(text: string): readonly string[] {
  const folders = [...text.matchAll(QUOTED)].flatMap((match): readonly string[] => {
    const isSpecifier = BEFORE_SPECIFIER.test(text.slice(Math.max(match.index - 12, 0), match.index));
    return isSpecifier ? [] : folderIn(match[0].slice(1, -1));
  });
  return [...new Set(folders)];
}

/** `lib/` of `./lib`, of `lib/*.js` and of a template that begins with a hole and ends in `/lib`. */
function folderIn(written: string): readonly string[] {
  const text = written.replace(/^\$\{[^{}]*\}/, '');
  const folder = wholeFolders(text);
  const name = folder.replace(/^(?:\.{0,2}\/)+/, '');
  if (name !== '') return [name];
  return text.includes('**') || text.includes('..') ? [folder || './'] : [];
}

/** A path up to the first sign of a pattern, or a hole; all of it where there is none. */
function wholeFolders(path: string): string {
  const sign = path.search(/[*?$[\]{}]/);
  if (sign === -1) return path.endsWith('/') ? path : `${path}/`;
  return path.slice(0, path.lastIndexOf('/', sign) + 1);
}

function mayLeadTo(target: string, { file, beginnings, isAnyBeside }: ComputedImport): boolean {
  if (isAnyBeside && folderOf(target) === folderOf(file)) return true;
  return beginnings.some((each) => mayBegin(each, target, file));
}

/** Whether a path that begins in this way, in a file, can be that of the target. */
function mayBegin(beginning: string, target: string, file: string): boolean {
  if (beginning.startsWith('.')) return target.startsWith(posix.join(folderOf(file), beginning).replace(/^\.\/?/, ''));
  const path = beginning.replace(/^\W+/, '');
  return [target, withoutExtension(target)].some((each) => `/${each}/`.includes(`/${path}`));
}

function withoutExtension(file: string): string {
  return file.slice(0, file.length - posix.extname(file).length);
}
