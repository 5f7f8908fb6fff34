import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.js';
import { audit } from '../src/run/audit.js';
import type { Texts } from './support/findings.js';
import { temporaryFolder } from './support/folders.js';

const HOST = 'https://api.clever.com';
const BASE = `'${HOST}'`;
const ASK = `const me = await (await fetch('${HOST}/me')).json();`;
const OLD = `fetch('${HOST}/v1.1/students');\n`;

/** What a run must say of a program that is past a limit. */
type Trace =
  /** The old address is found all the same. */
  | 'found'
  /** The call is unresolved. */
  | 'unresolved'
  /** The file is skipped, with this reason. */
  | RegExp
  /** The answer is taken to leave sight, so nothing is fixed. */
  | 'not fixed';

/** A program that is past a limit. */
interface Plant {
  readonly trace: Trace;
  readonly files: Texts;
}

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** As many names, the last of which stands for what the first is given. */
const renamed = (count: number, first: string): string =>
  lines(count, (index) => `const n${index + 1} = ${index ? `n${index}` : first};`);

/** Types that the compiler is not asked to put together. */
const heavyTypes = (types: string): Plant => ({
  trace: /^its types have too many parts for the compiler$/,
  files: { 'clever.ts': `type U0 = { name: string };\n${types}\n${OLD}` },
});

/** As many parts of a type. */
const parts = (count: number): string => Array(count).fill('1').join(' | ');

/** As many functions, each of which hands its argument to the one before. */
const handedOn = (count: number, first: string): string =>
  lines(count, (index) => `function f${index + 1}(x) { ${index ? `return f${index}(x);` : first} }`);

/** Functions each of which sends a request and calls some of the others. */
const callingEachOther = (count: number): string =>
  `${lines(count, (index) => `function f${index}(p) { fetch(${BASE} + p); ${lines(5, (call) => `f${(index * 7 + call * 13 + 1) % count}(p + '/${call}');`)} }`)}\nf0('/v3.0/x');`;

const program = (trace: Trace, text: string): Plant => ({ trace, files: { 'clever.js': text } });
const answer = (text: string): Plant => program('not fixed', `async function f() { ${ASK}\n${text} }`);

/** An answer that is said to be of a type. */
const typed = (type: string, declarations: string): Plant => ({
  trace: 'unresolved',
  files: {
    'clever.ts': `${declarations}\nasync function f() { const me: ${type} = await (await fetch('${HOST}/me')).json(); }`,
  },
});

