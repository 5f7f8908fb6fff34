import { temporaryFolder, writeFiles } from './folders.js';
import { run, succeed, type Ended } from './programs.js';

/** A git repository of a user, without a commit. */
export interface SampleRepository {
  readonly folder: string;
  /** Writes a file, stages it alone, and tries to commit it. */
  commit(path: string, text: string): Ended;
  countCommits(): number;
}

/**
 * Makes a git repository of a user, to be removed after the test.
 *
 * @param files their texts by path; not committed
 * @param environment variables that every commit gets
 */
export function makeRepository(
  files: Record<string, string>,
  environment: Record<string, string> = {},
): SampleRepository {
  const folder = temporaryFolder({ '.gitignore': 'node_modules/\n', ...files });
  succeed(folder, ['git', 'init', '--quiet']);
  succeed(folder, ['git', 'config', 'user.name', 'Test']);
  succeed(folder, ['git', 'config', 'user.email', 'test@example.com']);
  return {
    folder,
    commit(path, text) {
      writeFiles(folder, { [path]: text });
      succeed(folder, ['git', 'add', path]);
      return run(folder, ['git', 'commit', '--message', `Change ${path}`], environment);
    },
    countCommits: () => run(folder, ['git', 'rev-list', '--all']).stdout.split('\n').filter(Boolean).length,
  };
}
