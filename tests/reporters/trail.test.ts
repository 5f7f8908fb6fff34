import { expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { pretty } from '../../src/reporters/pretty.js';
import { temporaryFolder } from '../support/folders.js';

/** The lines of a report that name a place of a program and say something of it. */
function trailOf(program: string): readonly string[] {
  const cwd = temporaryFolder({ 'package.json': '{ "name": "sample", "private": true }\n', 'app.js': program });
  const lines = pretty({
    result: audit({ cwd }),
    cwd,
    colours: false,
    version: '1.0.0',
    view: { verbose: true },
  }).split('\n');
  return lines.filter((line) => line.startsWith('    app.js:')).map((line) => line.trim());
}

test('the pieces of an address are told once each, with the call that joins them', () => {
  const program = `const API = 'https://api.clever.com';\nfetch([API, 'v1.1', 'districts'].join('/'));\n`;
  expect(trailOf(program)).toEqual([
    'app.js:1:14  `https://api.clever.com` is written here',
    'app.js:2:40  `/` is written here',
    'app.js:2:22  `districts` is written here',
    'app.js:2:1  fetch requests `https://api.clever.com/v1.1/districts` here',
  ]);
});

test('it is told why an address is only likely', () => {
  expect(trailOf("export const settings = { me: 'https://api.clever.com/me' };\n")).toEqual([
    'app.js:1:31  only likely, because this tool found no call that uses it',
  ]);
});

test('it is told from where on a read is only likely', () => {
  const program = `app.get('/in', async (req) => {
  const me = await (await fetch('https://api.clever.com/v3.0/me')).json();
  req.session.me = me.data;
});
app.get('/hello', (req, response) => response.send(req.session.me.name));
`;
  expect(trailOf(program).at(-1)).toBe(
    'app.js:3:3  stored in `req.session.me`, which other code reads, so what follows is only likely',
  );
});
