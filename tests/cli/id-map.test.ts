import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { engine } from '../../src/cli/engine.js';
import { runCommand } from '../support/command.js';
import { temporaryFolder } from '../support/folders.js';

const old = '4fd43cc56d11340000000005';
const fresh = '63c59df2a3b1c40055d2f001';
const texts = {
  'package.json': '{ "private": true }\n',
  'ids.csv': `role_id,user_id\n${old},${fresh}\n`,
  'src/admin.js': `export const isAdmin = (id) => id === '${old}';\r\n`,
  'fixtures/users.json': `\uFEFF[{ "cleverId": "${old}" }, { "cleverId": "5a5a5a5a5a5a5a5a5a5a5a5a" }]\n`,
  '.env': `ADMIN=${old}\n`,
};

function start(line: string, files: Record<string, string> = texts) {
  const root = temporaryFolder(files);
  const ended = runCommand(line, engine, root, process.env);
  return { root, ended, read: (file: string) => readFileSync(join(root, file), 'utf8') };
}

test('old ids are reported with what they are now, wherever they stand', async () => {
  const { code, stdout } = await start('--id-map ids.csv').ended;
  expect(code).toBe(0);
  for (const place of ['.env:1:7', 'fixtures/users.json:1:17', 'src/admin.js:1:40']) {
    expect(stdout).toContain(`${place}  warning  clever/no-unmigrated-id`);
  }
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    `\`${old}\` is a Clever id from before v3.0. Use \`${fresh}\`, the new id in ids.csv.`,
  );
  expect(stdout).toContain('--fix resolves 3');
  expect(stdout).toContain(
    "Ids that look like Clever's but are not in the migration CSV (1):\n  fixtures/users.json:1:61",
  );
});

test.each([
  ['--id-map ids.csv', '--id-map ids.csv'],
  ['--id-map ids.csv --target v3.1 --no-baseline src', '--target v3.1 --id-map ids.csv --no-baseline src'],
  ['--id-map ids.csv --id-map-columns role_id,user_id', '--id-map ids.csv --id-map-columns role_id,user_id'],
  ['--id-map=ids.csv --preset strict src/admin.js', '--preset strict --id-map ids.csv src/admin.js'],
])('the next command of %s takes the same options, so that it finds the same', async (line, words) => {
  const { ended, root } = start(line);
  const [, next] = /Next: npx clever-audit (.*?) {2}#/.exec((await ended).stdout.replaceAll(/\s*\n\s*/g, ' ')) ?? [];
  expect(next).toBe(`--diff ${words}`);
  expect((await runCommand(next ?? '', engine, root, process.env)).stdout).toContain(
    `+export const isAdmin = (id) => id === '${fresh}'`,
  );
});

test('the name of the map in the next command is one word for a shell', async () => {
  const { 'ids.csv': ids, ...others } = texts;
  const { stdout } = await start("--id-map it's.csv", { ...others, "it's.csv": ids }).ended;
  expect(stdout).toContain(String.raw`--diff --id-map 'it'\''s.csv'`);
});

test('a plan takes the target of the run and no id map', async () => {
  const code =
    "export const find = (db, headers) => fetch('https://api.clever.com/v1.1/teachers', { headers }).then((r) => r.json()).then((list) => db.rows.findOne({ clever: list.data[0].data.id }));\n";
  const { stdout } = await start('--id-map ids.csv --target v3.1', { ...texts, 'src/find.js': code }).ended;
  expect(stdout).toContain('npx clever-audit plan --target v3.1  #');
});

test('the severity is that of the preset', async () => {
  expect((await start('--id-map ids.csv --preset strict').ended).code).toBe(1);
});

test('the severity of a path goes before that of the preset', async () => {
  const overrides = [
    { files: ['fixtures'], rules: { 'no-unmigrated-id': 'off' } },
    { files: ['src'], rules: { 'no-unmigrated-id': 'error' } },
  ];
  const files = { ...texts, 'clever-audit.config.json': JSON.stringify({ overrides }) };
  const { code, stdout } = await start('--id-map ids.csv', files).ended;
  expect(code).toBe(1);
  expect(stdout).toContain('src/admin.js:1:40  error  clever/no-unmigrated-id');
  expect(stdout).toContain('.env:1:7  warning  clever/no-unmigrated-id');
  expect(stdout).not.toContain('fixtures/users.json:1:17');
});

test('with --fix the ids are exchanged and no other byte', async () => {
  const { ended, read } = start('--fix --id-map ids.csv');
  expect((await ended).stdout).toContain('No findings');
  for (const file of ['src/admin.js', 'fixtures/users.json', '.env'] as const) {
    expect(read(file)).toBe(texts[file].replace(old, fresh));
  }
  expect(read('ids.csv')).toBe(texts['ids.csv']);
});

test('the ids of calls are exchanged together with their addresses', async () => {
  const call = `fetch('https://api.clever.com/v1.1/districts/${old}');\n`;
  const { ended, read } = start('--fix --id-map ids.csv', { ...texts, 'src/call.js': call });
  await ended;
  expect(read('src/call.js')).toBe(`fetch('https://api.clever.com/v3.0/districts/${fresh}');\n`);
});

test('only files under the paths are reported', async () => {
  const { stdout } = await start('--id-map ids.csv src').ended;
  expect(stdout).toContain('src/admin.js:1:40');
  expect(stdout).not.toContain('fixtures');
});

test('json holds the findings and the ids that are not in the file', async () => {
  const report = JSON.parse((await start('--id-map ids.csv --format json').ended).stdout);
  expect(report.findings).toHaveLength(3);
  expect(report.unknownIds).toEqual([{ file: 'fixtures/users.json', line: 1, column: 61 }]);
});

