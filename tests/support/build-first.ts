import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What `tsc` exits with when it wrote all files in spite of type errors, which are for `npm run check:types` to judge. */
const builtWithTypeErrors = 2;

/**
 * Builds `dist` before tests that start the program, so that they never see an older one.
 *
 * @throws Error with the compiler's output when nothing could be built
 */
export default function buildFirst(): void {
  const compiler = `${root}node_modules/typescript/bin/tsc`;
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0 && status !== builtWithTypeErrors) throw new Error(`The build failed:\n${stdout}`);
  if (status !== 0) process.stderr.write(`The build has type errors:\n${stdout}\n`);
  bundle();
}

/** What users start is the bundle. */
function bundle(): void {
  const { status, stderr } = spawnSync(process.execPath, ['.ci/bundle.mjs'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The bundles could not be written:\n${stderr}`);
}
