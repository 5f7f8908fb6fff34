import { manifestOf, type ProjectFiles } from './files.js';

/** What installs the packages of a project, and runs their programs. */
export interface PackageManager {
  readonly name: 'npm' | 'pnpm' | 'yarn' | 'bun';
  /** Installs what the lock file says. */
  readonly install: string;
  /** Stands before the name of a program. */
  readonly run: string;
  /** Installs the manager itself where only Node is; null where it comes with the image of a job. */
  readonly setup: string | null;
  /** Whether `actions/setup-node` can keep its downloads: the manager must be there before, and have a lock file. */
  readonly isCached: boolean;
}

const NPM: PackageManager = { name: 'npm', install: 'npm ci', run: 'npx', setup: null, isCached: true };

const PNPM: PackageManager = {
  name: 'pnpm',
  install: 'pnpm install --frozen-lockfile',
  run: 'pnpm exec',
  setup: 'npm install --global pnpm',
  isCached: false,
};

const YARN_CLASSIC: PackageManager = {
  name: 'yarn',
  install: 'yarn install --frozen-lockfile',
  run: 'yarn run',
  setup: null,
  isCached: true,
};

/** Version 2 and later, which a project names and Corepack runs. */
const YARN: PackageManager = {
  ...YARN_CLASSIC,
  install: 'yarn install --immutable',
  setup: 'corepack enable',
  isCached: false,
};

const BUN: PackageManager = {
  name: 'bun',
  install: 'bun install --frozen-lockfile',
  run: 'bunx',
  setup: 'npm install --global bun',
  isCached: false,
};

/**
 * The package manager of a project, by its lock file, else by `packageManager` of its manifest.
 *
 * @returns npm for a project that says nothing; one without a lock file installs what the manifest says
 */
export function packageManagerOf(project: ProjectFiles): PackageManager {
  const named = /^\w+/.exec(String(manifestOf(project)['packageManager']))?.[0];
  const locked = lockedBy(project);
  if (locked) return locked.name === 'pnpm' && named === 'pnpm' ? { ...locked, setup: 'corepack enable' } : locked;
  const manager = [PNPM, YARN, BUN].find(({ name }) => name === named) ?? NPM;
  return { ...manager, install: `${manager.name} install`, isCached: false };
}

function lockedBy(project: ProjectFiles): PackageManager | null {
  const isThere = (file: string): boolean => project.read(file) !== null;
  if (isThere('package-lock.json') || isThere('npm-shrinkwrap.json')) return NPM;
  if (isThere('pnpm-lock.yaml')) return PNPM;
  const yarnLock = project.read('yarn.lock');
  if (yarnLock !== null) return yarnLock.includes('# yarn lockfile v1') ? YARN_CLASSIC : YARN;
  return isThere('bun.lock') || isThere('bun.lockb') ? BUN : null;
}
