// npm's `prepack` and `postpack` steps: builds the package and packs it with a manifest for users.
//
// The manifest of a clone names scripts that only a clone can run. `prepare` is one of them, and it must stay there,
// because an installation straight from git builds the package with it. So `prepack` leaves the scripts and the
// development dependencies out of the manifest while npm packs, and names the files of `dist` that users need;
// `postpack` puts the manifest of the clone back.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = `${root}package.json`;
const kept = `${root}package.json.kept`;

const steps = {
  async write() {
    await import('./prepare.mjs');
    const { publishedFiles } = await import('./published-files.mjs');
    const packed = JSON.parse(readFileSync(manifest, 'utf8'));
    delete packed.scripts;
    delete packed.devDependencies;
    packed.files = packed.files.flatMap((file) => (file === 'dist' ? publishedFiles() : file));
    renameSync(manifest, kept);
    writeFileSync(manifest, `${JSON.stringify(packed, null, 2)}\n`);
  },
  restore() {
    if (existsSync(kept)) renameSync(kept, manifest);
  },
};

const step = steps[process.argv[2]];
if (!step) throw new Error('Say which step: write or restore.');
await step();
