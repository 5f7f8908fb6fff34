import { describeChange, type Finding } from '../../src/model/finding.js';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import type { Texts } from '../support/findings.js';
import { temporaryFolder } from '../support/folders.js';

/** A request whose address is made with a text that has a name. */
const request = (address: string): string =>
  `export async function districtOf(token) {
  const response = await fetch(${address}, { headers: { Authorization: 'Bearer ' + token } });
  const me = await response.json();
  return me.data.district;
}
`;

const HOST = "const HOST = 'https://api.clever.com';\n";
const SHARED_PATH = `${HOST}const ME = '/me';\n${request('HOST + ME')}`;
const SHARED_VERSION = `const VERSION = 'v1.1';\n${request('`https://api.clever.com/${VERSION}/me`')}`;

const BASE = "export const BASE = 'https://api.clever.com/v1.1';\n";

/** A request for schools below a base that has a name. */
const SCHOOLS = `const BASE = 'https://api.clever.com/v1.2';
export async function schools(token) {
  const response = await fetch(\`\${BASE}/schools\`, { headers: { Authorization: token } });
  return response.ok ? (await response.json()).data.map((each) => each.data.name) : [];
}
`;

/** A request to an address that a test asks about. */
function asserted(test: string): Texts {
  return {
    'src/a.js': `${BASE}export const build = (token) => ({ url: BASE + '/schools', token });
export async function schools(token) {
  const { url } = build(token);
  const response = await fetch(url, { headers: { Authorization: token } });
  return response.ok ? (await response.json()).data.map((each) => each.data.name) : [ ];
}
`,
    'test/a.test.js': `import { BASE, build } from '../src/a.js';\n${test}\n`,
  };
}