/** A program past each limit of the source, by file and name of the limit. */
const plants: Readonly<Record<string, Plant>> = {
  'discover/env-syntax.ts MAXIMUM_REFERENCES': {
    trace: 'unresolved',
    files: {
      '.env': `A0=${HOST}\n${lines(60, (index) => `A${index + 1}=\${A${index}}\${A${index}}`)}\n`,
      'clever.js': 'fetch(process.env.A60);',
    },
  },
  'discover/env-syntax.ts MAXIMUM_REFERENCES_OF_FILE': {
    trace: 'unresolved',
    files: {
      '.env': `${lines(300, (index) => `A${index}=\${A${index + 1}}`)}\nA300=${HOST}\n${lines(400, (index) => `B${index}=\${A${index % 5}}`)}`,
      'clever.js': 'fetch(process.env.B399);',
    },
  },
  'discover/ignore-rules.ts LONGEST_PATH': {
    trace: /^a pattern is longer than 4096 characters$/,
    files: { '.gitignore': `${'a'.repeat(5000)}\n`, '.git/HEAD': '', 'clever.js': OLD },
  },
  'discover/minified.ts LONGEST_AVERAGE': {
    trace: /^minified/,
    files: { 'clever.js': `${OLD.trim()}${'a();'.repeat(20_000)}\n` },
  },
  'discover/packages.ts MAXIMUM_CONDITIONS': {
    trace: /^it nests more than 50 conditions$/,
    files: {
      'package.json': '{ "workspaces": ["p"] }',
      'p/package.json': `{"name":"p","exports":${'{"default":'.repeat(60)}"./x.js"${'}'.repeat(60)}}`,
      'p/x.js': `export default '${HOST}';`,
      'clever.js': `import base from 'p';\nfetch(base + '/v3.0/me');`,
    },
  },
  'discover/compiler-configurations.ts MAXIMUM_ANCESTORS': {
    trace: /^it is inherited through more than 100 configurations$/,
    files: {
      'tsconfig.json': '{ "extends": "./t0.json" }',
      ...Object.fromEntries(
        Array.from({ length: 150 }, (_, index) => [`t${index}.json`, `{ "extends": "./t${index + 1}.json" }`]),
      ),
      't150.json': '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }',
      'base.ts': `export default '${HOST}';`,
      'clever.ts': `import base from '@/base';\nfetch(base + '/v1.1/me');`,
    },
  },
  'discover/read-regular-file.ts LARGEST_FILE': {
    trace: /^larger than 5 MB$/,
    files: { 'clever.js': `${OLD}${'//\n'.repeat(2_000_000)}` },
  },
  'discover/traces.ts LONGEST_LOOK': program('found', `const ${'a'.repeat(300)}Clever = 1;\n${OLD}`),
  'flow/call-facts.ts LONGEST_CHAIN': answer(
    `const { MongoClient } = require('mongodb');\nawait new MongoClient('x').db('x')${'.with()'.repeat(20)}.findOne({ id: me.data.id });`,
  ),
  'values/contexts.ts MAXIMUM_NAMES': program(
    'not fixed',
    `app.use(async (req, res, next) => { ${ASK}\nreq.clever = me; next(); });\napp.get('/x', (req, res) => {\n${renamed(9, 'req')}\nuse(n9.clever.data.name); });`,
  ),
  'flow/legacy-ids.ts DEEPEST': answer(
    `${handedOn(6, 'return x.legacy_id;')}\nf6(me);\ndb.users.findOne({ id: me.data.id });`,
  ),
  'flow/limits.ts MAXIMUM_DEPTH': answer(`const o = [[[[[[[[[[me]]]]]]]]]];\nuse(o${'[0]'.repeat(10)}.data.name);`),
  'flow/limits.ts MAXIMUM_LEVELS': program(
    'not fixed',
    `${lines(9, (index) => `function f${index + 1}(done) { return ${index ? `f${index}(done)` : `fetch('${HOST}/me').then((r) => r.json()).then(done)`}; }`)}\nf9((me) => use(me.data.name));`,
  ),
  'flow/limits.ts MAXIMUM_NAMES': program('found', `${renamed(12, `'${HOST}/v1.1/me'`)}\nask(n12);`),
  'flow/limits.ts MAXIMUM_PATH': answer(
    `const o = ${'{ a: '.repeat(10)}me${' }'.repeat(10)};\nuse(o${'.a'.repeat(10)}.data.name);`,
  ),
  'flow/declarations.ts MOST_LOOKS': typed(
    'U40',
    `interface U0 { name: string }\n${lines(40, (index) => `interface U${index + 1} { a: U${index}; b: U${index}; c: U${index}; d${index}: U${index}; }`)}`,
  ),
  'flow/declarations.ts DEEPEST_NAMES': typed(
    'U150',
    `type U0 = { data: { name: string } };\n${lines(150, (index) => `type U${index + 1} = U${index} & { m${index}: string };`)}`,
  ),
  'flow/limits.ts MAXIMUM_STEPS': answer('console.log(me.data.id);\n'.repeat(8_000)),
  'flow/limits.ts MAXIMUM_WAYS': answer(
    `function visit(x) { ${lines(6, (index) => `visit(x.m${index});`)} }\nvisit(me.data);`,
  ),
  'model/yaml.ts MAXIMUM_ERRORS': {
    trace: /^not valid YAML$/,
    files: {
      'compose.yaml': `services: { a: { environment: { CLEVER_URL: ${'}'.repeat(2000)} } } }\n`,
      'clever.js': `fetch(process.env.CLEVER_URL + '/v1.1/me');`,
    },
  },
  'model/yaml.ts MAXIMUM_LEVELS': {
    trace: /^not valid YAML$/,
    files: {
      'compose.yaml': `services: { a: { environment: { CLEVER_URL: ${'['.repeat(400)}${']'.repeat(400)} } } }\n`,
      'clever.js': `fetch(process.env.CLEVER_URL + '/v1.1/me');`,
    },
  },
  'program/program.ts MAXIMUM_DEPTH': program(/^nested too deep/, `${OLD}${'('.repeat(1000)}1${')'.repeat(1000)};`),
  'program/program.ts MAXIMUM_TEXT': {
    trace: /^other files of this run already reach the limit of 20 MB of code$/,
    files: Object.fromEntries(
      Array.from({ length: 5 }, (_, index) => [`clever${index}.js`, `${OLD}${'// a comment\n'.repeat(360_000)}`]),
    ),
  },
  'program/program.ts MAXIMUM_OPERANDS': program(/^nested too deep/, `${OLD}x = ${"'a' +\n".repeat(6000)} 'b';`),
  'program/type-size.ts MAXIMUM_PARTS': heavyTypes(
    lines(20, (index) => `type U${index + 1} = U${index} & Partial<U${index}>;`),
  ),
  'program/type-size.ts MAXIMUM_STEPS': heavyTypes(
    `type L<A, B, C> = ${parts(900)} | A | B | C;\n${lines(2200, (index) => `type V${index} = L<${[index % 13, Math.floor(index / 13) % 13, Math.floor(index / 169)].map((each) => parts(each + 1)).join(', ')}>;`)}`,
  ),
  'program/type-size.ts MAXIMUM_DEPTH': {
    trace: 'found',
    files: {
      'clever.ts': `${lines(300, (index) => `type U${300 - index} = U${299 - index};`)}\ntype U0 = { name: string };\n${OLD}`,
    },
  },
  'requests/handed.ts MAXIMUM_DEPTH': {
    trace: 'found',
    files: {
      'clever.js': `import { send } from './b.js';\nsend({ a: { b: { c: { d: { e: ${BASE} } } } } });`,
      'b.js': `export function send(o) { return fetch(o.a.b.c.d.e + '/v1.1/me'); }`,
    },
  },
  'rewrite/other-requests.ts MAXIMUM_DEPTH': program(
    'not fixed',
    `${handedOn(8, 'return x;')}\nasync function get(path) { f8(path); return (await fetch(${BASE} + path)).json(); }\nget('/me').then((me) => console.log(me.data.email));`,
  ),
  'scan/data-addresses.ts LONGEST_VALUE': {
    trace: 'found',
    files: {
      'clever.js': OLD,
      'index.html': `<meta http-equiv="Content-Security-Policy" content="connect-src ${'https://example.com '.repeat(600)} ${HOST}/v1.1/students">`,
    },
  },
  'scan/scan.ts MAXIMUM_ROUNDS': {
    trace: /^imported through more files than this tool follows$/,
    files: {
      ...Object.fromEntries(
        Array.from({ length: 130 }, (_, index) => [
          `f${index + 1}.js`,
          index
            ? `import { f${index} } from './f${index}.js';\nexport const f${index + 1} = f${index};`
            : `export const f1 = ${BASE};`,
        ]),
      ),
      'a.js': `import { f130 } from './f130.js';\nfetch(f130 + '/v1.1/me');`,
    },
  },
  'text/mentions.ts LONGEST_LINE': {
    trace: 'found',
    files: { 'clever.yaml': `${' '.repeat(10)}${'a'.repeat(500)}allowed: "${HOST}/v1.1/me"\n` },
  },
  'text/sent-parameters.ts LONGEST_REST': {
    trace: 'found',
    files: { 'a.sh': `curl -H "X: ${'a'.repeat(1200)}" "${HOST}/v1.1/me" -H "Y: ${'a'.repeat(1200)}"\n` },
  },
  'text/mentions.ts LONGEST_LIST': {
    trace: 'found',
    files: {
      'clever.yaml': `allowed:\n${lines(80, (index) => `  - https://x.example/${index}`)}\n  - ${HOST}/v1.1/me\n`,
    },
  },
  'text/address-names.ts LONGEST_NAME': {
    trace: 'found',
    files: { 'clever.py': `BASE = "${HOST}"\nrequests.get(BASE + ${' '.repeat(300)}"/v1.1/me")\n` },
  },
  'text/base-paths.ts LONGEST_LABEL': {
    trace: 'unresolved',
    files: { 'clever.rb': `@host = 'api.clever.com'\n@base_path = ${' '.repeat(200)}'/v1.1'\n` },
  },
  'text/base-paths.ts LONGEST_APART': {
    trace: 'unresolved',
    files: { 'clever.rb': `@host = 'api.clever.com'\n${lines(800, () => '@x = 1')}\n@base_path = '/v1.1'\n` },
  },
  'text/filled-texts.ts LONGEST_FRONT': {
    trace: 'found',
    files: { 'clever.py': `V = "v1.1"\nBASE = "${HOST}"\nget(BASE + ${' '.repeat(300)}V + "/students")\n` },
  },
  'text/open-addresses.ts LONGEST_JOIN': {
    trace: 'unresolved',
    files: { 'clever.py': `BASE = "${HOST}"\nrequests.get(BASE + ${' '.repeat(300)}path)\n` },
  },
  'values/builders.ts MAXIMUM_STEPS': program(
    'found',
    `class B { base = ${BASE}; header() { return this; } at(path) { this.path = path; return this; } send() { return fetch(this.base + this.path); } }\nnew B()${'.header()'.repeat(40)}.at('/v1.1/me').send();`,
  ),
  'values/callers.ts MAXIMUM_CONTEXTS': {
    trace: 'unresolved',
    files: {
      'clever.js': `export const get = (path) => fetch(${BASE} + path);`,
      'b.js': `import { get } from './clever.js';\n${lines(5100, (index) => `get('/v3.0/users/${index}');`)}\nget('/v1.1/me');`,
    },
  },
  'values/callers.ts MAXIMUM_EVALUATIONS': program(
    'unresolved',
    `const http = (base) => ({ get: (path) => fetch(base + path) });\nconst f0 = (x) => x;\n${lines(6, (index) => `const f${index + 1} = (x) => (a ? f${index}(x) : f${index}(x));`)}\nconst load = (h, path) => f6(h).get(path);\n${lines(100, (index) => `const u${index} = (h) => load(h, '/users/${index}');\nu${index}(http('https://x.example/${index}'));`)}\nconst me = (h) => load(h, '/v1.1/me');\nme(http(${BASE}));`,
  ),
  'values/callers.ts MAXIMUM_LEVELS': program(
    'unresolved',
    `${handedOn(15, `return fetch(${BASE} + x);`)}\nf15('/v1.1/me');`,
  ),
  'values/data-files.ts MAXIMUM_LEVELS': {
    trace: 'unresolved',
    files: {
      'a/b/c/d/e/f/g/clever.js': `const { readFileSync } = require('fs');\nfetch(${BASE} + JSON.parse(readFileSync('settings.json')).path);`,
      'settings.json': '{ "path": "/v1.1/me" }',
    },
  },
  'values/evaluator.ts MAXIMUM_EVALUATIONS': program(
    'unresolved',
    `const f0 = (x) => x;\n${lines(7, (index) => `const f${index + 1} = (x) => (a ? f${index}(x) : b ? f${index}(x) : c ? f${index}(x) : f${index}(x));`)}\nfetch(${BASE} + f7('/v1.1/me'));`,
  ),
  'values/evaluator.ts MAXIMUM_NESTING': program(
    'unresolved',
    `${renamed(9000, "'/v1.1/me'")}\nfetch(${BASE} + n9000);`,
  ),
  'values/evaluator.ts MAXIMUM_STEPS': program('unresolved', `${renamed(9000, "'/v1.1/me'")}\nfetch(${BASE} + n9000);`),
  'values/file-budgets.ts MAXIMUM_EVALUATIONS_BEYOND': program('unresolved', callingEachOther(8)),
  'values/filled-objects.ts MAXIMUM_LEVELS': program(
    'unresolved',
    `const o = {};\n${handedOn(8, "x.path = '/v1.1/me';")}\nf8(o);\nfetch(${BASE} + o.path);`,
  ),
  'values/functions.ts MAXIMUM_DEPTH': {
    trace: 'unresolved',
    files: {
      ...Object.fromEntries(
        Array.from({ length: 15 }, (_, index) => [
          `f${index + 1}.js`,
          index ? `import f from './f${index}.js';\nexport default (x) => f(x);` : `export default (x) => ${BASE} + x;`,
        ]),
      ),
      'a.js': `import f from './f15.js';\nfetch(f('/v1.1/me'));`,
    },
  },
  'values/inheritance.ts MAXIMUM_CLASSES': program(
    'unresolved',
    `class C0 { get() { return '/v1.1/me'; } }\n${lines(250, (index) => `class C${index + 1} extends C${index} {}`)}\nfetch(${BASE} + new C250().get());`,
  ),
  'values/array-methods.ts MAXIMUM_CALLBACK_CALLS': program(
    'unresolved',
    `const list = [${lines(1100, (index) => `'/v1.1/students/${index}',`)}];\nfetch('${HOST}' + list.map((each) => each)[0]);`,
  ),
  'values/spreading.ts MAXIMUM_ELEMENTS': program(
    'found',
    `let all = ['x'];\n${'all = [...all, ...all];\n'.repeat(20)}all = [...all, '${HOST}/v1.1/me'];\nfetch(all[1048576]);`,
  ),
  'values/written-patterns.ts MOST_STEPS': program(
    'unresolved',
    `fetch(${BASE} + '/' + 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'.replace(/(a+)+$/, 'v1.1/me'));`,
  ),
  'values/value.ts MAXIMUM_ALTERNATIVES': program(
    'unresolved',
    `const o = {\n${lines(250, (index) => `k${index}: '/v3.0/users/${index}',`)}\nme: '/v1.1/me' };\nfetch(${BASE} + o[k]);`,
  ),
  'values/value.ts MAXIMUM_PIECES': program(
    'unresolved',
    `fetch(${BASE} + '/' + ${lines(600, (index) => `a${index} + '/' +`)} 'v1.1/me');`,
  ),
  'values/reaching.ts MAXIMUM_CHANGES_APPLIED': program(
    'unresolved',
    `async function f(list) {\nlet path = '';\n${lines(50, () => "for (const each of list) { path = '/';")}\npath = '/v1.1/me'; await fetch(${BASE} + path); ${'}'.repeat(51)}`,
  ),
  'values/variables.ts MAXIMUM_CHANGES': program(
    'unresolved',
    `let path = '';\n${lines(1001, (index) => `path = '/v3.0/users/${index}';`)}\nif (b) path = '/v1.1/me';\nfetch(${BASE} + path);`,
  ),
};

