import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { KnownError, NoSuchPathError } from '../src/discover/errors.js';
import clever, { audit, auditFindings, configs, meta, rules } from '../src/index.js';
import { plugin } from '../src/eslint/plugin.js';
import { temporaryFolder } from './support/folders.js';
import { retiredRule, retiredService } from './support/sample-service.js';

const files = { 'package.json': '{ "private": true }\n', 'src/a.js': retiredService, 'lib/b.js': retiredService };

test('the default export is the plugin, and its parts are exports by name', () => {
  expect(clever).toBe(plugin);
  expect({ configs, meta, rules }).toEqual(plugin);
});

test('audit without any option looks at the working directory as the command does', () => {
  const folder = temporaryFolder(files);
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
  const result = audit();
  vi.restoreAllMocks();
  expect(result).toMatchObject({ root: folder, target: 'v3.0', files: 2 });
  expect(result.findings.map(({ rule, span }) => `${span.file} ${rule}`)).toEqual([
    `lib/b.js ${retiredRule}`,
    `src/a.js ${retiredRule}`,
  ]);
});

test('audit takes paths, a target and texts', () => {
  const folder = temporaryFolder(files);
  const overlay = new Map([[join(folder, 'src/a.js'), `\n${retiredService}`]]);
  const result = audit({ cwd: folder, paths: ['src'], target: 'v3.1', overlay });
  expect(result.findings).toMatchObject([{ span: { file: 'src/a.js' }, endpoint: { target: '/v3.1/me' } }]);
  expect(result.textOf('src/a.js')).toBe(`\n${retiredService}`);
});

test('audit refuses a path that does not exist', () => {
  expect(() => audit({ cwd: temporaryFolder(files), paths: ['sources'] })).toThrow(new NoSuchPathError('sources'));
});

test('audit takes an option that is undefined for one that was left out', () => {
  const folder = temporaryFolder(files);
  expect(audit({ cwd: folder, paths: undefined } as object).files).toBe(2);
});

test.each([
  [{ paths: 'src' }, "Option 'paths' must be an array of strings, at least one, not 'src'"],
  [{ paths: [] }, "Option 'paths' must be an array of strings, at least one, not []"],
  [{ target: 'v2.1' }, "Option 'target' must be 'v3.0' or 'v3.1', not 'v2.1'"],
  [{ preset: 'all' }, "Option 'preset' must be 'recommended' or 'strict', not 'all'"],
  [{ cwd: 1 }, "Option 'cwd' must be a string, not 1"],
  [{ overlay: {} }, "Option 'overlay' must be a Map, not [object Object]"],
  [{ path: ['src'] }, "Unknown option 'path'; did you mean 'paths'?"],
  [{ verbose: true }, "Unknown option 'verbose'"],
])('audit refuses %j by name', (options, message) => {
  expect(() => audit({ cwd: temporaryFolder(files), ...options } as object)).toThrow(new KnownError(message));
});

test('no more files are analysed than were looked at', () => {
  const folder = temporaryFolder(files);
  expect(audit({ cwd: folder, paths: ['src'] })).toMatchObject({ files: 1, analysed: 1 });
});

test('auditFindings gives the findings of audit one by one, and the whole result at its end', async () => {
  const cwd = temporaryFolder(files);
  const { findings } = audit({ cwd });
  const iterator = auditFindings({ cwd });
  for (const finding of findings) expect(await iterator.next()).toEqual({ done: false, value: finding });
  expect(await iterator.next()).toMatchObject({ done: true, value: { files: 2, findings } });
});

test('auditFindings lets the process go on between its steps, and stops when it is told to', async () => {
  const controller = new AbortController();
  const reason = new Error('enough');
  const first = auditFindings({ cwd: temporaryFolder(files), signal: controller.signal }).next();
  setImmediate(() => controller.abort(reason));
  await expect(first).rejects.toBe(reason);
});

test('auditFindings begins nothing once it is told to stop, and refuses what is no signal', async () => {
  const cwd = join(temporaryFolder(files), 'nowhere');
  await expect(auditFindings({ cwd, signal: AbortSignal.abort('no') }).next()).rejects.toBe('no');
  await expect(auditFindings({ cwd, signal: 1 } as object).next()).rejects.toThrow(
    "Option 'signal' must be an AbortSignal",
  );
});
