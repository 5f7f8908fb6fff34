import { describe, expect, it } from 'vitest';
import { describeChange } from '../../src/model/finding.js';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

/** How a program asks who is signed in, and reads what only the record has. */
const GREETING = `
export async function greeting(token) {
  const me = await call('/v1.1/me', token);
  return me.data.name.last;
}
`;

const FETCH = `const response = await fetch(\`https://api.clever.com\${path}\`, { headers: { Authorization: token } });
  if (!response.ok) throw new Error('refused');
  return response.json();`;

/** A helper that does something with the path, or beside the request. */
function helper(before: string, above = ''): string {
  return `${above}async function call(path, token) {\n  ${before}\n  ${FETCH}\n}\n${GREETING}`;
}

const ASKS_PATH = {
  'a set of paths': helper(
    "if (!KNOWN.has(path)) throw new Error('unknown');",
    "const KNOWN = new Set(['/v1.1/me']);\n",
  ),
  'the front of it': helper("if (!path.startsWith('/v1.1/')) throw new Error('left the API');"),
  'its end': helper("if (path.endsWith('/me')) token = `Bearer ${token}`;"),
  'a switch in another function': helper(
    'token = tokenFor(path, token);',
    `function tokenFor(path, token) {\n  switch (path) {\n    case '/v1.1/me':\n      return token;\n    default:\n      throw new Error('unknown');\n  }\n}\n`,
  ),
  'a pattern': helper('if (!/^\\/v1\\.1\\/\\w+$/.test(path)) throw new Error();'),
  'the path of a URL, taken by a pattern': helper(
    "const { pathname } = new URL(path, 'https://api.clever.com');\n  if (pathname !== '/v1.1/me') throw new Error('unknown');",
  ),
  'the path of a URL, as a member': helper(
    "const url = new URL(path, 'https://api.clever.com');\n  if (url.pathname.endsWith('/me')) token = `Bearer ${token}`;",
  ),
  'what is cut off': helper("const name = path.replace('/v1.1', '');\n  console.log(name);"),
} as const;

const ASKS_NOTHING_OF_IT = {
  'a slash in front': helper("if (!path.startsWith('/')) path = `/${path}`;"),
  'a scheme': helper("if (path.startsWith('https://')) throw new Error('a path, please');"),
  'a line of a log': helper("console.log('asking', path);"),
  'what is kept under its name': helper(
    'if (seen.has(path)) console.log(path);\n  seen.add(path);',
    'const seen = new Set();\n',
  ),
} as const;

const COUNTS = {
  'a budget': helper(
    "if (budget.left === 0) throw new Error('spent');\n  budget.left -= 1;",
    'const budget = { left: 1 };\n',
  ),
  'a list that is asked': helper(
    "if (asked.length) throw new Error('once');\n  asked.push(path);",
    'const asked = [];\n',
  ),
  'a nonce from a list': helper(
    'token = `${token} ${nonce()}`;',
    "const nonces = ['a'];\nconst nonce = () => nonces.pop();\n",
  ),
  'a number in an object of the caller': `async function call(path, options) {
  options.headers.tries = Number(options.headers.tries ?? 0) + 1;
  const response = await fetch(\`https://api.clever.com\${path}\`, options);
  if (!response.ok) throw new Error('refused');
  return response.json();
}
${GREETING}`,
  'a field of a class': `class Clever {
  #used = 0;
  async call(path, token) {
    if (this.#used > 0) throw new Error('once');
    this.#used += 1;
    ${FETCH}
  }
}
const clever = new Clever();
const call = (path, token) => clever.call(path, token);
${GREETING}`,
} as const;

/** A helper that calls what its caller gives it, and what a reader of it may look at. */
function given(runs: string, options: string, above: string, read: string): string {
  return `${above}
async function call(path, token, options) {
  ${runs}
  ${FETCH}
}
export async function greeting(token) {
  const me = await call('/v1.1/me', token, ${options});
  return me.data.name.last + ${read};
}
`;
}

/** A client that calls functions of the program for each request. */
function clientWith(option: string, above = 'const seen = [];', read = 'seen.length'): string {
  return `import axios from 'axios';
${above}
const api = axios.create({ baseURL: 'https://api.clever.com', ${option} });
export async function greeting() {
  const { data: me } = await api.get('/v1.1/me');
  return me.data.name.last + ${read};
}
`;
}

const RUNS_WHAT_IS_GIVEN = {
  'a function of the options, for a counter': given(
    'options.onCall?.();',
    '{ onCall: () => { count += 1; } }',
    'let count = 0;',
    'count',
  ),
  'a function that refuses the second id': given(
    "if (!options.guard('a')) throw new Error('twice');",
    '{ guard }',
    'const seen = new Set();\nconst guard = (id) => !seen.has(id) && Boolean(seen.add(id));',
    "''",
  ),
  'a supplier of tokens': given(
    'token = options.next();',
    '{ next: () => tokens.shift() }',
    "const tokens = ['a', 'b'];",
    "''",
  ),
  'a method of the options that are in a variable': given(
    'options.budget.spend(1);',
    'options',
    'let left = 1;\nconst options = { budget: { spend(units) { left -= units; } } };',
    'left',
  ),
  'functions in a list': given(
    'for (const hook of options.before) hook();',
    '{ before: [() => seen.push(1)] }',
    'const seen = [];',
    'seen.length',
  ),
  'a method of an instance': given(
    'options.spend();',
    'budget',
    'class Budget {\n  left = 1;\n  spend() {\n    this.left -= 1;\n  }\n}\nconst budget = new Budget();',
    'budget.left',
  ),
  'a getter of what the client is given': `const queue = ['a', 'b'][Symbol.iterator]();
const options = { get headers() { return { Authorization: queue.next().value }; } };
export async function greeting() {
  const response = await fetch('https://api.clever.com/v1.1/me', options);
  if (!response.ok) throw new Error('refused');
  return (await response.json()).data.name.last;
}
`,
  'what decides whether a status is a failure': clientWith(
    'validateStatus: (status) => { seen.push(status); return status < 300; }',
  ),
  'what writes the parameters': clientWith(
    "paramsSerializer: { serialize: () => { count += 1; return ''; } }",
    'let count = 0;',
    'count',
  ),
  'options of the client that are spread': clientWith(
    '...defaults',
    'const seen = [];\nconst defaults = { validateStatus: (status) => Boolean(seen.push(status)) };',
  ),
} as const;

const RUNS_WHAT_CHANGES_NOTHING = {
  'a function of the options that logs': given(
    'options.onCall?.();',
    "{ onCall: () => console.log('called') }",
    'let count = 0;',
    'count',
  ),
  'a supplier of the same token': given(
    'token = options.next();',
    '{ next: () => tokens[0] }',
    "const tokens = ['a'];",
    "''",
  ),
  'what decides whether a status is a failure': clientWith('validateStatus: (status) => status < 300'),
  'what a function puts together for itself': given(
    'token = options.sign();',
    "{ sign: () => { const parts = []; parts.push('a'); return parts.join(); } }",
    '',
    "''",
  ),
} as const;

/** A helper that does something beside the request, and a program that looks at what came of it. */
function beside(above: string, does: string, read: string): string {
  return `${helper(does, `${above}\n`)}
export const report = () => ${read};
`;
}

const DOES_SOMETHING_BESIDE = {
  'a histogram': beside(
    "import { createHistogram } from 'node:perf_hooks';\nconst histogram = createHistogram();",
    'histogram.record(1);',
    'histogram.count',
  ),
  'a counter of a library': beside(
    "import { Counter } from 'prom-client';\nconst asked = new Counter({ name: 'asked' });",
    'asked.inc();',
    'asked.get()',
  ),
  'the list of an asynchronous context': beside(
    "import { AsyncLocalStorage } from 'node:async_hooks';\nconst als = new AsyncLocalStorage();",
    'als.getStore().push(1);',
    'als.getStore().length',
  ),
  'the same, in a variable': beside(
    "import { AsyncLocalStorage } from 'node:async_hooks';\nconst als = new AsyncLocalStorage();",
    'const list = als.getStore();\n  list.push(1);',
    'als.getStore().length',
  ),
  'a field with an object of a library': `import { Meter } from 'meters';
class Clever {
  meter = new Meter();
  async call(path, token) {
    this.meter.mark();
    ${FETCH}
  }
}
export const clever = new Clever();
export const rate = () => clever.meter.rate;
const call = (path, token) => clever.call(path, token);
${GREETING}`,
  'a channel with a subscriber': beside(
    "import { channel } from 'node:diagnostics_channel';\nconst asked = channel('asked');\nconst seen = [];\nasked.subscribe((message) => seen.push(message));",
    'asked.publish({});',
    'seen.length',
  ),
  'an event with a listener': beside(
    "import { EventEmitter } from 'node:events';\nconst events = new EventEmitter();\nlet count = 0;\nevents.on('asked', () => { count += 1; });",
    "events.emit('asked');",
    'count',
  ),
  'a mark': beside('', "performance.mark('asked');", "performance.getEntriesByName('asked').length"),
  'the notes of the runtime': beside('', '', "performance.getEntriesByType('resource').length"),
} as const;

const DOES_NOTHING_BESIDE = {
  'a histogram that nothing reads': beside(
    "import { createHistogram } from 'node:perf_hooks';\nexport const histogram = createHistogram();",
    'histogram.record(1);',
    'null',
  ),
  'a listener that logs': beside(
    "import { EventEmitter } from 'node:events';\nconst events = new EventEmitter();\nevents.on('asked', () => console.log('asked'));",
    "events.emit('asked');",
    'null',
  ),
  'an event that another listener hears': beside(
    "import { EventEmitter } from 'node:events';\nconst events = new EventEmitter();\nlet count = 0;\nevents.on('failed', () => { count += 1; });",
    "events.emit('asked');",
    'count',
  ),
  'a clock': beside('', 'const started = performance.now();\n  console.log(started);', 'performance.now()'),
  'marks of other code': beside('', '', "performance.getEntriesByName('render').length"),
  'a function of a library': beside("import * as trace from 'traces';", 'trace.note(1);', 'trace.version'),
} as const;