/** The other limits: those that leave out nothing which a run says, and why. */
const harmless: Readonly<Record<string, string>> = {
  'engine/changed-by-others.ts LONGEST_EDIT': 'a finding keeps the reason why it has no change of its own',
  'text/continued.ts MOST_PARTS': 'a path that goes on is no address whose change is offered',
  'scan/unknown-clients.ts MOST_FUNCTIONS':
    'the address is a finding by itself, and no fix asks what its answer becomes',
  'cli/writing/journal.ts MAXIMUM_SIZE': 'a larger journal is refused, with an error',
  'cli/writing/owner.ts LONGEST_WRITE': 'how long another run is waited for before an error',
  'eslint/report.ts LARGEST_CHANGES': 'the message says which other one offers the change',
  'config/nearest.ts LARGEST_SHARE': 'how near a misspelled name must be',
  'config/parsed-file.ts MAXIMUM_LEVELS': 'a deeper configuration ends the run with an error',
  'config/read.ts MOST_PATTERNS': 'more patterns end the run with an error',
  'discover/bounded-test.ts LONGEST_TEST':
    'a pattern that takes longer ends the run with an error, or its file is skipped',
  'discover/templates/patterns.ts LONGEST_PATTERN': 'an answer that a template is given leaves sight, whatever is read',
  'discover/templates/pug.ts LONGEST_LINE': 'an answer that a template is given leaves sight, whatever is read',
  'discover/templates/tokens.ts LONGEST_CODE': 'an answer that a template is given leaves sight, whatever is read',
  'discover/variable-settings.ts MOST_BESIDE': 'what stands further away from a variable does not set it',
  'discover/git.ts LARGEST_OUTPUT': 'more output of git ends the run with an error',
  'discover/globs.ts LONGEST_PATTERN': 'a longer pattern ends the run with an error',
  'engine/prove.ts MOST_PROVED_APART': 'more changes are refused together, each with the objection to it',
  'engine/prove.ts MOST_OUTLINES': 'a change that reaches more files is refused, with the reason',
  'engine/to-findings.ts MOST_OF_LINE': 'what tells two fingerprints apart',
  'flow/declarations.ts MAXIMUM_DEPTH': 'no answer of Clever has members so deep',
  'flow/limits.ts MAXIMUM_CALLS': 'a longer chain is given a name rather than repeated',
  'flow/limits.ts DEEPEST_NESTING': 'what is given to a view leaves sight where it is shown, whatever is read of it',
  'flow/limits.ts MOST_VIEWS_SHOWN': 'what is given to a view leaves sight where it is shown, whatever is read of it',
  'migrate/endpoint-advice.ts MOST_FIELDS': 'the number of the others is said',
  'program/type-check.ts MAXIMUM_NAMES_PUT_TOGETHER': 'a change whose types are not checked is refused',
  'program/type-check.ts MAXIMUM_TYPES': 'a change whose types are not checked to the end is refused',
  'values/value.ts LONGEST_NAMES':
    'names that are further away than 200 characters only tell that a base may be of Clever',
  'reporters/hanging-words.ts MOST_LINES': 'the number of the others is said',
  'text/comment-lines.ts MOST_LINES_ABOVE': 'no comment is put, and what is left to check is printed',
  'values/literals.ts LONGEST_CODE': 'a longer expression is named by its last name',
  'reporters/html/calls-section.tsx MOST_OPEN': 'which cards are open at first',
  'reporters/html/code-map.tsx MOST_FILES': 'a picture; the lists beside it are whole',
  'reporters/html/diff-rows.ts LONGEST_LINE': 'which words of a line are colored',
  'reporters/html/hot-spots.tsx MOST_FILES': 'the first files of a list that stands in full below',
  'reporters/html/overview.tsx MOST_BARS': 'a picture; the lists beside it are whole',
  'reporters/html/plan-section.tsx MOST_LINKS': 'the number of the others is said',
  'reporters/html/progress.tsx MOST_LINES': 'the number of all is said above the list',
  'reporters/html/side-by-side.tsx MOST_ROWS': 'the number of the others is said',
  'reporters/json-changes.ts MOST_EDITS': 'edits past it are written once and referred to',
  'reporters/next-command.ts MOST_PLACES': 'the number of the others is said',
  'reporters/next-command.ts MOST_FILES':
    'above it the next command names what was asked for, as it does without changed files',
  'rewrite/hoisting.ts LONGEST_REPEATED': 'a longer argument is given a name rather than repeated',
  'rewrite/layout/lay-out.ts LONGEST_LINE': 'a line that is longer stays one line',
  'rewrite/layout/lay-out.ts LONGEST_STATEMENT': 'its lines stay as long as the change makes them',
  'rewrite/layout/lay-out.ts MAXIMUM_ROUNDS': 'a line that is still too long stays so',
  'engine/prove.ts MAXIMUM_SECONDS_OF_PARTS': 'the changes that were not tried are refused, and it is said why',
  'model/time-limits.ts MAXIMUM_SECONDS_OF_FILE': 'the file is skipped with the reason; see model/time-limits.test.ts',
  'run/audit.ts MAXIMUM_SECONDS_OF_PROOF': 'the changes are refused, with the file that takes the time',
  'rewrite/layout/lay-out.ts LONGEST_PARSED_WHOLE': 'of a longer statement, the statements inside are laid out',
  'run/contained.ts MAXIMUM_LOOKS': 'files with faults are skipped as a whole from then on',
  'run/unread-recordings.ts MOST_LOOKED_THROUGH': 'a larger file may hold recordings, so no fix is made',
  'run/fix.ts MAXIMUM_ROUNDS': 'what is left is a finding of the last round',
  'flow/spoken.ts DEEPEST_CALLS': 'what is printed counts as read by another program, which holds a fix back',
  'values/conditions.ts DEEPEST_CONDITION': 'values under a condition that is nested deeper are combined freely',
  'values/subjects.ts DEEPEST_SUBJECT': 'values under a condition that is nested deeper are combined freely',
  'values/value.ts MOST_CHOICES': 'values that rest on more choices are combined freely',
  'values/declared-members.ts MAXIMUM_LEVELS': 'a type that is written in more steps counts as one that is not written',
  'values/just-set.ts MAXIMUM_NODES': 'a member that was set further back is looked up as any other',
};

