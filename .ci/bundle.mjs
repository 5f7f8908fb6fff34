// Writes the doors of `dist`, the command and the libraries, as bundles over what the compiler wrote.
//
// Node takes half a millisecond for each module it loads, and a run without Clever in it would load eighty. So all that
// such a run needs is one file, and what only a parse needs another; the rest comes in when it is asked for, as before.
// The rest of the compiler's output stays, for tests; `published-files.mjs` says what of it is packed.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { doors } from './doors.mjs';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** The modules with which each shared file begins; what these import belongs to it, unless an earlier file has it. */
const SHARED = [
  ['first', ['src/cli/run', 'src/run/open-audit', 'src/reporters/clean', 'rules/index']],
  ['audit', ['src/run/audit']],
];

rmSync(join(dist, 'src/chunks'), { recursive: true, force: true });
await bundle();

async function bundle() {
  const bundled = await rolldown({
    cwd: dist,
    input: Object.fromEntries(doors.map((door) => [door, compiled(door)])),
    platform: 'node',
    preserveEntrySignatures: 'allow-extension',
    // That another part loads a module at once anyway is as it should be.
    checks: { ineffectiveDynamicImport: false },
    // Packages are the installation's.
    external: (id) => !id.startsWith('.') && !id.startsWith(dist),
  });
  await bundled.write({
    dir: dist,
    sourcemap: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'src/chunks/[name].js',
    codeSplitting: {
      // What two shared files import belongs to the one that is loaded first.
      includeDependenciesRecursively: false,
      groups: [{ debugName: 'shared', name: sharedFileOf }],
    },
  });
  await bundled.close();
}

/** The shared file that a module belongs to; null leaves it where it is asked for. */
function sharedFileOf(id, graph) {
  const holds = ([, beginnings]) => closureOf(beginnings, graph).has(id);
  return SHARED.find(holds)?.[0] ?? null;
}

/** Modules, and all that they import other than when it is asked for. */
function closureOf(beginnings, graph) {
  const reached = new Set(beginnings.map(compiled));
  for (const id of reached) for (const imported of importedBy(id, graph)) reached.add(imported);
  return reached;
}

function importedBy(id, graph) {
  if (!id.startsWith(dist)) return [];
  const module = graph.getModuleInfo(id);
  if (module === null) throw new Error(`${id} is no part of the program`);
  return module.importedIds;
}

/** The path of what the compiler made of a source file. */
function compiled(name) {
  return join(dist, `${name}.js`);
}