/** Programs that do something else with the text, too, and what that is. */
const SHARED: readonly (readonly [name: string, files: Texts, otherUse: RegExp])[] = [
  [
    'a route of the application',
    { 'src/a.js': `${SHARED_PATH}app.get(ME, (req, res) => res.end());\n` },
    /`app\.get\(…\)` \(src\/a\.js:8\)/,
  ],
  [
    'a comparison',
    { 'src/a.js': `${SHARED_VERSION}export const isOld = (saved) => saved.version === VERSION;\n` },
    /a comparison \(src\/a\.js:7\)/,
  ],
  [
    'a case of a switch',
    { 'src/a.js': `${SHARED_VERSION}export function f(v) { switch (v) { case VERSION: return 1; } }\n` },
    /a comparison/,
  ],
  [
    'a prefix test',
    { 'src/a.js': `${SHARED_PATH}export const isMe = (path) => path.startsWith(ME);\n` },
    /a comparison/,
  ],
  [
    'a list that is searched',
    { 'src/a.js': `${SHARED_VERSION}export const known = (v) => ['v1.0', VERSION].includes(v);\n` },
    /a comparison/,
  ],
  [
    'a value that is saved',
    { 'src/a.js': `${SHARED_VERSION}export const save = (db) => db.settings.insert({ version: VERSION });\n` },
    /`db\.settings\.insert\(…\)`/,
  ],
  [
    'a key that is built with it',
    {
      'src/a.js': `${SHARED_VERSION}const saved = new Map([['v1.1/a', 'pro']]);\nexport const plan = (mail) => saved.get(\`\${VERSION}/\${mail}\`);\n`,
    },
    /`saved\.get\(…\)` \(src\/a\.js:8\)/,
  ],
  [
    'a key that is joined of it',
    {
      'src/a.js': `${SHARED_VERSION}const saved = new Map([['v1.1/a', 'pro']]);\nexport const plan = (mail) => saved.get([VERSION, mail].join('/'));\n`,
    },
    /`saved\.get\(…\)` \(src\/a\.js:8\)/,
  ],
  [
    'a key of a table of texts',
    {
      'src/a.js': `${SHARED_PATH}const menu = new Map([['/me', 'My page']]);\nexport const page = () => menu.get(ME);\n`,
    },
    /`menu\.get\(…\)`/,
  ],
  [
    'a key of a table of objects',
    {
      'src/a.js': `${SHARED_PATH}const pages = new Map([['/me', { title: 'My page' }]]);\nexport const title = () => pages.get(ME)?.title;\n`,
    },
    /`pages\.get\(…\)`/,
  ],
  [
    'a value of a statement',
    {
      'src/a.js': `${SHARED_VERSION}const db = { query: (text, [source, mail]) => rows.filter((row) => row.source === source && row.mail === mail) };\nexport const find = (mail) => db.query('select id from users where source = $1', [VERSION, mail]);\n`,
    },
    /a comparison \(src\/a\.js:7\)/,
  ],
  [
    'a value of a tagged template',
    {
      'src/a.js': `${SHARED_VERSION}export const find = (sql) => sql\`select id from users where source = \${VERSION}\`;\n`,
    },
    /code that this tool cannot follow \(src\/a\.js:7\)/,
  ],
  [
    'what is unpacked',
    { 'src/a.js': `${SHARED_VERSION}export const letters = () => [...VERSION];\n` },
    /code that this tool cannot follow/,
  ],
  [
    'a route that is kept in a list, and read by its place',
    {
      'src/a.js': `${SHARED_PATH}const routes = [];\nroutes.push({ path: ME });\nexport const first = () => app.use(routes[0].path);\n`,
    },
    /`app\.use\(…\)`/,
  ],
  [
    'a route of a list that is looked for',
    {
      'src/a.js': `${SHARED_PATH}const routes = [{ path: ME, view: 'me' }];\nexport const route = (path) => routes.find((each) => each.path === path)?.view;\n`,
    },
    /a comparison/,
  ],
  [
    'routes of a list that are chosen',
    {
      'src/a.js': `${SHARED_PATH}const routes = [{ path: ME, isOpen: true }];\nroutes.filter((each) => each.isOpen).forEach(({ path }) => app.use(path));\n`,
    },
    /`app\.use\(…\)`/,
  ],
  [
    'a route of a table that is taken by a key',
    {
      'src/a.js': `${HOST}const PATHS = { me: '/me' };\n${request('HOST + PATHS.me')}export const use = (key) => app.use(PATHS[key]);\n`,
    },
    /`app\.use\(…\)`/,
  ],
  [
    'what a function answers to nobody in sight',
    { 'src/a.js': `${SHARED_VERSION}export const status = () => ({ isUp: true, api: VERSION });\n` },
    /an answer to callers that are not in sight \(src\/a\.js:7\)/,
  ],
  [
    'the last of a list that a function answers',
    {
      'src/a.js': `${SHARED_VERSION}const saved = [];\nexport function save(name) {\n  saved.push({ source: VERSION, name });\n  return saved.at(-1);\n}\n`,
    },
    /an answer to callers/,
  ],
  [
    'links that a page is made of',
    {
      'src/a.js': `${SHARED_PATH}const links = [['home', '/'], ['me', ME]];\nexport default function page() {\n  return links.map(([name, href]) => '<a href="' + href + '">' + name + '</a>').join('');\n}\n`,
    },
    /an answer to callers/,
  ],
  [
    'the path of an address, which a function answers',
    {
      'src/a.js': `const endpoint = new URL('https://api.clever.com/v1.1/me');\n${request('endpoint')}export const shown = () => \`\${endpoint.host}\${endpoint.pathname}\`;\n`,
    },
    /an answer to callers/,
  ],
  [
    'a header of the request itself',
    {
      'src/a.js': `const VERSION = 'v1.1';\nexport async function load() {\n  const response = await fetch(\`https://api.clever.com/\${VERSION}/me\`, { headers: { 'User-Agent': 'acme/' + VERSION } });\n  return (await response.json()).data.district;\n}\n`,
    },
    /a header of a request/,
  ],
  [
    'a link in a page',
    { 'src/a.jsx': `${SHARED_PATH}export const Menu = () => <a href={ME}>Me</a>;\n` },
    /the page \(src\/a\.jsx:8\)/,
  ],
  [
    'a route under another name',
    { 'src/a.js': `${SHARED_PATH}const route = ME;\napp.get(route, (req, res) => res.end());\n` },
    /`app\.get\(…\)`/,
  ],
  [
    'a member of a table',
    { 'src/a.js': `${HOST}const PATHS = { me: '/me' };\n${request('HOST + PATHS.me')}router.use(PATHS.me, guard);\n` },
    /`router\.use\(…\)`/,
  ],
  [
    'a member of a table that is taken apart',
    {
      'src/a.js': `${HOST}const PATHS = { me: '/me' };\n${request('HOST + PATHS.me')}const { me: route } = PATHS;\nrouter.use(route, guard);\n`,
    },
    /`router\.use\(…\)`/,
  ],
  [
    'a member of a table that is taken under its own name',
    {
      'src/a.js': `${HOST}const PATHS = { me: '/me' };\n${request('HOST + PATHS.me')}const { me } = PATHS;\nrouter.use(me, guard);\n`,
    },
    /`router\.use\(…\)`/,
  ],
  [
    'a route in another file',
    {
      'src/paths.js': "export const ME = '/me';\n",
      'src/a.js': `import { ME } from './paths.js';\n${HOST}${request('HOST + ME')}`,
      'src/routes.js': "import { ME } from './paths.js';\napp.get(ME, (req, res) => res.end());\n",
    },
    /`app\.get\(…\)` \(src\/routes\.js:2\)/,
  ],
  [
    'a route that is joined',
    { 'src/a.js': `${SHARED_PATH}app.get('/api' + ME, (req, res) => res.end());\n` },
    /`app\.get\(…\)`/,
  ],
  [
    'a test of it',
    asserted("assert.equal(BASE, 'https://api.clever.com/v1.1');"),
    /a comparison \(test\/a\.test\.js:2\)/,
  ],
  ['an expectation of it', asserted("expect(BASE).toBe('https://api.clever.com/v1.1');"), /a comparison/],
  ['an expectation of another', asserted('expect(BASE).not.to.match(/v3/);'), /a comparison/],
  [
    'a test of an object with it',
    asserted("assert.deepEqual(build('t'), { url: 'https://api.clever.com/v1.1/schools', token: 't' });"),
    /a comparison/,
  ],
  ['a test in a template', asserted('t.is(build().url, `${host}/v1.1/schools`);'), /a comparison/],
  ['a snapshot', asserted("expect(build('t')).toMatchSnapshot();"), /a snapshot \(test\/a\.test\.js:2\)/],
  ['a snapshot in the line', asserted('expect(BASE).toMatchInlineSnapshot();'), /a snapshot/],
  [
    'a store of the program, under a key of run time',
    {
      'src/a.js': `${SCHOOLS}const values = {};\nconst set = (key, value) => {\n  values[key] = value;\n};\nset('base', BASE);\nexport const load = () => fetch(values[String('base')] + '/me');\n`,
    },
    /`values\[key\]`/,
  ],
  [
    'a map, as a value',
    {
      'src/a.js': `${SCHOOLS}const values = new Map();\nconst provide = (key, value) => values.set(key, value);\nprovide('base', BASE);\n`,
    },
    /`values\.set\(…\)`/,
  ],
  ['the environment', { 'src/a.js': `${SCHOOLS}process.env.IDENTITY_API ||= BASE;\n` }, /`process\.env\.IDENTITY_API`/],
  [
    'the parts of a builder',
    {
      'src/a.js': `${SCHOOLS}class Builder {\n  parts = [];\n  add(part) {\n    this.parts.push(part);\n    return this;\n  }\n}\nnew Builder().add(BASE).add('me');\n`,
    },
    /`this\.parts\.push\(…\)`/,
  ],
  [
    'variables that a pattern sets',
    {
      'src/a.js': `${SCHOOLS}let transport;\nlet root;\nexport const configure = (options) => {\n  ({ transport, root } = options);\n};\nconfigure({ transport: fetch, root: BASE });\nexport const me = () => transport(\`\${root}/me\`);\n`,
    },
    /`transport\(…\)`/,
  ],
  [
    'a request of which not all callers are seen',
    {
      'src/a.js': `${SCHOOLS}class Http {\n  constructor(root) {\n    this.root = root;\n  }\n  get(path) {\n    return fetch(this.root + path);\n  }\n}\nconst withIdentity = (Base) =>\n  class extends Base {\n    me() {\n      return this.get('/me');\n    }\n  };\nclass Clever extends withIdentity(Http) {}\nexport const clever = new Clever(BASE);\n`,
    },
    /src\/a\.js/,
  ],
  [
    'a header that a server answers',
    { 'src/a.js': `${SCHOOLS}app.use((req, res) => res.set('X-Clever-Base', BASE).end());\n` },
    /`res\.set\(…\)`/,
  ],
  [
    'a header of a request',
    {
      'src/a.js': `${SCHOOLS}export const ping = () => fetch('https://example.com/ping', { headers: { Referer: BASE } });\n`,
    },
    /a request/,
  ],
];