/** A program that checks the answer with a schema, and says what is wrong with it. */
function checked(fails: string, check = 'const parsed = Me.safeParse(await response.json());'): string {
  return `import { z } from 'zod';
const Me = z.object({ type: z.string(), data: z.object({ email: z.string() }) });
export async function main(token) {
  const response = await fetch('https://api.clever.com/v1.1/me', { headers: { Authorization: token } });
  ${check}
  ${fails}
  return parsed.data.data.email;
}
`;
}

const READS_ISSUES = {
  'the paths of the issues': checked(
    "if (!parsed.success) return parsed.error.issues.map(({ path }) => path.join('.'));",
  ),
  'how many there are': checked("if (!parsed.success) return console.log('invalid', parsed.error.issues.length);"),
  'the message': checked('if (!parsed.success) return { error: parsed.error.message };'),
  'the issues, by a method': checked('if (!parsed.success) return { error: parsed.error.flatten() };'),
  'the issues, by a function': checked('if (!parsed.success) return z.treeifyError(parsed.error);'),
  'the issues of what is caught': checked(
    '',
    'let parsed;\n  try {\n    parsed = { data: Me.parse(await response.json()) };\n  } catch (error) {\n    return error.issues;\n  }',
  ),
} as const;

const READS_NO_ISSUES = {
  'whether the check failed': checked("if (!parsed.success) throw new Error('refused');"),
  'the message, in a log': checked('if (!parsed.success) return console.error(parsed.error.message);'),
  'the message of something else': checked(
    "if (!parsed.success) throw new Error('refused');\n  try {\n    check(token);\n  } catch (error) {\n    return error.message;\n  }",
  ),
} as const;

/** A program that goes through a list of paths. */
function listed(asks: string): string {
  return `const PATHS = ['/v1.1/schools', '/v3.0/sections'];
const HELD = { paths: PATHS };
async function call(path) {
  const response = await fetch('https://api.clever.com' + path, { headers: { Authorization: process.env.TOKEN } });
  console.log(response.status);
}
let i = 0;
${asks}
`;
}

const COUNTS_PATHS = {
  'the length of the list, in a loop': listed('for (; i < PATHS.length; i += 1) await call(PATHS[i]);'),
  'the length of the list, in an object': listed(
    'while (i !== HELD.paths.length) {\n  await call(HELD.paths[i]);\n  i += 1;\n}',
  ),
  'the length of the list, where it is handed to': listed(
    'const isPast = (list, at) => list.length <= at;\nfor (; !isPast(PATHS, i); i += 1) await call(PATHS[i]);',
  ),
} as const;

const MEASURES_PATH = {
  'how long a path of the list is': listed(
    'for (; i < PATHS.length; i += 1) if (PATHS[i].length === 13) await call(PATHS[i]);',
  ),
} as const;

/** A program with two schemas, which reads the issues of the one that has nothing to do with the answer. */
function checkedBeside(schema: string, fails: string): string {
  return checked("if (!parsed.success) throw new Error('refused');").replace(
    'export async',
    `${schema}\nexport function check(order) {\n  ${fails}\n}\nexport async`,
  );
}

const READS_ISSUES_OF_ANOTHER = {
  'the issues of another schema': checkedBeside(
    'const Order = z.object({ item: z.string() });',
    'const checked = Order.safeParse(order);\n  return checked.success ? null : checked.error.issues.length;',
  ),
  'the message of another schema, by a pattern': checkedBeside(
    'const schemas = { Order: z.array(z.string()) };',
    'const { error } = schemas.Order.safeParse(order);\n  return error?.message;',
  ),
  'the issues of another schema, by a function': checkedBeside(
    'const Order = z.object({ item: z.string() });',
    'const checked = Order.safeParse(order);\n  return checked.success ? null : z.treeifyError(checked.error);',
  ),
} as const;

const READS_ISSUES_OF_WHOLE = {
  'the issues of a schema that it is a part of': checkedBeside(
    'const Order = z.object({ by: Me });',
    'const checked = Order.safeParse(order);\n  return checked.success ? null : checked.error.issues.length;',
  ),
  'the issues of a schema that is handed in': checkedBeside(
    'const failed = (schema, body) => {\n  const checked = schema.safeParse(body);\n  return checked.error?.issues;\n};',
    'return failed(Me, order);',
  ),
} as const;

const COUNTS_NOTHING = {
  'attempts of one call': helper('let tries = 0;\n  while (tries < 3) tries += 1;'),
  'a token that is kept': helper("kept ??= 'token';\n  console.log(kept);", 'let kept = null;\n'),
  'headers that are put together': helper('const headers = [];\n  headers.push(token);\n  console.log(headers);'),
} as const;

/** What else a function answers in the place of the answer, where its reader takes the type and the data. */
function answering(other: string, read = "const { type, data } = await load('t');"): string {
  return `async function load(token) {
  const response = await fetch('https://api.clever.com/me', { headers: { Authorization: token } });
  ${other}
  return response.json();
}
export async function main() {
  ${read}
  return type === 'teacher' ? data.name.last : data.email;
}
`;
}

const ANSWERS_BESIDES = {
  'no data': answering('if (!response.ok) return { data: null, type: null };'),
  'a guest': answering("if (!response.ok) return { type: 'student', data: { name: { last: 'Guest' } } };"),
  'a guest with a name': answering('if (!response.ok) return GUEST;').replace(
    'async',
    "const GUEST = { type: 'student', data: { name: {} } };\nasync",
  ),
} as const;

/** An instance of axios with a function for answers that failed. */
function intercepting(failed: string): string {
  return `import axios from 'axios';
const api = axios.create({ baseURL: 'https://api.clever.com' });
api.interceptors.response.use(undefined, ${failed});
export async function main() {
  const { data: me } = await api.get('/me');
  return me.type === 'teacher' ? me.data.name.last : me.data.email;
}
`;
}

const ANSWERS_FAILED = {
  'a guest for those who are not signed in': intercepting(
    "(error) => {\n  if (error.response?.status === 401) return { status: 401, data: { type: 'guest', data: {} } };\n  throw error;\n}",
  ),
  'a thing that has a name': intercepting('() => GUEST').replace(
    'const api',
    'const GUEST = { data: { type: 1 } };\nconst api',
  ),
  'a promise of one': intercepting('async () => ({ status: 200, data: {} })'),
} as const;

const PASSES_FAILURES_ON = {
  'an interceptor that throws again': intercepting('(error) => {\n  console.error(error);\n  throw error;\n}'),
  'an interceptor that rejects': intercepting('(error) => Promise.reject(error)'),
} as const;

const ANSWERS_NOTHING_BESIDES = {
  'nothing at all': answering("if (!response.ok) throw new Error('refused');"),
  'an error': answering("if (!response.ok) return Promise.reject(new Error('refused'));"),
} as const;

/** A request whose promise is kept, with a line between it and the line that awaits it. */
function pending(between: string, sent = "fetch('https://api.clever.com/v1.1/me', options)"): string {
  return `export async function main(token) {
  const options = { headers: { Authorization: token } };
  const pending = ${sent};
  ${between}
  const response = await pending;
  if (!response.ok) throw new Error('refused');
  return (await response.json()).data.name.last;
}
`;
}

const CHANGES_WHILE_PENDING = {
  'the token is deleted': pending('delete options.headers.Authorization;'),
  'the token is deleted by its key': pending("delete options['headers']['Authorization'];"),
  'the headers are replaced': pending('options.headers = {};'),
  'a method deletes the token': pending("options.headers.delete('Authorization');").replace(
    '{ Authorization: token }',
    'new Headers({ Authorization: token })',
  ),
  'a method sets another header': pending("options.headers.set('range', 'none');").replace(
    '{ Authorization: token }',
    'new Headers({ Authorization: token })',
  ),
} as const;

const CHANGES_LATER = {
  'nothing is changed': pending('console.log(options.headers.Authorization !== undefined);'),
  'another object is changed': pending('const other = { tries: 1 };\n  other.tries = 2;\n  delete other.tries;'),
  'the answer is awaited first': pending('delete options.headers.Authorization;').replace('= fetch', '= await fetch'),
} as const;

/** A sign-in that sets the token where a request of its own finds it. */
function signingIn(above: string, set: string, request = "await get('/v1.1/me')"): string {
  return `${above}
async function get(path) {
  const response = await fetch(\`https://api.clever.com\${path}\`, { headers: { Authorization: tokenOf() } });
  if (!response.ok) throw new Error('refused');
  return response.json();
}
export async function signIn(given) {
  ${set}
  const me = ${request};
  return me.data.name.last;
}
`;
}

/** A class whose objects keep a token. */
function client(above: string, set: string, name = 'clever'): string {
  return `class Clever {
  ${above}
  async get(path) {
    const response = await fetch(\`https://api.clever.com\${path}\`, { headers: { Authorization: this.token } });
    if (!response.ok) throw new Error('refused');
    return response.json();
  }
  me() {
    return this.get('/v1.1/me');
  }
}
const shared = new Clever();
export async function signIn(given) {
  ${set}
  const me = await ${name}.me();
  return me.data.name.last;
}
`;
}

const SETS_FOR_A_USER = {
  'a variable': signingIn('let token;\nconst tokenOf = () => token;', 'token = given;'),
  'a variable, by what the given code is exchanged for': signingIn(
    'let token;\nconst tokenOf = () => token;',
    'const { access_token: fresh } = await exchange(given);\n  token = `Bearer ${fresh}`;',
  ),
  'a member of an object': signingIn(
    'const session = {};\nconst tokenOf = () => session.token;',
    'session.token = given;',
  ),
  'the headers of an instance': `import axios from 'axios';
const api = axios.create({ baseURL: 'https://api.clever.com' });
export async function signIn(given) {
  api.defaults.headers.common['Authorization'] = given;
  const { data: me } = await api.get('/v1.1/me');
  return me.data.name.last;
}
`,
  'headers, by a method': signingIn(
    "const headers = new Headers();\nconst tokenOf = () => headers.get('Authorization');",
    "headers.set('Authorization', given);",
  ),
  'a field, by a method of its object': client(
    'use(token) {\n    this.token = token;\n  }',
    'shared.use(given);',
    'shared',
  ),
  'a field, from outside': client('token = null;', 'shared.token = given;', 'shared'),
  'a variable of what is made at the start': `function create() {
  let token;
  return {
    use(given) {
      token = given;
    },
    async get(path) {
      const response = await fetch(\`https://api.clever.com\${path}\`, { headers: { Authorization: token } });
      if (!response.ok) throw new Error('refused');
      return response.json();
    },
  };
}
const clever = create();
export async function signIn(given) {
  clever.use(given);
  const me = await clever.get('/v1.1/me');
  return me.data.name.last;
}
`,
} as const;

