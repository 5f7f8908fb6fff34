import { describe, expect, it } from 'vitest';
import { toldOnce } from '../../src/scan/unresolved.js';
import { scanProgram } from '../support/judged-program.js';

/** As many names as are too many to follow, the last of which is `n9000`. */
const NAMES = Array.from({ length: 9000 }, (_, index) => `const n${index + 1} = ${index ? `n${index}` : "'/x'"};`).join(
  '\n',
);

const LOGIN = { 'login.js': "fetch('https://api.clever.com/v3.0/me');\n" };

/** What each file must say of a call that takes too much to compute. */
const FILES: readonly (readonly [name: string, code: string, isSaid: boolean])[] = [
  ['names Clever in a theme', "export const theme = { clever: '#436cf2' };\nfetch(n9000);", false],
  ['names Clever in a comment', '// the button for Clever\nfetch(n9000);', false],
  ['hands Clever’s color to another function', "paint('clever');\nfetch(n9000);", false],
  ['writes an address of Clever’s', "fetch(n9000);\nexport const host = 'https://api.clever.com';", true],
  ['imports what holds such an address', "import { host } from './host.js';\nfetch(host + n9000);", true],
  ['names Clever in the call', 'fetch(n9000, { agent: cleverAgent });', true],
  ['stands in a class that is named for Clever', 'class CleverApi { load() { return fetch(n9000); } }', true],
  ['stands in a function that is named for Clever', 'function loadFromClever() { return fetch(n9000); }', true],
  ['stands in a variable that is named for Clever', 'const cleverUsers = fetch(n9000);', true],
];

describe('a call that is not understood to its end is one to Clever only if something says so', () => {
  it.each(FILES)('where a file %s', (_name, code, isSaid) => {
    const { usages } = scanProgram({
      ...LOGIN,
      'host.js': "export const host = 'https://api.clever.com';\n",
      'page.js': `${NAMES}\n${code}\n`,
    });
    const said = usages.filter(({ kind, span }) => kind === 'unresolved' && span.file === 'page.js');
    expect(said.length > 0).toBe(isSaid);
  });

  /** A wrapper with more callers than are looked at. */
  const wrapped = (caller: string): string =>
    `export const get = (base) => fetch(base + '/v1/me');\n${Array.from({ length: 5001 }, (_, index) => `get('https://api.example.com/${index}');`).join('\n')}\n${caller}\n`;

  it.each([
    ['no word of it', 'get(process.env.API_URL);', 0],
    ['a service whose name looks alike', "get('https://api.clever-cloud.com'); process.env.CLEVER_CLOUD_URL;", 0],
    ['an address of it', "export const host = 'https://api.clever.com';", 1],
    ['a variable that is named for it', 'get(process.env.CLEVER_URL);', 1],
  ])('as of a wrapper with too many callers, in a program with %s', (_name, caller, told) => {
    const { usages } = scanProgram({
      'page.js': wrapped('get(first); // clever'),
      'other.js': `import { get } from './page.js';\n${caller}`,
    });
    expect(usages.filter(({ kind }) => kind === 'unresolved')).toHaveLength(told);
  });

  it('as in a file that is named for Clever', () => {
    const { usages } = scanProgram({ ...LOGIN, 'clever-page.js': `${NAMES}\nfetch(n9000);\n` });
    expect(usages.map(({ kind }) => kind)).toContain('unresolved');
  });
});

it('tells a call once that is open for many callers in the same way', () => {
  const { usages } = scanProgram({ 'app.js': 'fetch(process.env.CLEVER_URL + process.env.PATH_OF_ME);' });
  const [open] = usages;
  if (open?.kind !== 'unresolved') throw new Error('the call is not open');
  const otherwise = { ...open, reason: 'another value' };
  expect(toldOnce([open, otherwise, { ...open }])).toEqual([open, otherwise]);
});
