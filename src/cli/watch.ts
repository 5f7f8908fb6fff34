import path from 'node:path';
import { watch } from 'chokidar';
import { KnownError } from '../discover/errors.js';
import { kindOf } from '../discover/file-kind.js';
import { toPrintable } from '../reporters/printable.js';
import { exitCodes } from './exit-code.js';
import { report, toAuditOptions, type Run } from './report.js';

/** Editors and git write several files at once. */
const PAUSE = 150;
/** What holds no code of the project, and very many files. */
const LEFT_OUT = new Set(['node_modules', '.git', '.hg', '.svn', '.yarn', '.pnpm-store']);
const CLEAR = '\u001B[2J\u001B[3J\u001B[H';

/**
 * Reports again whenever a file of the project has changed, until the process is ended.
 *
 * @param run the run
 * @returns the exit code, once the streams are closed
 */
export async function watchProject(run: Run): Promise<number> {
  const { stdout, stderr, cwd } = run.surroundings;
  let root = cwd;
  const look = async (): Promise<void> => {
    if (stdout.isTTY) stdout.write(CLEAR);
    try {
      const result = await run.engine.audit(await toAuditOptions(run));
      ({ root } = result);
      await report(run, result);
    } catch (error) {
      // A configuration that is half written is one; the next change may mend it.
      if (!(error instanceof KnownError)) throw error;
      stderr.write(`clever-audit: ${toPrintable(error.message)}\n`);
    }
    stderr.write('Waiting for changes. Press Ctrl+C to end.\n');
  };
  await look();
  const isLeftOut = (file: string): boolean =>
    path
      .relative(root, file)
      .split(path.sep)
      .some((part) => LEFT_OUT.has(part));
  const watcher = watch(root, { ignoreInitial: true, ignored: isLeftOut });
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | null = null;
    const lookSoon = (file: string): void => {
      if (kindOf(file) === null) return;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(() => {
        look().catch(reject);
      }, PAUSE);
    };
    watcher.on('all', (_, file) => lookSoon(file));
    watcher.on('error', reject);
    process.once('SIGINT', () => {
      watcher.close().then(() => resolve(exitCodes.clean), reject);
    });
  });
}