/** A sign-in that fills an object of the module right before its request. */
function filling(above: string, set: string, options: string): string {
  return `${above}
export async function signIn(given) {
  ${set}
  const response = await fetch('https://api.clever.com/v1.1/me', ${options});
  if (!response.ok) throw new Error('refused');
  return (await response.json()).data.name.last;
}
`;
}

const FILLS_FOR_A_USER = {
  'a header': filling("const headers = { accept: 'json' };", 'headers.auth = given;', '{ headers }'),
  'a header, by its key': filling('const headers = {};', "headers['auth'] = given;", '{ headers, timeout: 30 }'),
  'a header, by a method': filling(
    'const headers = new Headers();',
    "headers.set('auth', `Bearer ${given}`);",
    '{ headers }',
  ),
  'a header, in options that are sent as they are': filling(
    'const options = { headers: new Headers() };',
    "options.headers.set('auth', given);",
    'options',
  ),
  'headers, assigned': filling(
    'const config = { headers: {}, timeout: 30 };',
    'Object.assign(config.headers, { auth: given });',
    'config',
  ),
  'headers, below options that are copied': filling(
    'const config = { headers: {} };',
    'config.headers.auth = given;',
    "{ ...config, method: 'GET' }",
  ),
  'an entry of a list': filling(
    "const defaults = { headers: [['accept', 'json']] };",
    "defaults.headers[1] = ['auth', given];",
    'defaults',
  ),
  'a member of a field': `class Clever {
  headers = {};
  async name(given) {
    this.headers.auth = given;
    const response = await fetch('https://api.clever.com/v1.1/me', { headers: this.headers });
    if (!response.ok) throw new Error('refused');
    return (await response.json()).data.name.last;
  }
}
export const clever = new Clever();
`,
  'an object of what is made at the start': `function create() {
  const headers = {};
  return {
    async name(given) {
      headers.auth = given;
      const response = await fetch('https://api.clever.com/v1.1/me', { headers });
      if (!response.ok) throw new Error('refused');
      return (await response.json()).data.name.last;
    },
  };
}
export const clever = create();
`,
} as const;

const FILLS_ITS_OWN = {
  'headers of one call': filling('', 'const headers = {};\n  headers.auth = given;', '{ headers }'),
  'a copy of the headers': filling(
    "const headers = { accept: 'json' };",
    'const own = { ...headers };\n  own.auth = given;',
    '{ headers: own }',
  ),
  'headers that are copied': filling('const headers = {};', 'headers.auth = given;', '{ headers: { ...headers } }'),
  'headers that are made into others': filling(
    'const headers = {};',
    'headers.auth = given;',
    '{ headers: new Headers(headers) }',
  ),
  'another member': filling(
    "const shared = { headers: { auth: 'app' }, users: {} };",
    'shared.users.last = given;',
    '{ headers: shared.headers }',
  ),
} as const;

const SETS_FOR_ALL = {
  'a token of the application': signingIn(
    'let token;\nconst tokenOf = () => token;',
    'token = await fetchToken();\n  console.log(given);',
  ),
  'a setting, at the start': signingIn(
    'let token;\nconst tokenOf = () => token;\nfunction configure(settings) {\n  token = settings.token;\n}\nconfigure(process.env);',
    'console.log(given);',
  ),
  'an entry for each user': signingIn(
    'const tokens = new Map();\nlet user;\nconst tokenOf = () => tokens.get(user);',
    'tokens.set(given.id, given.token);',
  ),
  'another member of the object': signingIn(
    "const session = { token: 'Bearer app' };\nconst tokenOf = () => session.token;",
    'session.last = given;',
  ),
  'a token that both requests are given': `const session = {};
export async function signIn(given) {
  session.token = given;
  const response = await fetch('https://api.clever.com/v1.1/me', { headers: { auth: session.token } });
  if (!response.ok) throw new Error('refused');
  const me = await response.json();
  return me.data.name.last;
}
`,
  'a field of an object of its own': client(
    'use(token) {\n    this.token = token;\n  }',
    'const clever = new Clever();\n  clever.use(given);',
  ).replace('const shared = new Clever();\n', ''),
  'a field, by its constructor': client(
    'constructor(token) {\n    this.token = token;\n  }',
    'const clever = new Clever(given);',
  ).replace('const shared = new Clever();\n', ''),
} as const;

/** A program that asks for a student by an id. */
function studentBy(handled: string, id = 'given.id', before = ''): string {
  return `import axios from 'axios';
const headers = { Authorization: 'Bearer token' };
const url = (id) => \`https://api.clever.com/v1.1/students/\${id}\`;
export async function find(given) {
  ${before}
  const id = ${id};
  ${handled}
}
`;
}

const THROWN =
  "const response = await fetch(url(id), { headers });\n  if (!response.ok) throw new Error('no student');\n  return (await response.json()).data.email;";
const SIGNED_IN = "const me = (await axios.get('https://api.clever.com/v1.1/me', { headers: given.headers })).data;";

const ASKS_WHO_IS_A_STUDENT = {
  'whether the answer is one': studentBy('const response = await fetch(url(id), { headers });\n  return response.ok;'),
  'whether there is an answer': studentBy(
    'const response = await fetch(url(id), { headers });\n  if (response.status === 404) return null;\n  return (await response.json()).data.email;',
  ),
  'by a destructured status': studentBy(
    'const { status, data } = await axios.get(url(id), { headers, validateStatus: () => true });\n  return status === 200 ? data.data.email : null;',
  ),
  'by what is caught': studentBy(
    'try {\n    return (await axios.get(url(id), { headers })).data.data.email;\n  } catch {\n    return null;\n  }',
  ),
  'by the status of what is caught': studentBy(
    'try {\n    return (await axios.get(url(id), { headers })).data.data.email;\n  } catch (error) {\n    if (error.response.status === 404) return askTeacher(id);\n    throw error;\n  }',
  ),
  'by a promise': studentBy(
    'return axios.get(url(id), { headers }).then(({ data }) => data.data.email).catch(() => false);',
  ),
} as const;

/** A program that asks for what belongs to a person, by an id. */
function belowBy(path: string, handled: string): string {
  return studentBy(handled).replace('students/${id}', path);
}

const NAMES = 'return (await response.json()).data.map(({ data }) => data.name);';
const OR_NOTHING = `const response = await fetch(url(id), { headers });\n  if (response.status === 404) return null;\n  ${NAMES}`;
const CAUGHT =
  'try {\n    return (await axios.get(url(id), { headers })).data.data.map(({ data }) => data.name);\n  } catch {\n    return [];\n  }';

const ASKS_WHOSE_ID_IT_IS = {
  'sections of a student': belowBy('students/${id}/sections', OR_NOTHING),
  'teachers of a student': belowBy('students/${id}/teachers', OR_NOTHING),
  'teachers of a student, by what is caught': belowBy('students/${id}/teachers', CAUGHT),
  'sections of a student, by what is caught': belowBy('students/${id}/sections', CAUGHT),
  'the school of a student': belowBy(
    'students/${id}/school',
    'const response = await fetch(url(id), { headers });\n  return response.ok ? (await response.json()).data.name : null;',
  ),
} as const;

const ASKS_BELOW = {
  'sections of a student, where a failure is thrown': belowBy(
    'students/${id}/sections',
    `const response = await fetch(url(id), { headers });\n  if (!response.ok) throw new Error('refused');\n  ${NAMES}`,
  ),
  'students of a section': belowBy('sections/${id}/students', OR_NOTHING),
} as const;

const ASKS_FOR_A_STUDENT = {
  'a failure is thrown': studentBy(THROWN),
  'a failure is reported': studentBy(
    "try {\n    return (await axios.get(url(id), { headers })).data.data.email;\n  } catch (error) {\n    console.error('no student', error.response.status);\n    throw error;\n  }",
  ),
  'a student who signs in': studentBy(
    THROWN,
    'me.data.id',
    `${SIGNED_IN}\n  if (me.type !== 'student') return null;`,
  ).replace('url(id), {', '`https://api.clever.com/v1.1/students/${id}`, {'),
} as const;

/** A sign-in that does something about a request that failed. */
function catching(handled: string, thrown = 'Object.assign(new Error(`GET ${path} failed`), { path })'): string {
  return `async function call(path, token) {
  const response = await fetch(\`https://api.clever.com\${path}\`, { headers: { Authorization: token } });
  if (!response.ok) throw ${thrown};
  return response.json();
}
export async function signIn(token) {
  try {
    const me = await call('/v1.1/me', token);
    return me.data.name.last;
  } catch (error) {
    ${handled}
    throw error;
  }
}
`;
}

const ASKS_FAILURE_FOR_PATH = {
  'a member': catching("if (error.path === '/v1.1/me') return 'sign in again';"),
  'the message': catching("if (error.message.includes('/me')) return 'sign in again';"),
  'a pattern': catching("if (/\\/me failed$/.test(error.message)) return 'sign in again';"),
  'a switch': catching("switch (error.path) {\n      case '/v1.1/me':\n        return 'sign in again';\n    }"),
  'the URL that the client keeps, by a promise': `import axios from 'axios';
function handle(error) {
  if (error.config.url.endsWith('/me')) return 'sign in again';
  throw error;
}
export const signIn = (headers) =>
  axios
    .get('https://api.clever.com/v1.1/me', { headers })
    .then(({ data: me }) => me.data.name.last)
    .catch(handle);
`,
  'a function that is handed the error': catching("if (urlOf(error).endsWith('/me')) return 'sign in again';").concat(
    "const urlOf = (failure) => failure.config?.url ?? '';\n",
  ),
  'a function that a function hands it to': catching('return explain(error);').concat(
    'function explain(failure) {\n  return textFor(failure.message);\n}\n',
    "const textFor = (message) => (/\\/me failed$/.test(message) ? 'sign in again' : 'try later');\n",
  ),
} as const;

