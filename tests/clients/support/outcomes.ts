import { meLinks } from '../../../src/clever-api/vocabulary.js';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { scan } from '../../../src/scan/scan.js';
import type { EndpointUsage } from '../../../src/model/usage.js';
import { memorySources } from '../../support/memory-sources.js';

/** What happened when a program ran. */
export interface Outcome {
  /** The program with the port that the server had. */
  readonly code: string;
  /** `GET http://127.0.0.1:1234/me` for each request that arrived. */
  readonly arrived: readonly string[];
  /** What the program exported as `id`. */
  readonly id: unknown;
  readonly error: string | null;
}

const RUNNER = resolve(import.meta.dirname, 'run-programs.mjs');
/** The parameters that the programs send; the values of others would be masked. */
const PARAMETERS: ReadonlySet<string> = new Set(['limit', 'a']);
const MODULES = resolve(import.meta.dirname, '../../../node_modules');

/**
 * Runs programs against a server on this machine.
 *
 * @param programs their texts
 * @returns what happened to each, in their order
 */
export async function runPrograms(programs: readonly string[]): Promise<readonly Outcome[]> {
  const folder = mkdtempSync(join(tmpdir(), 'clever-audit-clients-'));
  try {
    symlinkSync(MODULES, join(folder, 'node_modules'));
    return JSON.parse(await output(folder, JSON.stringify(programs)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What the scan computes for a program.
 *
 * @param code the program
 * @param host the server whose usages are wanted
 * @returns the usages
 */
export function computed(code: string, host = '127.0.0.1'): readonly EndpointUsage[] {
  const sources = memorySources({ 'program.ts': code });
  const { usages } = scan(sources, ['program.ts'], { hosts: [host], packages: [], links: meLinks, words: PARAMETERS });
  return usages.filter((usage) => usage.kind === 'endpoint');
}

/**
 * A usage in the form in which the server notes a request.
 *
 * @returns `GET http://127.0.0.1:1234/me`
 */
export function asArrived(usage: EndpointUsage): string {
  const url = new URL(usage.url.text);
  return `${usage.method} ${url.origin}${url.pathname}${url.search}`;
}

async function output(folder: string, input: string): Promise<string> {
  const child = promisify(execFile)(process.execPath, [RUNNER], { cwd: folder, maxBuffer: 10_000_000 });
  child.child.stdin?.end(input);
  return (await child).stdout;
}