/** The limits that the source names: constants whose names begin with one of these words. */
function namedLimits(): readonly string[] {
  const source = fileURLToPath(new URL('../src', import.meta.url));
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  return files.flatMap((file) => {
    const text = readFileSync(join(source, file), 'utf8');
    const names = text.matchAll(/^(?:export )?const ((?:MAXIMUM|LONGEST|LARGEST|DEEPEST|MOST)(?:_[A-Z]+)*) = /gm);
    return [...names].map(([, name]) => `${file.replaceAll('\\', '/')} ${name}`);
  });
}

it('every limit of the source is planted below, or said to be harmless', () => {
  expect([...Object.keys(plants), ...Object.keys(harmless)].sort()).toEqual([...namedLimits()].sort());
});

describe('what is past a limit leaves a trace', () => {
  it.each(Object.entries(plants))('%s', (_name, { files, trace }) => {
    const folder = temporaryFolder({ 'package.json': '{}', ...files });
    const { findings, unresolved, skipped } = audit({ cwd: folder, root: folder, paths: ['.'], rules });
    const old = findings.filter(({ rule }) => /no-unversioned-me|no-v1-endpoint/.test(rule));
    if (trace instanceof RegExp)
      expect(skipped.map(({ reason }) => reason)).toContainEqual(expect.stringMatching(trace));
    else if (trace === 'unresolved') expect(unresolved).not.toEqual([]);
    else expect(old).not.toEqual([]);
    if (trace === 'not fixed') expect(findings.filter(({ fix }) => fix)).toEqual([]);
  });
});
