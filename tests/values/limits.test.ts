import { describe, expect, it } from 'vitest';
import { judgeProgram } from '../support/judged-program.js';

const BASE = "'https://api.clever.com'";

/** As many lines as are far past a limit, none of which is out of date; the program ends with one that is. */
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** Programs whose last value is out of date and past a limit, by what is more than is looked at. */
const programs: readonly (readonly [name: string, program: string])[] = [
  [
    'members of an object that is asked for any of them',
    `const paths = {\n${lines(250, (index) => `k${index}: '/v3.0/users/${index}',`)}\nme: '/v1.1/me' };\nfetch(${BASE} + paths[k]);`,
  ],
  [
    'elements of a list that is gone through',
    `const paths = [\n${lines(250, (index) => `'/v3.0/users/${index}',`)}\n'/v1.1/me'];\nfor (const path of paths) fetch(${BASE} + path);`,
  ],
  [
    'clauses of a switch',
    `function pick(k) { switch (k) {\n${lines(250, (index) => `case ${index}: return '/v3.0/users/${index}';`)}\ndefault: return '/v1.1/me'; } }\nfetch(${BASE} + pick(k));`,
  ],
  [
    'branches that set a variable',
    `let path = '/v3.0/users/x';\n${lines(250, (index) => `if (a${index}) path = '/v3.0/users/${index}';`)}\nif (b) path = '/v1.1/me';\nfetch(${BASE} + path);`,
  ],
  [
    'objects of a list, of which a member is asked for',
    `const ends = [\n${lines(250, (index) => `{ path: '/v3.0/users/${index}' },`)}\n{ path: '/v1.1/me' }];\nfetch(${BASE} + ends[k].path);`,
  ],
  [
    'ways to put the parts of an address together',
    `${lines(9, (index) => `const v${index} = a${index} ? 'v3.0' : '';`)}\nconst old = b ? 'v3.0' : 'v1.1';\nfetch(${BASE} + ${Array.from({ length: 9 }, (_, index) => `v${index}`).join(' + ')} + '/' + old + '/me');`,
  ],
  [
    'changes of a variable',
    `let path = '';\n${lines(1001, (index) => `path = '/v3.0/users/${index}';`)}\nif (b) path = '/v1.1/me';\nfetch(${BASE} + path);`,
  ],
  [
    'elements of a list that doubles',
    `let all = ['/v3.0/users/1'];\n${'all = [...all, ...all];\n'.repeat(20)}all = [...all, '/v1.1/me'];\nfetch(${BASE} + all[1048576]);`,
  ],
  [
    'classes above one',
    `class C0 { get() { return '/v1.1/me'; } }\n${lines(250, (index) => `class C${index + 1} extends C${index} {}`)}\nfetch(${BASE} + new C250().get());`,
  ],
  [
    'clients that a name may be',
    `import axios from 'axios';\nlet client = null;\n${lines(1001, (index) => `client = make${index};`)}\nclient = axios.create({ baseURL: ${BASE} });\nclient.get('/v1.1/me');`,
  ],
];

describe('what is past a limit is said to be open, and not clean', () => {
  it.each(programs)('more %s', (_name, program) => {
    const { findings, unresolved } = judgeProgram({ 'clever.js': program });
    const isFound = findings.some((finding) => finding.includes('v1.1') || finding.includes('/me'));
    expect(isFound || unresolved.length > 0, JSON.stringify({ findings, unresolved })).toBe(true);
  });

  it('a call whose values are all looked at is clean', () => {
    const program = `const paths = {\n${lines(60, (index) => `k${index}: '/v3.0/users/${index}',`)} };\nfetch(${BASE} + paths[k]);`;
    expect(judgeProgram({ 'clever.js': program })).toMatchObject({ findings: [], unresolved: [] });
  });

  it('a query of many ways is clean', () => {
    const query = Array.from({ length: 12 }, (_, index) => `(a${index} ? '&x=${index}' : '')`).join(' + ');
    const program = `fetch(${BASE} + '/v3.0/users?limit=1' + ${query});`;
    expect(judgeProgram({ 'clever.js': program })).toMatchObject({ findings: [], unresolved: [] });
  });
});

describe('what is past a limit of a file is said', () => {
  it('a variable that refers to more of them than are looked up', () => {
    const doubled = lines(60, (index) => `A${index + 1}=\${A${index}}\${A${index}}`);
    const files = { '.env': `A0=https://api.clever.com\n${doubled}\n`, 'clever.js': 'fetch(process.env.A60);' };
    expect(judgeProgram(files).unresolved).toEqual(['clever.js: fetch(process.env.A60)']);
  });
});
