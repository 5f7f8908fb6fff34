// npm's `prepare` step: builds `dist` in a clone, so that `npm ci`, `npm pack` and an installation straight from git all
// end with a command that runs.
//
// An installation of a clone with `npm install --global git+file://…`, which is how the pre-commit framework installs
// its hooks, leaves the development dependencies out and hands its own global prefix down to every npm it starts.
// So missing tools are installed here, by an npm that knows nothing of that prefix.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const compiler = `${root}node_modules/typescript/bin/tsc`;

if (!existsSync(compiler)) installDevelopmentTools();
rmSync(`${root}dist`, { recursive: true, force: true });
run(process.execPath, [compiler, '-p', 'tsconfig.build.json']);
run(process.execPath, ['.ci/bundle.mjs']);

/** Installs what the lock file names, without running `prepare` again. */
function installDevelopmentTools() {
  const misleading = /^npm_config_(global|prefix|location|dry_run)$/i;
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !misleading.test(name)));
  run('npm', ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'], environment);
}

/** Runs a program in the clone; its failure is the failure of this step. */
function run(command, parameters, env = process.env) {
  // npm is a script on Windows, and scripts start only through a shell there.
  const shell = command === 'npm' && process.platform === 'win32';
  const { status, error } = spawnSync(command, parameters, { cwd: root, env, stdio: 'inherit', shell });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
