import type { Corpus } from './corpus.js';
import type { JsonFiles } from './json-files.js';
import { isJsonObject, type JsonObject, toStrings } from './loose-json.js';
import { foldersUpwards, inFolder } from './project-path.js';

/** The oldest thing that runs a file, as its package says. */
export interface LanguageTarget {
  /** The release of Node, with two digits for its minor number: 1200; 0 for a browser from before 2015. */
  readonly node: number;
  /** As people call it: `Node 12`. */
  readonly name: string;
  /** The manifest that says so. */
  readonly file: string;
}

/** Scripts that run as they are, where nothing compiles them. */
const SCRIPT = /\.[cm]?js$/;

/** Packages that make older code of newer code. */
const COMPILERS =
  /^(?:@babel\/|babel|@swc\/|swc|webpack|vite|rollup|esbuild|parcel|typescript$|tsup|tsx$|next$|nuxt$|react-scripts|@vue\/cli|@angular\/|gulp|grunt|browserify|metro|@rspack\/|sucrase|bublé|buble|@sveltejs\/|astro$|microbundle|snowpack)/;

/** Browsers that know nothing of what came after 2009. */
const OLD_BROWSER = /^(?:ie|explorer|internetexplorer|ie_mob|op_mini|android\s+[1-4]\b)/i;

/**
 * What the nearest manifest says of what runs a script.
 *
 * @returns null for a file that something compiles first, and where nothing is said
 */
export function languageTargetOf(script: string, corpus: Corpus, json: JsonFiles): LanguageTarget | null {
  if (!SCRIPT.test(script)) return null;
  const manifests = foldersUpwards(script).flatMap((folder) => {
    const file = corpus.find(inFolder(folder, 'package.json'));
    const manifest = file === null ? null : json.read(file);
    return file !== null && manifest ? [{ file, manifest }] : [];
  });
  if (manifests.some(({ manifest }) => isCompiled(manifest))) return null;
  for (const { file, manifest } of manifests) {
    const target = browserOf(manifest) ?? nodeOf(manifest);
    if (target) return { ...target, file };
  }
  return null;
}

function isCompiled(manifest: JsonObject): boolean {
  const sections = ['dependencies', 'devDependencies', 'peerDependencies'].map((name) => manifest[name]);
  const names = sections.flatMap((section) => (isJsonObject(section) ? Object.keys(section) : []));
  const scripts = isJsonObject(manifest['scripts']) ? toStrings(Object.values(manifest['scripts'])) : [];
  const words = scripts.flatMap((script) => script.split(/[\s;&|]+/));
  return [...names, ...words].some((name) => COMPILERS.test(name) || name === 'tsc');
}

type Said = Omit<LanguageTarget, 'file'>;

function browserOf({ browserslist }: JsonObject): Said | null {
  const lists = isJsonObject(browserslist) ? Object.values(browserslist) : [browserslist];
  const queries = lists.flatMap((list) => (typeof list === 'string' ? [list] : toStrings(list)));
  const old = queries.flatMap((query) => query.split(',')).find((query) => OLD_BROWSER.test(query.trim()));
  return old === undefined ? null : { node: 0, name: old.trim() };
}

/** The lowest of the releases that a range names: 12 of `^12.0.0 || >=14`. */
function nodeOf({ engines }: JsonObject): Said | null {
  const range = isJsonObject(engines) ? engines['node'] : undefined;
  if (typeof range !== 'string') return null;
  const lowest = range.split('||').map((part) => /^\s*(?:>=|\^|~|=|v)?\s*v?(\d+)(?:\.(\d+))?/.exec(part));
  const releases = lowest.map((found) => (found ? 100 * Number(found[1]) + Number(found[2] ?? 0) : null));
  const known = releases.filter((release) => release !== null);
  if (!known.length || known.length < releases.length) return null;
  const node = Math.min(...known);
  const minor = node % 100;
  return { node, name: `Node ${Math.floor(node / 100)}${minor ? `.${minor}` : ''}` };
}