const ASKS_FAILURE_FOR_NO_PATH = {
  'a name of an error': catching("if (error.name === 'AbortError') return 'sign in again';"),
  'a code': catching("if (error.code === 'ECONNRESET') console.error(error.path);"),
  'a host': catching("if (error.message.includes('https://api.clever.com')) console.error(error.message);"),
  'a path of the program itself, in a function that never sees the error': catching("goTo('/login');").concat(
    "function goTo(page) {\n  if (page !== '/me') console.log(page);\n}\n",
  ),
} as const;

/** A program that asks for a district, or a school, and does something with the whole record. */
function withRecord(use: string, resource = 'districts'): string {
  return `export async function load(id, headers, known) {
  const response = await fetch(\`https://api.clever.com/v1.1/${resource}/\${id}\`, { headers });
  const { data: record } = await response.json();
  ${use}
}
`;
}

const USES_WHOLE_RECORD = {
  'counts its fields': withRecord('return Object.keys(record).length;'),
  'makes a text of it': withRecord('return JSON.stringify(record);'),
  'compares it': withRecord('return isDeepStrictEqual(record, known);', 'schools'),
  'goes through its fields': withRecord('for (const [name, value] of Object.entries(record)) known.set(name, value);'),
  'stores it': withRecord('await known.insert(record);', 'schools'),
  'spreads it': withRecord('return { ...record, loaded: true };'),
} as const;

const READS_RECORD = {
  'reads a field': withRecord('return record.name;'),
  'reads fields by a pattern': withRecord('const { id: key, name } = record;\n  return { key, name };', 'schools'),
  'shows it': withRecord('console.log(record);\n  return record.name;'),
} as const;

/** A program that asks for each kind of people. */
function forEachKind(use: string, loop: 'for' | 'forEach' | 'map' = 'for', above = ''): string {
  const [start, end] = {
    for: ['for (const kind of KINDS) {', '}'],
    forEach: ['KINDS.forEach(async (kind) => {', '});'],
    map: ['await Promise.all(KINDS.map(async (kind) => {', '}));'],
  }[loop];
  return `const KINDS = ['students', 'teachers'];
${above}
export async function run(headers, store) {
  ${start}
    const response = await fetch(\`https://api.clever.com/v1.1/\${kind}\`, { headers });
    const { length } = (await response.json()).data;
    ${use}
  ${end}
}
`;
}

const KEEPS_PATH = {
  'a key that is read by its name': forEachKind('counts[kind] = length;', 'for', 'const counts = {};').replace(
    /\}\n$/,
    '  return counts.students;\n}\n',
  ),
  'a key of what is returned': forEachKind('counts[kind] = length;', 'map', 'const counts = {};').replace(
    /\}\n$/,
    '  return counts;\n}\n',
  ),
  'a key of a map that is spread': forEachKind('counts.set(kind, length);', 'for', 'const counts = new Map();').replace(
    /\}\n$/,
    '  return [...counts];\n}\n',
  ),
  'a field that is stored': forEachKind('await store.insert({ kind, length });', 'forEach'),
  'a field of a record that is stored': forEachKind('const row = { kind, length };\n    await store.insert(row);'),
} as const;

const KEEPS_NO_PATH = {
  'a line of a log': forEachKind('console.log(kind, length);'),
  'a key by which the program asks again': forEachKind('counts[kind] = length;', 'for', 'const counts = {};').replace(
    /\}\n$/,
    '  for (const kind of KINDS) console.log(counts[kind]);\n}\n',
  ),
} as const;

/** A program whose version stands in a constant, from which something else is made as well. */
function versioned(before: string, use: string): string {
  return `const VERSION = 'v1.1';
${before}
export async function run(headers, store) {
  const response = await fetch(\`https://api.clever.com/\${VERSION}/students\`, { headers });
  if (!response.ok) throw new Error('refused');
  const { data: students } = await response.json();
  const emails = students.map(({ data }) => data.email);
  ${use}
}
`;
}

const NAMES_WHAT_IS_STORED = {
  'by a function': versioned('function key() {\n  return `clever:${VERSION}`;\n}', 'await store.set(key(), emails);'),
  'by a function of one expression': versioned(
    'const key = (name) => `clever/${VERSION}/${name}.json`;',
    "await store.write(key('students'), emails);",
  ),
  'by a function that is given the version': versioned(
    "const key = (version) => ['clever', version].join(':');",
    'await store.set(key(VERSION), emails);',
  ),
  'by a function that is given it in an object': versioned(
    'const key = ({ version }) => `clever:${version}`;',
    'await store.set(key({ version: VERSION }), emails);',
  ),
  'by a method': versioned(
    'const keys = {\n  students() {\n    return `clever:${VERSION}`;\n  },\n};',
    'await store.set(keys.students(), emails);',
  ),
  'by a function in an object': versioned(
    "const keys = { of: (name) => VERSION + '/' + name };",
    "await store.set(keys.of('students'), emails);",
  ),
  'by a field that is a function': versioned(
    'class Keys {\n  students = () => `clever:${VERSION}`;\n}\nconst keys = new Keys();',
    'await store.set(keys.students(), emails);',
  ),
  'by what a class answers': versioned(
    'class Keys {\n  get students() {\n    return `clever:${VERSION}`;\n  }\n}\nconst keys = new Keys();',
    'await store.set(keys.students, emails);',
  ),
  'by a function that two others call': versioned(
    'const part = () => VERSION;\nconst key = () => `clever:${part()}`;\nconst url = () => `https://api.clever.com/${part()}`;',
    'console.log(url());\n  await store.set(key(), emails);',
  ),
  'by an object that a function answers': versioned(
    'const place = () => ({ folder: `exports/${VERSION}` });',
    'await store.write(place().folder, emails);',
  ),
  'as a member of what is stored': versioned('', 'await store.insert({ version: VERSION, emails });'),
  'as a member of what a list keeps': versioned(
    'const kept = [];',
    'kept.push({ version: VERSION, emails });\n  await store.write(JSON.stringify(kept));',
  ),
  'as a member of what a function of the program keeps': versioned(
    'const kept = [];\nconst keep = (row) => kept.push(row);\nexport const all = () => JSON.stringify(kept);',
    'keep({ version: VERSION, emails });\n  return all();',
  ),
  'as a member of an element that a loop takes': versioned(
    '',
    'for (const row of [{ version: VERSION, emails }]) await store.insert(row.version);',
  ),
  'by a function that another one calls': versioned(
    'const part = () => VERSION;\nasync function key() {\n  return `clever:${part()}`;\n}',
    'await store.set(await key(), emails);',
  ),
  'by a function for each of a list': versioned(
    "const keys = () => ['students'].map((name) => `${VERSION}/${name}`);",
    'await store.clear(keys());\n  return emails;',
  ),
} as const;

const NAMES_NOTHING_STORED = {
  'by a function that makes the address': versioned(
    'const url = (path) => `https://api.clever.com/${VERSION}/${path}`;',
    'await store.set("emails", emails);',
  ).replace(/`https:[^)]*?students`/, "url('students')"),
  'by functions for each of a list': versioned(
    'const urls = () => ["students"].map((path) => `https://api.clever.com/${VERSION}/${path}`);',
    'await store.set("emails", emails);',
  ).replace(/`https:[^)]*?students`/, 'urls()[0]'),
  'in a list that is only counted': versioned(
    'const kept = [];',
    'kept.push({ version: VERSION });\n  console.log(kept.length);\n  await store.set("emails", emails);',
  ),
  'by a function that says it': versioned(
    'const label = () => `Clever ${VERSION}`;',
    'console.log(label());\n  await store.set("emails", emails);',
  ),
} as const;

/** A program that asks for a list, or a record, and does something with what it gets. */
function withAnswer(path: string, use: string, before = ''): string {
  return `${before}
export async function run(headers, store) {
  const response = await fetch(\`https://api.clever.com${path}\`, { headers });
  if (!response.ok) throw new Error('refused');
  const body = await response.json();
  ${use}
}
`;
}

const RELIES_ON_ORDER = {
  'the first of a list': withAnswer('/v1.1/school_admins?limit=1', 'return body.data[0].data.email;'),
  'the first by a pattern': withAnswer('/v1.2/teachers', 'const [{ data: first }] = body.data;\n  return first.email;'),
  'a first page': withAnswer(
    '/v1.2/teachers?limit=10',
    'for (const { data } of body.data) await store.invite(data.email);',
  ),
  'who comes first of a school': withAnswer(
    '/v1.1/teachers',
    'const leads = new Map();\n  for (const { data } of body.data) if (!leads.has(data.school)) leads.set(data.school, data.email);\n  return leads.get("a");',
  ),
  'teachers of a section': withAnswer(
    '/v1.2/sections/${store.section}/teachers',
    'return body.data.map(({ data }) => data.email);',
  ),
  'teachers of a student, who are more': withAnswer(
    '/v1.1/students/${store.student}/teachers',
    'return body.data.map(({ data }) => data.email);',
  ),
} as const;

/** A program that looks for the person who is signed in among those of a list. */
function comparing(use: string, list = '/v1.1/teachers'): string {
  return withAnswer(
    '/v1.1/me',
    `const list = await (await fetch('https://api.clever.com${list}', { headers })).json();\n  ${use}`,
  );
}

const COMPARES_IN_ORDER = {
  'the first, and whether one is there': comparing(
    'console.log(list.data.some(({ data }) => data.id === body.data.id));\n  return list.data[0].data.email;',
  ),
  'the first, by a pattern': comparing(
    'const [{ data: lead }] = list.data;\n  return list.data.every((each) => each.data.id !== body.data.id) ? lead.email : null;',
    '/v1.2/school_admins',
  ),
  'a first page': comparing(
    'for (const { data } of list.data) if (data.id !== body.data.id) await store.invite(data.email);',
    '/v1.1/teachers?limit=10',
  ),
  'who comes before': comparing(
    'const at = list.data.findIndex((each) => each.data.id === body.data.id);\n  return list.data.slice(0, at).map(({ data }) => data.email);',
  ),
  'a list, with the person marked': comparing(
    'return list.data.map(({ data }) => (data.id === body.data.id ? `* ${data.email}` : data.email));',
  ),
} as const;

const COMPARES_IN_NO_ORDER = {
  'whether one is there': comparing('console.log(list.data.some(({ data }) => data.id === body.data.id));'),
  'how many others there are': comparing(
    'console.log(list.data.length, list.data.filter((each) => each.data.id !== body.data.id).length);',
  ),
  'sections of a teacher, whose ids are those of before': comparing(
    'for (const { data } of list.data) if (data.teacher === body.data.id) console.log(data.name);',
    '/v1.1/sections',
  ),
} as const;