test('the columns can have other names', async () => {
  const files = { ...texts, 'ids.csv': `v3,before\n${fresh},${old}\n` };
  const { stdout } = await start('--id-map ids.csv --id-map-columns before,v3', files).ended;
  expect(stdout).toContain('--fix resolves 3');
});

test('without the option nothing is said of ids', async () => {
  expect((await start('').ended).stdout).toContain('No findings');
});

test.each([
  ['--id-map none.csv', 'The file of --id-map, none.csv, cannot be read: no such file'],
  ['--id-map .', 'The file of --id-map, ., cannot be read: not a regular file'],
  [
    '--id-map zip.csv',
    "zip.csv is not a text file; unzip Clever's download, which has a CSV for each district, and name one CSV",
  ],
  ['--id-map-columns a,b', "option '--id-map-columns' needs '--id-map <csv>'"],
  [
    '--id-map ids.csv --id-map-columns a',
    "option '--id-map-columns <old,new>' argument 'a' is invalid. It must be two names, separated by a comma.",
  ],
])('%s is refused in one line', async (line, message) => {
  const root = temporaryFolder(texts);
  writeFileSync(join(root, 'zip.csv'), Buffer.from([0x50, 0x4b, 3, 4, 0, 0xff]));
  expect(await runCommand(line, engine, root, process.env)).toEqual({
    code: 2,
    stdout: '',
    stderr: `clever-audit: ${message}\n`,
  });
});

describe('data that no audit reads', () => {
  const other = '4fd43cc56d11340000000006';
  const data: Readonly<Record<string, string>> = {
    'seeds/users.csv': `name,clever_id\nYara,${old}\n`,
    'seeds/users.tsv': `name\tclever_id\nYara\t${old}\n`,
    'seeds/owners.txt': `${old}\n`,
    'seeds/users.JSONL': `{"cleverId":"${old}"}\n`,
    'seeds/owners': `${old}\n`,
    '__snapshots__/me.test.js.snap': `exports[\`me 1\`] = \`"${old}"\`;\n`,
    'views/admin.ejs': `<% if (id === '${old}') { %>Hello<% } %>\n`,
  };

  test.each(Object.entries(data))('an old id in %s is exchanged', async (file, text) => {
    const { ended, read } = start('--fix --id-map ids.csv', { ...texts, [file]: text });
    await ended;
    expect(read(file)).toBe(text.replace(old, fresh));
  });

  const kept: Readonly<Record<string, string>> = {
    'another-district.csv': `role_id,user_id\n${other},${old.replace('4', '5')}\n${old},${fresh}\n`,
    'seeds/both.tsv': `${fresh}\t${old}\n`,
    'seeds/build.log': `${old}\n`,
    'bin/tool': `\0${old}\n`,
  };

  test.each(Object.entries(kept))('nothing is said of %s', async (file, text) => {
    const { ended, read } = start('--fix --id-map ids.csv', {
      'package.json': '{}',
      'ids.csv': texts['ids.csv'],
      [file]: text,
    });
    expect((await ended).stdout).toContain('No findings');
    expect(read(file)).toBe(text);
  });

  test('a list in code of which id became which is left as it is', async () => {
    const list = `export const became = { '${old}': '${fresh}' };\n`;
    const { ended, read } = start('--fix --id-map ids.csv', { ...texts, 'src/became.js': list });
    expect((await ended).stdout.replaceAll(/\s+/g, ' ')).toContain(
      'not fixed because the new id is on the same line, so the line may say which old id became which new id',
    );
    expect(read('src/became.js')).toBe(list);
  });

  test('a file of it can be named', async () => {
    const { stdout } = await start('--id-map ids.csv seeds/users.csv', { ...texts, ...data }).ended;
    expect(stdout).toContain('seeds/users.csv:2:6');
    expect(stdout).not.toContain('seeds/users.tsv');
  });
});

const people = "const response = await fetch('https://api.clever.com/";
const usesOld: Readonly<Record<string, string>> = {
  'asks a version that returns them': `${people}v2.1/me');\nconsole.log((await response.json()).data.id === '${old}');\n`,
  'names one in a call that stays': `${people}v2.1/teachers/${old}');\nconsole.log(response.status);\n`,
  'compares what was the id before': `${people}v3.0/users/x');\nconsole.log((await response.json()).data.roles.teacher?.legacy_id === '${old}');\n`,
  'gets ids from a call that needs a decision': `const owners = ['${old}'];\n${people}me');\nconsole.log(owners.includes((await response.json()).data.id));\n`,
};

test.each(Object.entries(usesOld))('no id is exchanged while the program %s', async (_name, program) => {
  for (const line of ['--fix', '--fix --fix-suggestions']) {
    const { ended, read } = start(`${line} --id-map ids.csv`, { ...texts, 'src/me.js': program });
    const { stdout } = await ended;
    expect(read('src/me.js'), line).toContain(old);
    expect(read('fixtures/users.json'), line).toBe(texts['fixtures/users.json']);
    expect(stdout.replaceAll(/\s+/g, ' '), line).toMatch(
      /not fixed because `[^`]+` (?:returns old ids \(src\/me\.js\)|uses `legacy_id`)/,
    );
  }
});

test('ids are exchanged beside calls of records that kept theirs', async () => {
  const program = `${people}v2.1/students');\nconsole.log(response.status);\n`;
  const { ended, read } = start('--fix --id-map ids.csv', { ...texts, 'src/roster.js': program });
  await ended;
  expect(read('fixtures/users.json')).toContain(fresh);
});
