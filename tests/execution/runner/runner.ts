import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { startFakeClever, type FakeClever } from '../../support/fake-clever.js';
import { people } from '../../support/fake-clever/people.js';
import { ProgramProcess } from './child-process.js';

/** Texts by path, with byte-order marks. */
export type Texts = Readonly<Record<string, string>>;

/** What a program did with a Clever. */
export interface Run {
  /**
   * What it printed for each person, and how it failed if it did; then for a token that nobody has,
   * and for each of those that the runner was given.
   */
  readonly outputs: readonly string[];
  /** What it asked for. */
  readonly paths: readonly string[];
}

/** Runs programs in a process apart. */
export interface Runner {
  /**
   * Writes a program to disk.
   *
   * @returns its absolute folder
   */
  write(texts: Texts): string;
  /**
   * Calls `main` of a program once for each person.
   *
   * @param entry the file with `main`
   * @param retired whether v1 is switched off
   * @throws Error if the program cannot be loaded
   */
  run(texts: Texts, entry: string, retired: boolean): Promise<Run>;
  close(): Promise<void>;
}

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const tokens = [...people.map(({ token }) => token), 'il-nobody'];

/**
 * Makes a runner; it must be closed.
 *
 * @param more tokens besides those of people, and one that nobody has
 */
export function startRunner(more: readonly string[] = []): Runner {
  // A Clever for each run, so that requests which a program did not wait for are not taken for those of the next run.
  const clevers: FakeClever[] = [];
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'clever-audit-')));
  // Programs find the HTTP clients in the folder above their own.
  symlinkSync(join(repository, 'node_modules'), join(parent, 'node_modules'));
  const programs = new ProgramProcess();
  let count = 0;

  const write = (texts: Texts): string => {
    count += 1;
    const folder = join(parent, `program-${count}`);
    for (const [file, text] of Object.entries({ 'package.json': manifest, ...texts })) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    return folder;
  };

  return {
    write,
    async run(texts, entry, retired) {
      const folder = write(Object.fromEntries(Object.entries(texts).map(toJavaScript)));
      const clever = await startFakeClever(retired);
      clevers.push(clever);
      const outputs = await programs.run({
        module: pathToFileURL(join(folder, scriptName(entry))).href,
        tokens: [...tokens, ...more],
        environment: { ...environmentOf(texts), FAKE_CLEVER_ORIGIN: clever.origin },
      });
      return { outputs, paths: clever.requests.map(({ path }) => path) };
    },
    async close() {
      programs.stop();
      await Promise.all(clevers.map((clever) => clever.close()));
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

const manifest = '{ "name": "program", "private": true, "type": "module" }\n';

/** A file as Node runs it. */
function toJavaScript([file, text]: [string, string]): [string, string] {
  if (!/\.[cm]?ts$/.test(file)) return [file, text];
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
  return [scriptName(file), ts.transpileModule(text, { fileName: file, compilerOptions: options }).outputText];
}

function scriptName(file: string): string {
  return file.replace(/\.([cm]?)ts$/, '.$1js');
}

/** What a program's env file sets. */
function environmentOf(texts: Texts): Record<string, string> {
  const lines = (texts['.env'] ?? '').split(/\r?\n/).flatMap((line) => {
    const [name, ...value] = line.split('=');
    return name && value.length ? [[name, value.join('=')]] : [];
  });
  return Object.fromEntries(lines) as Record<string, string>;
}