const ASKS_HOW_MANY = {
  'of schools': withAnswer('/v1.1/schools?count=true', 'return body.count;'),
  'of sections, by a pattern': withAnswer('/v1.2/sections?count=true', 'const { count } = body;\n  return count;'),
  'of districts, with a limit': withAnswer('/v1.1/districts?count=true&limit=1', 'console.log(body.count);'),
  'of schools, by an option': `import axios from 'axios';
export async function run(headers) {
  const { data } = await axios.get('https://api.clever.com/v1.1/schools', { headers, params: { count: true } });
  return data.count > 0;
}
`,
  'of schools, by search parameters': `export async function run(headers) {
  const wanted = new URLSearchParams({ count: 'true' });
  const response = await fetch(\`https://api.clever.com/v1.1/schools?\${wanted}\`, { headers });
  return \`\${(await response.json()).count} schools\`;
}
`,
} as const;

const ASKS_FOR_ALL = {
  'how many schools are there, by the records': withAnswer('/v1.1/schools', 'console.log(body.data.length);'),
  'a count that nobody asked for is of the program': withAnswer(
    '/v1.1/schools',
    'return { count: body.data.map(({ data }) => data.name).length };',
  ),
} as const;

const RELIES_ON_NO_ORDER = {
  'how many teachers there are': withAnswer('/v1.1/teachers', 'console.log(body.data.length);'),
  'students, whose ids are those of before': withAnswer(
    '/v1.1/students',
    'return body.data.map(({ data }) => data.email);',
  ),
} as const;

const FINDS_WHAT_WAS_NOT_THERE = {
  'schools of a teacher, on v1.1': withAnswer(
    '/v1.1/me',
    "if (body.type !== 'teacher') return null;\n  return body.data.schools ? 'choose' : body.data.school;",
  ),
  'a year of graduation, without a version': withAnswer(
    '/me',
    "if (body.type !== 'student') return null;\n  return body.data.graduation_year || 2038 - Number(body.data.grade);",
  ),
  'a date of birth, spelled otherwise': withAnswer(
    '/me',
    "return body.type === 'student' ? body.data.dob.slice(0, 4) : null;",
  ),
  'a status that Clever lists for v3.1': withAnswer(
    '/v1.1/me',
    "return body.type === 'student' && body.data.frl_status === 'Free';",
  ),
  'the same of a list': withAnswer('/v1.1/students', 'return body.data.map(({ data }) => data.frl_status);'),
  'a course of a section, on v1.1': withAnswer(
    '/v1.1/sections',
    'return body.data.filter(({ data }) => data.course).map(({ data }) => data.name);',
  ),
  'a term of one section': withAnswer('/v1.1/sections/${store.section}', 'return body.data.term_id ?? store.term;'),
  'a state of a district': withAnswer('/v1.1/districts', "return body.data.map(({ data: { state = '' } }) => state);"),
  'what a system adds to a school': withAnswer('/v1.2/schools', 'return body.data.every(({ data }) => !data.ext);'),
  'a field of one school': withAnswer('/v1.1/schools/${store.school}', "return 'ext' in body.data || body.data.ext;"),
} as const;

const FINDS_WHAT_WAS_THERE = {
  'the school of a teacher, on v1.1': withAnswer(
    '/v1.1/me',
    "return body.type === 'teacher' ? body.data.school : null;",
  ),
  'schools of a teacher, on v1.2': withAnswer('/v1.2/me', "return body.type === 'teacher' ? body.data.schools : null;"),
  'a name and a number of a school': withAnswer(
    '/v1.1/schools',
    'return body.data.map(({ data }) => [data.name, data.sis_id]);',
  ),
  'the subject of a section': withAnswer('/v1.1/sections', 'return body.data.map(({ data }) => data.subject);'),
  'a grade': withAnswer('/me', "return body.type === 'student' ? body.data.grade : null;"),
} as const;

const PAGES = `for (const { data } of body.data) console.log(data.sis_id);
    path = body.links.find(({ rel }) => rel === 'next')?.uri ?? null;`;

/** A program that goes from page to page, beginning with one of its own or one of elsewhere. */
function fromPage(first: string, before = ''): string {
  return `${before}
export async function run(headers, options) {
  let path = ${first};
  while (path) {
    const response = await fetch(\`https://api.clever.com\${path}\`, { headers });
    const body = await response.json();
    ${PAGES}
  }
}
`;
}

