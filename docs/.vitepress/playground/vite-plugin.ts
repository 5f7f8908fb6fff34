import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const STAND_INS = fileURLToPath(new URL('./node', import.meta.url));
const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));

/** The modules of Node that the engine imports, and what stands for each in a browser. */
const MODULES: Readonly<Record<string, string>> = {
  'node:buffer': `${STAND_INS}/buffer.ts`,
  'node:child_process': `${STAND_INS}/child-process.ts`,
  'node:crypto': `${STAND_INS}/crypto.ts`,
  'node:fs': `${STAND_INS}/file-system.ts`,
  'node:module': `${STAND_INS}/module.ts`,
  'node:path': 'path-browserify',
  'node:util': `${STAND_INS}/util.ts`,
};

/**
 * Lets the engine run in a browser: its modules of Node are replaced, for files of the engine alone. Packages that the
 * stand-ins import are looked for beside the site.
 *
 * @returns a plugin for Vite
 */
export function engineInBrowser(): Plugin {
  return {
    name: 'engine-in-browser',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      const standIn = importer === undefined || !isOfEngine(importer) ? undefined : MODULES[source];
      if (standIn === undefined) return null;
      return this.resolve(standIn, fileURLToPath(import.meta.url), { ...options, skipSelf: true });
    },
  };
}

/**
 * Lets pages import what is installed for the site, though they lie beside its folder and not in it.
 *
 * @returns a plugin for Vite
 */
export function packagesOfSite(): Plugin {
  return {
    name: 'packages-of-site',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (!/^vue(\/|$)/.test(source)) return null;
      // On the server Node finds it, from the site's own folder.
      if (options.ssr) return { id: source, external: true };
      if (!importer?.replace(/\?.*$/, '').endsWith('.md')) return null;
      return this.resolve(source, fileURLToPath(import.meta.url), { ...options, skipSelf: true });
    },
  };
}

function isOfEngine(file: string): boolean {
  return file.startsWith(`${REPOSITORY}src/`) || file.startsWith(`${REPOSITORY}rules/`);
}
