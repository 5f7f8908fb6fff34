import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { rules } from '../../rules/index.js';
import { fix } from '../../src/run/fix.js';
import { temporaryFolder } from '../support/folders.js';

const CALL = "fetch('https://api.clever.com/v1.1/schools').then((answer) => answer.status);\n";

/** Fixes a project while somebody works in it: at the first word of progress, after the first look. */
function fixWhile(cwd: string, work: () => void, mark = false) {
  let isDone = false;
  const onProgress = (): void => {
    if (!isDone) work();
    isDone = true;
  };
  return fix({ cwd, paths: ['.'], rules, suggestions: true, mark, onProgress });
}

test.each([false, true])('files that come while a project is fixed are left to the next run, marks: %s', (mark) => {
  const cwd = temporaryFolder({ 'package.json': '{}', 'a.js': CALL });
  const { changes } = fixWhile(cwd, () => writeFileSync(join(cwd, 'b.js'), CALL), mark);
  expect(changes.map(({ file }) => file)).toEqual(['a.js']);
});

test.each([false, true])('files that go while a project is fixed hold up no other, marks: %s', (mark) => {
  const cwd = temporaryFolder({ 'package.json': '{}', 'a.js': CALL, 'b.js': CALL });
  const { before, changes } = fixWhile(cwd, () => rmSync(join(cwd, 'b.js')), mark);
  expect(before.findings.map(({ span }) => span.file)).toEqual(['a.js', 'b.js']);
  expect(changes.map(({ file }) => file)).toEqual(['a.js', 'b.js']);
});
