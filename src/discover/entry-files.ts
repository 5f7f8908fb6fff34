import { posix } from 'node:path';
import { remembered } from '../model/remembered.js';
import type { Corpus } from './corpus.js';
import type { JsonFiles } from './json-files.js';
import { isJsonObject } from './loose-json.js';
import type { Packages } from './packages.js';
import { foldersUpwards, inFolder } from './project-path.js';

/** Where a worker is deployed from: https://developers.cloudflare.com/workers/wrangler/configuration/ */
const WRANGLER = ['wrangler.toml', 'wrangler.json', 'wrangler.jsonc'];
const WRANGLER_MAIN = /^[ \t]*"?main"?[ \t]*[=:][ \t]*["']([^"'\r\n]+)["']/m;

/**
 * Opens the question whether code outside of a project is handed what a file exports: by the manifest of a package that is
 * published, or by the settings of a deployment.
 */
export function openEntryFiles(corpus: Corpus, json: JsonFiles, packages: Packages): (file: string) => boolean {
  const known = new Map<string, boolean>();
  return (file) => remembered(known, file, () => isOfPackage(file) || isWorker(file) || isFunctionOfVercel(file));

  /** The `main` and the `exports` of a package; a private one is imported by nobody else, but Firebase deploys it. */
  function isOfPackage(file: string): boolean {
    const folder = packages.packageFolderOf(file);
    const manifest = json.read(inFolder(folder, 'package.json'));
    if (!manifest || (manifest['private'] === true && !isDeployedByFirebase(folder))) return false;
    return packages.entriesOf(folder).includes(file);
  }

  /** https://firebase.google.com/docs/functions/organize-functions: `functions` is the folder where none is named. */
  function isDeployedByFirebase(folder: string): boolean {
    return foldersUpwards(inFolder(folder, 'package.json')).some((each) => {
      const settings = json.read(inFolder(each, 'firebase.json'))?.['functions'];
      const parts = Array.isArray(settings) ? settings : [settings];
      return parts.some((part: unknown) => {
        if (!isJsonObject(part)) return false;
        const { source } = part;
        return posix.join(each, typeof source === 'string' ? source : 'functions') === (folder || '.');
      });
    });
  }

  function isWorker(file: string): boolean {
    return foldersUpwards(file).some((folder) =>
      WRANGLER.some((name) => {
        const settings = corpus.find(inFolder(folder, name));
        const [, main] = settings === null ? [] : (WRANGLER_MAIN.exec(corpus.text(settings)) ?? []);
        return main !== undefined && posix.join(folder, main) === file;
      }),
    );
  }

  /** https://vercel.com/docs/project-configuration#functions */
  function isFunctionOfVercel(file: string): boolean {
    return foldersUpwards(file).some((folder) => {
      const settings = json.read(inFolder(folder, 'vercel.json'))?.['functions'];
      if (!isJsonObject(settings)) return false;
      return Object.keys(settings).some((pattern) => isMatch(inFolder(folder, pattern), file));
    });
  }
}

/** Members of a manifest that name what a package exports. */
const EXPORTING = ['exports', 'main', 'module', 'source'];

/**
 * Opens the question whether a file is what a package exports to programs that nobody sees here. An application often has
 * a manifest that looks like that of a package: `main` names its server, which exports nothing.
 */
export function openPublishedFiles(json: JsonFiles, packages: Packages): (file: string) => boolean {
  const known = new Map<string, boolean>();
  return (file) =>
    remembered(known, file, () => {
      const folder = packages.packageFolderOf(file);
      const manifest = json.read(inFolder(folder, 'package.json'));
      if (!manifest || manifest['private'] === true) return false;
      const { name, version } = manifest;
      if (typeof name !== 'string' || typeof version !== 'string') return false;
      return EXPORTING.some((each) => manifest[each] !== undefined) && packages.entriesOf(folder).includes(file);
    });
}

/** Whether a file may be one of a pattern: what is between its first star and its last one is not looked at. */
function isMatch(pattern: string, file: string): boolean {
  const [start = '', ...rest] = pattern.split('*');
  return rest.length ? file.startsWith(start) && file.endsWith(rest.at(-1) ?? '') : file === pattern;
}
