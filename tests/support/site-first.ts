import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds the site before its tests. Its packages are installed by `npm ci` in `docs/.vitepress`. */
export default function setup(): void {
  const folder = fileURLToPath(new URL('../../docs/.vitepress', import.meta.url));
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}