/** Programs whose other uses of the text move with it, or do not mind. */
const NOT_SHARED: readonly (readonly [name: string, files: Texts])[] = [
  ['nothing else', { 'src/a.js': SHARED_PATH }],
  ['a log', { 'src/a.js': `${SHARED_PATH}console.log('asking', ME);\n` }],
  [
    'an error',
    { 'src/a.js': `${SHARED_PATH}export const fail = () => { throw new TypeError('no answer from ' + ME); };\n` },
  ],
  ['an expectation of a test', { 'src/a.js': `${SHARED_PATH}expect(asked()).toBe(HOST + ME);\n` }],
  ['a test that says it by its name', asserted("assert.equal(build('t').url, `${BASE}/schools`);")],
  ['a test of what stands beside it', asserted("assert.deepEqual(build('t1'), { url: BASE + '/x', token: 't1' });")],
  ['a test of its beginning', asserted("expect(BASE).toMatch(/^https:/);\nassert.ok(BASE, 'v1.1 is gone');")],
  [
    'an instance of a client',
    {
      'src/a.js': `import axios from 'axios';\nconst VERSION = 'v1.1';\nconst api = axios.create({ baseURL: 'https://api.clever.com/' + VERSION });\nexport const load = async () => (await api.get('/me')).data.data.district;\n`,
    },
  ],
  [
    'a function of the program that asks',
    {
      'src/a.js': `${HOST}const ME = '/me';\nconst get = async (path) => (await fetch(HOST + path)).json();\nexport const load = async () => (await get(ME)).data.district;\nexport const loadAgain = async () => (await get(ME)).data.district;\n`,
    },
  ],
  [
    'what a function answers to those who request it',
    {
      'src/a.js': `const VERSION = 'v1.1';\nexport const address = (path) => ({ url: \`https://api.clever.com/\${VERSION}/\${path}\` });\nexport async function load() {\n  return (await (await fetch(address('me').url)).json()).data.district;\n}\n`,
    },
  ],
  [
    'another member of what is kept in a list',
    {
      'src/a.js': `${SHARED_PATH}const routes = [];\nroutes.push({ path: ME, title: 'My page' });\nexport const title = () => routes[0].title;\n`,
    },
  ],
  [
    'how long a list is that has it',
    {
      'src/a.js': `${SHARED_PATH}const routes = [{ path: ME }];\nexport const count = () => routes.length;\n`,
    },
  ],
  [
    'another variable of the same name',
    { 'src/a.js': `${SHARED_PATH}export const isMe = (ME, path) => path === ME;\n` },
  ],
  [
    'a class with a field',
    {
      'src/a.js': `class Clever {\n  path = '/me';\n  async load() {\n    return (await (await fetch('https://api.clever.com' + this.path)).json()).data.district;\n  }\n}\nnew Clever().load();\n`,
    },
  ],
  [
    'a list that is gone through',
    {
      'src/a.js': `const ME = 'https://api.clever.com/me';\nconst urls = [];\nurls.push(ME);\nexport async function load() {\n  const found = [];\n  for (const url of urls) found.push((await (await fetch(url)).json()).data.district);\n  return found;\n}\n`,
    },
  ],
  [
    'a class that is made with it',
    {
      'src/a.js': `const BASE = 'https://api.clever.com';\nclass Clever {\n  constructor(http, base) {\n    this.http = http;\n    this.base = base;\n  }\n  async load() {\n    const response = await this.http(\`\${this.base}/me\`);\n    return (await response.json()).data.district;\n  }\n}\nnew Clever(fetch, BASE).load();\n`,
    },
  ],
];

describe('a text that a request shares', () => {
  test.each(SHARED)('with %s is not edited without asking', (_name, files, otherUse) => {
    const [finding] = findingsOf(files);
    expect(finding?.fix).toBeNull();
    const [suggestion] = finding?.suggestions ?? [];
    expect(suggestion && describeChange(suggestion)).toMatch(otherUse);
  });

  test.each(NOT_SHARED)('with %s is edited', (_name, files) => {
    expect(findingsOf(files)[0]?.fix).not.toBeNull();
  });
});

function findingsOf(files: Texts): readonly Finding[] {
  const folder = temporaryFolder({ ...files, 'package.json': '{ "name": "sample", "private": true }\n' });
  const options = { cwd: folder, paths: ['.'], rules, preset: 'recommended', target: 'v3.0' } as const;
  return audit(options).findings.filter(({ rule }) => /no-unversioned-me|no-v1-endpoint/.test(rule));
}