const BEGINS_ELSEWHERE = {
  'a page that is stored': fromPage(
    "JSON.parse(readFileSync('state.json', 'utf8')).next || '/v1.1/students?limit=100'",
    "import { readFileSync } from 'node:fs';",
  ),
  'an option': fromPage("options.path ?? '/v1.1/students?limit=100'"),
  'a field of a row': fromPage("(await options.load()).next ?? '/v1.1/students'"),
  'one of two': fromPage("options.again ? options.again : '/v1.1/students'"),
  'a whole URL': withAnswer('/', '')
    .replace(/fetch\(`[^`]*`/, "fetch(store.url ?? 'https://api.clever.com/v1.1/students'")
    .replace(
      /await response.json\(\);/,
      'await response.json();\n  for (const { data } of body.data) console.log(data.sis_id);',
    ),
} as const;

const BEGINS_HERE = {
  'a page of its own': fromPage("'/v1.1/students?limit=100'"),
  'schools, which are read as before': fromPage("options.path ?? '/v1.1/schools'").replace('data.sis_id', 'data.name'),
} as const;

/** A parameter that a list of v3 does not take. */
const SENDS_UNKNOWN = {
  'a limit of districts': withAnswer('/v1.1/districts?limit=1', 'console.log(body.data.length);'),
  'a parameter of nobody': withAnswer('/v1.1/schools?fresh=1', 'console.log(body.data.length);'),
} as const;

const READS_BY_A_NAME = {
  'of a place in a text': withAnswer('/v1.1/me', "return '{id}'.replace(/\\{(\\w+)\\}/g, (_, k) => body.data[k]);"),
  'of each place in a text': withAnswer(
    '/v1.1/students',
    "return body.data.map(({ data }) => '{{id}} {{grade}}'.replaceAll(/\\{\\{(\\w+)\\}\\}/g, (_, k) => data[k]));",
  ),
  'of a list that is given': withAnswer('/v1.1/me', 'return store.columns.map((k) => body.data[k]);'),
  'of a match': withAnswer('/v1.1/me', 'const [, k] = /(\\w+)/.exec(store.wanted);\n  return body.data[k];'),
  'of a parameter': withAnswer('/v1.1/me', 'const pick = (k) => body.data[k];\n  return store.names.map(pick);'),
} as const;

const READS_BY_AN_INDEX = {
  'the index of a loop': withAnswer(
    '/v1.1/students',
    'for (let i = 0; i < body.data.length; i += 1) console.log(body.data[i].data.name.first);',
  ),
  'the index that map passes on': withAnswer(
    '/v1.1/students',
    'return body.data.map((_, i) => body.data[i].data.name.first);',
  ),
} as const;

/** A sign-in whose helper sends something that is made for one request, beside the token. */
function sendingOnce(headers: string, before = '', above = ''): string {
  return `${above}
async function call(path, headers) {
  const response = await fetch(\`https://api.clever.com\${path}\`, { headers });
  if (!response.ok) throw new Error('refused');
  return response.json();
}
export async function greeting(token) {
  ${before}
  const me = await call('/v1.1/me', ${headers});
  return me.data.name.last;
}
`;
}

const SENDS_ONCE = {
  'a random id': sendingOnce("{ Authorization: token, 'X-Request-Id': crypto.randomUUID() }"),
  'a random number': sendingOnce('{ Authorization: token, nonce: Math.random().toString(36) }'),
  'an id that a function of the program makes': sendingOnce(
    '{ Authorization: token, nonce: nonce() }',
    '',
    "import { nanoid } from 'nanoid';\nconst nonce = () => `n-${nanoid(12)}`;\n",
  ),
  'headers that a function makes': sendingOnce(
    'headersFor(token)',
    '',
    "import { v4 } from 'uuid';\nfunction headersFor(token) {\n  const id = v4();\n  return { Authorization: token, 'Idempotency-Key': id };\n}\n",
  ),
  'a variable of the function': sendingOnce(
    '{ Authorization: token, nonce }',
    "const nonce = randomBytes(8).toString('hex');",
    "import { randomBytes } from 'node:crypto';\n",
  ),
  'headers that stand in a variable': sendingOnce(
    'headers',
    "const headers = { Authorization: token, 'X-Nonce': crypto.randomUUID() };",
  ),
  'what a generator answers': sendingOnce(
    'headersFor(token)',
    '',
    "function* headersFor(token) {\n  yield ['Authorization', token];\n}\n",
  ),
  'an iterator of a map': sendingOnce('headers', "const headers = new Map([['Authorization', token]]).entries();"),
  'an iterator outside of all functions': sendingOnce(
    'Object.fromEntries(headers)',
    '',
    'const headers = new Headers({ Authorization: process.env.TOKEN }).entries();\n',
  ),
} as const;

const SENDS_AGAIN = {
  'what an iterator was made into': sendingOnce(
    'Object.fromEntries(headers.entries())',
    "const headers = new Map([['Authorization', token]]);",
  ),
  'a list of all that a generator answers': sendingOnce(
    '[...headersFor(token)]',
    '',
    "function* headersFor(token) {\n  yield ['Authorization', token];\n}\n",
  ),
  'the entries of an object, which are a list': sendingOnce('Object.entries({ Authorization: token })'),
  'an id of the whole program': sendingOnce(
    '{ Authorization: token, instance: INSTANCE }',
    '',
    'const INSTANCE = crypto.randomUUID();\n',
  ),
  'a token that is waited for': sendingOnce(
    '{ Authorization: await exchange(token) }',
    '',
    'async function exchange(code) {\n  return (await fetch("https://id.example", { headers: { state: crypto.randomUUID() } })).text();\n}\n',
  ),
  'the time': sendingOnce('{ Authorization: token, date: new Date().toISOString() }'),
  'an id that each request makes for itself': sendingOnce('{ Authorization: token }').replace(
    '{ headers }',
    '{ headers: { ...headers, id: crypto.randomUUID() } }',
  ),
} as const;

/** A helper that changes the options that it is called with. */
function withOptions(changed: string, sent = 'options', behind = ''): string {
  return `async function call(path, options) {
  ${changed}
  const response = await fetch(\`https://api.clever.com\${path}\`, ${sent});
  if (!response.ok) throw new Error('refused');
  ${behind}
  return response.json();
}
export async function greeting(token) {
  const me = await call('/v1.1/me', { method: 'GET', headers: { Authorization: token, accept: 'application/json' } });
  return me.data.name.last;
}
`;
}

const TAKES_AWAY = {
  'a member': withOptions(
    'const { token } = options;\n  delete options.token;',
    '{ headers: { Authorization: token } }',
  ),
  'a member, once it was sent': withOptions('', 'options', 'delete options.headers;'),
  'a member, by its key': withOptions('', 'options', "delete options['headers']['Authorization'];"),
  'all headers, once they were sent': withOptions('', 'options', 'options.headers = {};'),
  'the token, once it was sent': withOptions('', 'options', "options.headers.Authorization = '';"),
} as const;

const TAKES_NOTHING_AWAY = {
  'a copy is changed': withOptions('const own = { ...options };\n  delete own.cache;', 'own'),
  'a header is set again': withOptions("options.headers.accept = 'application/json';"),
  'the answer is changed': withOptions('', 'options', 'response.seen = true;'),
} as const;

/** A sign-in in a file of its own, with what another file does to the client that it asks with. */
function setUp(setup: string, files: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return {
    'setup.js': `import axios from 'axios';\n${setup}`,
    'sign-in.js': `import axios from 'axios';
export async function greeting(token) {
  const { data } = await axios.get('https://api.clever.com/me', { headers: { Authorization: token } });
  return data.data.name.last;
}
`,
    'main.js': "import './setup.js';\nexport { greeting } from './sign-in.js';\n",
    ...files,
  };
}

const UNWRAPPED = 'response.data = { ...response.data, kind: response.data.type };\n  return response;';
const INSTANCE = {
  'http.js': "import axios from 'axios';\nexport const http = axios.create({ timeout: 3000 });\n",
  'sign-in.js': `import { http } from './http.js';
export async function greeting(token) {
  const { data } = await http.get('https://api.clever.com/me', { headers: { Authorization: token } });
  return data.data.name.last;
}
`,
};

const SETS_UP_ELSEWHERE = {
  'a function for all answers': setUp(`axios.interceptors.response.use((response) => {\n  ${UNWRAPPED}\n});`),
  'a function for all answers, in a function that is handed the client': setUp(
    "import { addTo } from './add-to.js';\naddTo(axios);",
    {
      'add-to.js': `export function addTo(client) {\n  client.interceptors.response.use((response) => {\n    ${UNWRAPPED}\n  });\n}\n`,
    },
  ),
  'a function for all requests, by their path': setUp(
    "axios.interceptors.request.use((config) => {\n  if (config.url.endsWith('/me')) config.headers.set('x-visitor', '1');\n  return config;\n});",
  ),
  'what decodes all answers': setUp('axios.defaults.transformResponse = [(text) => JSON.parse(text)];'),
  'what decodes all answers, among other settings': setUp(
    'Object.assign(axios.defaults, { timeout: 3000, transformResponse: [(text) => JSON.parse(text)] });',
  ),
  'what sends all requests': setUp("import { send } from './send.js';\naxios.defaults.adapter = send;", {
    'send.js': 'export const send = async (config) => ({ config, data: {} });\n',
  }),
  'a function for all answers of an instance': setUp('', {
    ...INSTANCE,
    'setup.js': `import { http } from './http.js';\nhttp.interceptors.response.use((response) => {\n  ${UNWRAPPED}\n});`,
  }),
} as const;

const SETS_UP_NOTHING_OF_IT = {
  'a time limit for all requests': setUp('axios.defaults.timeout = 3000;'),
  'a function that shows all answers': setUp(
    'axios.interceptors.response.use((response) => {\n  console.log(response.status);\n  return response;\n});',
  ),
  'a function for all answers of another instance': setUp(
    `export const own = axios.create({ baseURL: '/api' });\nown.interceptors.response.use((response) => {\n  ${UNWRAPPED}\n});`,
  ),
} as const;

/** A function of the program that answers who is signed in, with a caller that is known and others. */
function calledBy(files: Readonly<Record<string, string>>, clever = FUNCTION): Readonly<Record<string, string>> {
  return { 'lib/clever.js': clever, 'banner.js': BANNER, ...files };
}

const ASK = `const { data: me } = await axios.get('https://api.clever.com/me', { headers: { Authorization: token } });
  return me.data;`;
const FUNCTION = `import axios from 'axios';\nexport async function profile(token) {\n  ${ASK}\n}\n`;
const CLASS = `import axios from 'axios';\nexport class Provider {\n  async profile(token) {\n  ${ASK}\n  }\n}\n`;
const BANNER = `import { profile } from './lib/clever.js';
export const banner = async (token) => \`Welcome \${(await profile(token)).name.first}\`;
`;
const OF_CLASS = {
  'banner.js': `import { Provider } from './lib/clever.js';
export const banner = async (token) => \`Welcome \${(await new Provider().profile(token)).name.first}\`;
`,
};
const BARREL = { 'lib/index.js': "export * from './clever.js';\n" };
const SIGN_IN = 'const user = await profile(token);\n  return accounts.findOne({ cleverId: user.id });';

const CALLED_UNSEEN = {
  'a factory in a list': calledBy(
    {
      ...OF_CLASS,
      'providers.js': `import { Provider } from './lib/clever.js';
export const providers = {};
for (const [name, make] of [['clever', () => new Provider()]]) providers[name] = make;
`,
      'main.js': `import './banner.js';
import { providers } from './providers.js';
export const signIn = async (name, token) => accounts.find((await providers[name]().profile(token)).id);
`,
    },
    CLASS,
  ),
  'a class that is registered': calledBy(
    {
      ...OF_CLASS,
      'providers.js': `import { Provider } from './lib/clever.js';
const providers = new Map();
export const use = (name, Made) => providers.set(name, () => new Made());
export const provider = (name) => providers.get(name)();
use('clever', Provider);
`,
      'main.js': `import './banner.js';
import { provider } from './providers.js';
export const signIn = async (name, token) => accounts.find((await provider(name).profile(token)).id);
`,
    },
    CLASS,
  ),
  'all functions of a module, in a map': calledBy({
    'container.js': `import * as clever from './lib/clever.js';
const made = new Map(Object.entries(clever));
export const resolve = (name) => made.get(name);
`,
  }),
  'all functions of a module, as methods': calledBy({
    'app.js': `import * as clever from './lib/clever.js';
export class App {}
Object.assign(App.prototype, clever);
`,
  }),
  'any function of a module that exports it again': calledBy({
    'lib/index.js': "export * from './clever.js';\n",
    'pick.js':
      "export const pick = async (name = 'profile', token) => (await import('./lib/index.js'))[name](token);\n",
  }),
  'any function of a module that exports it again, whose file names none': calledBy({
    ...BARREL,
    'call.js': `import * as all from './lib/index.js';
export const call = (name, token) => all[name](token);
`,
  }),
  'any function of any module that is exported again under a name': calledBy({
    'lib/index.js': "import * as clever from './clever.js';\nexport { clever };\n",
    'call.js': `import * as all from './lib/index.js';
const { clever, ...others } = all;
export const call = (provider, name, token) => others[provider][name](token);
`,
  }),
  'any function of a module, under another name': calledBy({
    ...BARREL,
    'call.js': `import * as all from './lib/index.js';
const api = { ...all, version: 1 };
export const call = (name, token) => api[name](token);
`,
  }),
  'any function of a module that is promised': calledBy({
    ...BARREL,
    'call.js': "export const call = (name, token) => import('./lib/index.js').then((all) => all[name](token));\n",
  }),
  'any function of a module, by a computed name in a pattern': calledBy({
    ...BARREL,
    'call.js': `import * as all from './lib/index.js';
export function call(name, token) {
  const { [name]: run } = all;
  return run(token);
}
`,
  }),
  'any function of a module that a field keeps': calledBy({
    ...BARREL,
    'registry.js': `import * as all from './lib/index.js';
export class Registry {
  functions = all;
  call(name, token) {
    return this.functions[name](token);
  }
}
`,
  }),
  'any function of any module of CommonJS': {
    'package.json': '{ "private": true }',
    'lib/clever.js': `const axios = require('axios');\nexports.profile = async (token) => {\n  ${ASK}\n};\n`,
    'lib/index.js': "module.exports = { auth: { ...require('./clever') } };\n",
    'banner.js': BANNER.replace(/import (.*) from (.*);/, 'const $1 = require($2);').replace(
      'export const ',
      'exports.',
    ),
    'call.js': `const services = require('./lib');
exports.call = (service, method, token) => services[service][method](token);
`,
  },
  'an alias of a bundler': calledBy({
    'login.js': `import { profile } from '~lib/clever.js';\nexport async function login(token, accounts) {\n  ${SIGN_IN}\n}\n`,
  }),
  'an alias of a bundler, for a folder that is not the one it names': calledBy({
    'login.js': `import { profile } from '@app/clever';\nexport async function login(token, accounts) {\n  ${SIGN_IN}\n}\n`,
  }),
  'all modules of a folder': calledBy({
    'services.js': `import { readdirSync } from 'node:fs';
export const services = {};
for (const file of readdirSync('lib')) Object.assign(services, await import(\`./lib/\${file}\`));
`,
  }),
  'a module by its name': calledBy({
    'lib/index.js': "module.exports = (name) => require('./' + name);\n",
  }),
  'a loader of plugins': calledBy({
    'app.js': `import autoload from '@fastify/autoload';
import { join } from 'node:path';
export const start = (app) => app.register(autoload, { dir: join(import.meta.dirname, 'lib') });
`,
  }),
  'a pattern of a bundler': calledBy({
    'services.js': "export const services = import.meta.glob('./lib/*.js', { eager: true });\n",
  }),
  'one of the patterns of a bundler, behind an alias': calledBy({
    'services.ts': `const found = import.meta.glob<Record<string, Function>>(['!@/lib/texts.js', '@/lib/**/*.js']);
export const call = async (name: string, token: string) => (await found[name]!()).default(token);
`,
  }),
  'the folder of a bundler': calledBy({
    'services.js': `const context = require.context('./lib', false, /\\.js$/);
export const services = Object.assign({}, ...context.keys().map((key) => context(key)));
`,
  }),
  'modules that a container loads': calledBy({
    'container.js': `import { createContainer } from 'awilix';
export const container = createContainer();
await container.loadModules([['lib/*.js', { lifetime: 'SINGLETON' }]]);
`,
  }),
  'a folder that is handed to a package': calledBy({
    'index.cjs': "module.exports = require('require-all')({ dirname: `${__dirname}/lib`, filter: /(.+)\\.js$/ });\n",
  }),
  'a folder whose modules are required by name': calledBy({
    'index.cjs': `const { readdirSync } = require('node:fs');
module.exports = Object.assign({}, ...readdirSync('./lib').map((file) => './lib/' + file).map(require));
`,
  }),
  'a folder that is handed to a function of the program': calledBy({
    'tools/load.js': `import { readdirSync } from 'node:fs';
import { join } from 'node:path';
export const load = (folder) => Promise.all(readdirSync(folder).map((file) => import(join(folder, file))));
`,
    'main.js': "import { load } from './tools/load.js';\nexport const services = await load('./lib');\n",
  }),
  'a folder above that of the module': {
    'src/services/clever/index.js': FUNCTION,
    'src/banner.js': BANNER.replace('./lib/clever.js', './services/clever/index.js'),
    'src/main.js': `import { globSync } from 'node:fs';
export const services = await Promise.all(globSync('src/services/**/*.js').map((file) => import(file)));
`,
  },
  'a function that a framework imports': calledBy({
    'nuxt.config.ts': 'export default defineNuxtConfig({});\n',
    'server/login.ts': `export async function login(token, accounts) {\n  ${SIGN_IN}\n}\n`,
  }),
  'another script of the page': {
    'index.html': '<!doctype html><script src="clever.js"></script><script src="page.js"></script>\n',
    'clever.js': `async function profile(token) {
  const response = await fetch('https://api.clever.com/me', { headers: { Authorization: token } });
  if (!response.ok) throw new Error('refused');
  return (await response.json()).data;
}
async function welcome(token) {
  document.title = (await profile(token)).name.first;
}
`,
    'page.js': `async function login(token, accounts) {\n  ${SIGN_IN}\n}\n`,
  },
} as const;

const CALLED_IN_SIGHT = {
  'a method of the same name of what a framework puts on the request': calledBy({
    'main.js': `import express from 'express';
import { banner } from './banner.js';
const app = express();
app.get('/', async (req, res) => res.send((await banner(req.query.token)) + (await req.account.profile()).color));
`,
  }),
  'a namespace whose functions are called': calledBy({
    'page.js': `import * as clever from './lib/clever.js';
export const page = async (token) => (await clever.profile(token)).name.last;
`,
  }),
  'other modules of another folder': calledBy({
    'texts.js': 'export const texts = (language) => import(`./texts/${language}.js`);\n',
  }),
  'any function of a module that calls it': calledBy({
    'routes.js': `import { profile } from './lib/clever.js';
export { other } from './other.js';
export const hello = async (token) => (await profile(token)).name.last;
`,
    'other.js': "import './lib/clever.js';\nexport const other = () => 1;\n",
    'call.js': `import * as routes from './routes.js';
export const call = (name, token) => routes[name](token);
`,
  }),
  'a function of a module that exports it again, by a name that is written': calledBy({
    ...BARREL,
    'page.js': `import * as all from './lib/index.js';
export const page = async (token) => (await all['profile'](token)).name.last;
`,
  }),
  'a loader of another folder, in a file that imports the module': calledBy({
    'app.js': `import { join } from 'node:path';
import fastify from 'fastify';
import autoload from '@fastify/autoload';
import './lib/clever.js';
fastify().register(autoload, { dir: join(import.meta.dirname, 'routes') });
`,
  }),
  'a pattern for another folder, and texts of this one': calledBy({
    'app.js': `import { banner } from './banner.js';
import './lib/clever.js';
export const pages = import.meta.glob(['./pages/*.js', './lib/texts/*.json', '!./lib/*.js']);
export const page = async (name, token) => (await pages[name]()).default(await banner(token));
`,
  }),
  'settings by their name': calledBy({
    'settings.js': 'export const settings = async (file) => (await import(file)).default;\n',
    'app.js':
      "import { settings } from './settings.js';\nimport './banner.js';\nawait settings('./settings/app.js');\n",
  }),
  'an alias for a module of another name': calledBy({
    'login.js': "import { profile } from '~lib/google.js';\nexport const login = (token) => profile(token);\n",
  }),
  'a function of a package under the same name': calledBy({
    'page.js': "import client from 'some-client';\nexport const page = () => client.profile();\n",
    'main.js': "import './banner.js';\nimport './page.js';\n",
  }),
} as const;

describe('a function with callers that nobody sees, beside one that is known', () => {
  it.each(Object.entries<Readonly<Record<string, string>>>(CALLED_UNSEEN))('holds the fix back: %s', (_name, files) => {
    const { before, changes } = fixedFolder(files);
    expect(before.findings).not.toEqual([]);
    expect(changes).toEqual([]);
  });

  it.each(Object.entries<Readonly<Record<string, string>>>(CALLED_IN_SIGHT))(
    'holds nothing back: %s',
    (_name, files) => {
      expect(fixedFolder(files).changes.map(({ file }) => file)).toEqual(['lib/clever.js']);
    },
  );
});

function fixedFolder(files: Readonly<Record<string, string>>) {
  const cwd = temporaryFolder({ 'package.json': '{ "type": "module", "private": true }', ...files });
  return fixFolder(cwd, { preset: 'recommended' });
}

/** A function that answers the id of whoever signs in, exported as it is said. */
const answersId = (head: string, tail = '}'): string => `${head}
  const response = await fetch('https://api.clever.com/me', { headers: event.headers });
  const { data } = await response.json();
  return { userId: data.id };
${tail}
`;
const TRY = "console.log('user', (await handler({ headers: {} })).userId);\n";

const CALLED_FROM_OUTSIDE = {
  'a handler that a script tries': {
    'handler.js': answersId('export const handler = async (event) => {', '};'),
    'scripts/try.js': `import { handler } from '../handler.js';\n${TRY}`,
  },
  'a handler that another file calls': {
    'handler.js': answersId('export async function handler(event) {'),
    'local.js': `import { handler } from './handler.js';\n${TRY}`,
  },
  'a route that a test calls': {
    'app/api/me/route.js': answersId('export async function GET(event) {'),
    'test/route.js': `import { GET as handler } from '../app/api/me/route.js';\n${TRY}`,
  },
  'a function that a deployment names': {
    'src/auth.js': answersId('export async function authorize(event) {'),
    'src/local.js': `import { authorize as handler } from './auth.js';\n${TRY}`,
    'serverless.yml': 'functions:\n  authorize: { handler: src/auth.authorize }\n',
  },
  'a page that a framework finds by its folder': {
    'pages/api/me.js': answersId('export default async function me(event) {'),
    'local.js': `import handler from './pages/api/me.js';\n${TRY}`,
  },
} as const;

const CALLED_BY_PROGRAM = {
  'a function that a test calls too': {
    'lib/me.js': answersId('export async function who(event) {'),
    'lib/me.test.js': `import { who as handler } from './me.js';\n${TRY}`,
    'main.js': `import { who as handler } from './lib/me.js';\n${TRY}`,
  },
  'a function that a deployment names another one like': {
    'lib/me.js': answersId('export async function who(event) {'),
    'main.js': `import { who as handler } from './lib/me.js';\n${TRY}`,
    'serverless.yml': 'functions:\n  authorize: { handler: main.handler }\n',
  },
} as const;

describe('a function that others than the program call', () => {
  it.each(Object.entries<Readonly<Record<string, string>>>(CALLED_FROM_OUTSIDE))(
    'is not fixed, and the suggestion says who gets the id: %s',
    (_name, files) => {
      const { before, changes } = fixedFolder(files);
      expect(changes).toEqual([]);
      const suggestions = before.findings.flatMap((finding) => finding.suggestions.map(describeChange));
      expect(suggestions.join(' ')).toContain('returned to unknown callers');
    },
  );

  it.each(Object.entries<Readonly<Record<string, string>>>(CALLED_BY_PROGRAM))('is fixed: %s', (_name, files) => {
    expect(fixedFolder(files).changes.map(({ file }) => file)).toEqual(['lib/me.js']);
  });
});

describe('a client that another file sets up', () => {
  it.each(Object.entries(SETS_UP_ELSEWHERE))('holds the fix back: %s', (_name, files) => {
    const { before, changes } = fixedFolder(files);
    expect(before.findings).not.toEqual([]);
    expect(changes).toEqual([]);
  });

  it.each(Object.entries(SETS_UP_NOTHING_OF_IT))('holds nothing back: %s', (_name, files) => {
    expect(fixedFolder(files).changes.map(({ file }) => file)).toEqual(['sign-in.js']);
  });
});

/** A program that asks for one page after the other, by the link to the next one. */
function paging(next: string, chosen = "rel === 'next'", above = ''): string {
  return `${above}export async function schools(headers, show) {
  const names = [];
  let url = 'https://api.clever.com/v1.1/schools?limit=1';
  while (url) {
    const page = await (await fetch(url, { headers })).json();
    names.push(...page.data.map(({ data }) => data.name));
    const link = page.links.find(({ rel, uri }) => ${chosen});
    ${next}
  }
  return names;
}
`;
}

const FOLLOWS = 'url = link && `https://api.clever.com${link.uri}`;';

const LOOKS_AT_LINKS = {
  'a pattern, executed': paging(
    "const match = /^\\/v1\\.\\d\\/(.*)$/.exec(link?.uri ?? '');\n    url = match && `https://api.clever.com/v1.1/${match[1]}`;",
  ),
  'a pattern with the path and a parameter': paging(
    'const match = link && /^\\/v1\\.1\\/schools\\?.*starting_after=(\\w+)/.exec(link.uri);\n    url = match && `https://api.clever.com/v1.1/schools?limit=1&starting_after=${match[1]}`;',
  ),
  'a pattern, while it is chosen': paging(FOLLOWS, "rel === 'next' && /\\/v1\\.[12]\\//.test(uri)"),
  'a pattern that is declared': paging(
    'if (link && !OLD.test(link.uri)) throw new Error(link.uri);\n    url = link && `https://api.clever.com${link.uri}`;',
    undefined,
    'const OLD = /^\\/v1/;\n',
  ),
  'a pattern, matched': paging('url = link?.uri.match(/v1/) && `https://api.clever.com${link.uri}`;'),
  'a part': paging("url = link?.uri.split('/')[1] === 'v1.1' ? `https://api.clever.com${link.uri}` : null;"),
  'what stands before the query': paging(
    "url = link?.uri.split('?')[0] === '/v1.1/schools' ? `https://api.clever.com${link.uri}` : null;",
  ),
  'a piece': paging("url = link?.uri.slice(0, 6) === '/v1.1/' ? `https://api.clever.com${link.uri}` : null;"),
  'the path of a URL': paging(
    "const { pathname, search } = new URL(link?.uri ?? '', 'https://api.clever.com');\n    url = pathname === '/v1.1/schools' ? `https://api.clever.com/v1.1/schools${search}` : null;",
  ),
  'the address of a URL': paging(
    "const { href } = new URL(link?.uri ?? '', 'https://api.clever.com');\n    url = href.includes('schools') ? href : null;",
  ),
  'a word of it': paging("url = link?.uri.includes('schools') ? `https://api.clever.com${link.uri}` : null;"),
  'a switch': paging(
    "switch (link?.uri) {\n      case '/v1.1/schools?limit=1':\n        return names;\n    }\n    url = link && `https://api.clever.com${link.uri}`;",
  ),
  'code out of sight': paging('url = show(link?.uri);'),
} as const;

const FOLLOWS_LINKS = {
  'a path that an error of the program names': fromPage(
    "'/v1.1/students'",
    'class Refused extends Error {\n  constructor(path) {\n    super(`refused ${path}`);\n  }\n}',
  ).replace('const body =', 'if (!response.ok) throw new Refused(path);\n    const body ='),
  'as it is': paging(FOLLOWS),
  'joined with the host': paging("url = link ? 'https://api.clever.com' + link.uri : null;"),
  'by a URL': paging("url = link && new URL(link.uri, 'https://api.clever.com').href;"),
  'by a URL, as a text': paging("url = link && new URL(link.uri, 'https://api.clever.com').toString();"),
  'a slash in front': paging(
    "if (link && !link.uri.startsWith('/')) throw new Error('no path');\n    url = link && `https://api.clever.com${link.uri}`;",
  ),
  'without the slash in front': paging("url = link && `https://api.clever.com/${link.uri.replace(/^\\//, '')}`;"),
  'the cursor, by a pattern': paging(
    'const match = link && /starting_after=(\\w+)/.exec(link.uri);\n    url = match && `https://api.clever.com/v1.1/schools?limit=1&starting_after=${match[1]}`;',
  ),
  'the cursor, behind its name': paging(
    "const after = link?.uri.split('starting_after=')[1];\n    url = after && `https://api.clever.com/v1.1/schools?limit=1&starting_after=${after}`;",
  ),
  'the cursor, of a URL': paging(
    "const after = link && new URL(link.uri, 'https://api.clever.com').searchParams.get('starting_after');\n    url = after && `https://api.clever.com/v1.1/schools?limit=1&starting_after=${after}`;",
  ),
  'a line of a log': paging(`console.log('next', link?.uri);\n    ${FOLLOWS}`),
} as const;

function fixed(text: string) {
  const cwd = temporaryFolder({ 'package.json': '{ "type": "module" }', 'index.js': text });
  return fixFolder(cwd, { preset: 'recommended' });
}

describe.each([
  ['asks what the path is', ASKS_PATH, /Check/],
  ['counts its requests', COUNTS, /Check/],
  ['reads the issues of a schema', { ...READS_ISSUES, ...READS_ISSUES_OF_WHOLE }, /the validation errors of a schema/],
  ['asks how long the path is', MEASURES_PATH, /what else uses this string/],
  ['does something beside its request', DOES_SOMETHING_BESIDE, /Check what reads/],
  ['runs what it is given', RUNS_WHAT_IS_GIVEN, /Check what reads/],
  ['sets something for the user at hand', SETS_FOR_A_USER, /in a variable of the request/],
  ['sets something for the user at hand', SETS_FOR_A_USER, /First keep `/],
  ['fills an object for the user at hand', FILLS_FOR_A_USER, /First keep `/],
  ['learns who is a student', ASKS_WHO_IS_A_STUDENT, /belongs to a student/],
  ['learns whose id it is', ASKS_WHOSE_ID_IT_IS, /belongs to a student/],
  ['asks a failure for its path', ASKS_FAILURE_FOR_PATH, /Check a comparison/],
  ['uses more of a record than its fields', USES_WHOLE_RECORD, /Check what happens to the answer/],
  ['keeps a piece of the path', KEEPS_PATH, /what else uses this string/],
  ['names by its version what is stored', NAMES_WHAT_IS_STORED, /what else uses this string/],
  ['sends what is made for one request', SENDS_ONCE, /both requests send the same value/],
  ['takes something away from what it is called with', TAKES_AWAY, /Check what reads/],
  ['asks what a link is', LOOKS_AT_LINKS, /Check what happens to the answer/],
  ['reads by a name that nobody knows', READS_BY_A_NAME, /read by a name/],
  ['relies on the order of people', RELIES_ON_ORDER, /the order follows the ids/],
  ['asks how many there are', ASKS_HOW_MANY, /Check that the answer has `count`/],
  ['looks for somebody in order', COMPARES_IN_ORDER, /the order follows the ids/],
  [
    'finds what was not there',
    FINDS_WHAT_WAS_NOT_THERE,
    /have it too|did not return it|another format|documented by Clever only for v3\.1/,
  ],
  ['begins with an address from elsewhere', BEGINS_ELSEWHERE, /Check what else/],
  ['sends what v3 does not take', SENDS_UNKNOWN, /Remove the parameter/],
  ['answers something else too', ANSWERS_BESIDES, null],
  ['answers for a request that failed', ANSWERS_FAILED, null],
  ['changes its options before the answer is there', CHANGES_WHILE_PENDING, null],
] as const)('a function that %s', (_what, programs, advice) => {
  it.each(Object.entries<string>(programs))('holds the fix back: %s', (_name, text) => {
    const { before, changes } = fixed(text);
    expect(before.findings).not.toEqual([]);
    expect(changes).toEqual([]);
    const suggestions = before.findings.flatMap((finding) => finding.suggestions.map(describeChange));
    if (advice) expect(suggestions.join(' ')).toMatch(advice);
  });
});

it.each([
  ['/v1.1/students?count=true', 'Clever does not say whether `count` respects `role` on v3.0'],
  ['/v1.1/schools/${store.id}/sections?count=true', 'the v3.0 answer has no `count`'],
  ['/v1.1/schools?limit=1', 'the v3.0 answer has no `count`'],
])('says why it leaves a request that counts: %s', (path, why) => {
  const { before, changes } = fixed(withAnswer(path, 'return body.count;'));
  expect(changes).toEqual([]);
  expect(before.findings.map(({ refusal, suggestions }) => [refusal, suggestions])).toEqual([[why, []]]);
});

it('says where it cannot write the id of before', () => {
  const text = `const owner = process.env.OWNER ?? '5a1b3c0d9e8f700001000b01';
const isOwner = ({ id }) => id === owner;
const response = await fetch('https://api.clever.com/me');
const { data } = await response.json();
console.log(isOwner(data) ? 'owner' : 'visitor');
`;
  const { before } = fixed(text);
  expect(before.findings.map(({ refusal }) => refusal)).toEqual([
    'the code that reads `data.id` needs the old id, and this tool cannot write it there',
  ]);
});

describe('a function that looks for somebody in no order', () => {
  it.each(Object.entries<string>(COMPARES_IN_NO_ORDER))('is not asked about the order: %s', (_name, text) => {
    const suggestions = fixed(text).before.findings.flatMap((finding) => finding.suggestions.map(describeChange));
    expect(suggestions.join(' ')).toMatch(/people with several roles/);
    expect(suggestions.join(' ')).not.toMatch(/order/);
  });
});

it('leaves a request for a student that is given the id of anybody who signs in', () => {
  const text = studentBy(THROWN, 'me.data.id', SIGNED_IN).replace(
    'url(id), {',
    '`https://api.clever.com/v1.1/students/${id}`, {',
  );
  const { before, changes } = fixed(text);
  expect(changes.map(({ after }) => after).join('')).toContain('/v1.1/students/');
  const suggestions = before.findings.flatMap((finding) => finding.suggestions.map(describeChange));
  expect(suggestions.join(' ')).toMatch(/belongs to a student/);
});

describe('a function that does nothing of this', () => {
  const programs = {
    ...ASKS_NOTHING_OF_IT,
    ...COUNTS_NOTHING,
    ...RUNS_WHAT_CHANGES_NOTHING,
    ...READS_NO_ISSUES,
    ...READS_ISSUES_OF_ANOTHER,
    ...COUNTS_PATHS,
    ...DOES_NOTHING_BESIDE,
    ...TAKES_NOTHING_AWAY,
    ...READS_RECORD,
    ...SENDS_AGAIN,
    ...FOLLOWS_LINKS,
    ...KEEPS_NO_PATH,
    ...NAMES_NOTHING_STORED,
    ...RELIES_ON_NO_ORDER,
    ...READS_BY_AN_INDEX,
    ...FINDS_WHAT_WAS_THERE,
    ...BEGINS_HERE,
    ...ASKS_FAILURE_FOR_NO_PATH,
    ...ASKS_FOR_A_STUDENT,
    ...ASKS_BELOW,
    ...ASKS_FOR_ALL,
    ...FILLS_ITS_OWN,
    ...SETS_FOR_ALL,
    ...ANSWERS_NOTHING_BESIDES,
    ...PASSES_FAILURES_ON,
    ...CHANGES_LATER,
  };
  it.each(Object.entries<string>(programs))('holds nothing back: %s', (_name, text) => {
    expect(fixed(text).changes.map(({ file }) => file)).toEqual(['index.js']);
  });
});
