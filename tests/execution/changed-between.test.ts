import { describe, expect, it } from 'vitest';
import { describeChange } from '../../src/model/finding.js';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

const ANSWER = `if (!response.ok) throw new Error('refused');
  return (await response.json()).data.name.last;`;

/** A function that fills an object of the module right before its request, and code that calls it. */
function filling(calls: string): string {
  return `const headers = { accept: 'json' };
async function lastName(given) {
  headers.auth = given;
  const response = await fetch('https://api.clever.com/v1.1/me', { headers });
  ${ANSWER}
}
${calls}
`;
}

const SIGNS_IN_SEVERAL = {
  'two at once': filling("Promise.allSettled([lastName('a'), lastName('b')]).then(console.log);"),
  'one while another waits': filling(
    "const first = lastName('a');\nlastName('b').then(console.log);\nfirst.catch(fail);",
  ),
  'each of a list': filling("['a', 'b'].forEach((each) => lastName(each).then(console.log));"),
  'each round of a loop': filling("for (const each of ['a', 'b']) lastName(each).then(console.log);"),
  'at any time': filling('setInterval(() => lastName(process.argv[2]), 1000);'),
  'whenever a server is called': filling('createServer(async (request) => lastName(request.token)).listen(80);'),
} as const;

const SIGNS_IN_ONE_BY_ONE = {
  'one, at the start': filling('console.log(await lastName(process.argv[2]));'),
  'one, in a main function': filling("async function main() {\n  console.log(await lastName('a'));\n}\nmain();"),
  'two in turn': filling("console.log(await lastName('a'));\nconsole.log(await lastName('b'));"),
  'each of a list in turn': filling("for (const each of ['a', 'b']) console.log(await lastName(each));"),
} as const;

/** A function that sends what it is given, and code that calls it. */
function sending(calls: string, parameter = 'options', options = parameter): string {
  return `async function lastName(${parameter}) {
  const response = await fetch('https://api.clever.com/v1.1/me', ${options});
  ${ANSWER}
}
${calls}
`;
}

const FILLS_AGAIN = {
  'in a loop': sending(
    'const options = { headers: {} };\nwhile (queue.length) {\n  options.headers.auth = queue.pop();\n  jobs.push(lastName(options));\n}',
  ),
  'behind the call': sending(
    'const options = { headers: { auth: process.env.TOKEN } };\nconst pending = lastName(options);\ndelete options.headers.auth;\npending.then(console.log);',
  ),
  'in a function': sending(
    "export async function both(first, second) {\n  const headers = new Headers();\n  headers.set('auth', first);\n  const one = lastName(headers);\n  headers.set('auth', second);\n  return [await lastName(headers), await one];\n}",
    'headers',
    '{ headers }',
  ),
  'two calls above': sending(
    "const show = (headers) => lastName(headers).then(console.log);\nconst headers = {};\nfor (const each of ['a', 'b']) {\n  Object.assign(headers, { auth: each });\n  show(headers);\n}",
    'headers',
    '{ headers }',
  ),
  'where a member is taken out': sending(
    'export function signIn(given) {\n  shared.headers.auth = given;\n  return lastName(shared);\n}\nconst shared = { headers: {} };',
    '{ headers }',
    '{ headers }',
  ),
} as const;

const FILLS_BEFORE = {
  'another object each time': sending(
    "for (const each of ['a', 'b']) {\n  const options = { headers: {} };\n  options.headers.auth = each;\n  jobs.push(lastName(options));\n}",
  ),
  'once the answer is there': sending(
    'const options = { headers: {} };\nwhile (queue.length) {\n  options.headers.auth = queue.pop();\n  console.log(await lastName(options));\n}',
  ),
  'before the call': sending(
    'export async function main(token) {\n  const options = { headers: {} };\n  options.headers.auth = token;\n  return lastName(options);\n}',
  ),
  'another member of it': sending(
    'const shared = { headers: { auth: process.env.TOKEN }, users: {} };\nexport const show = (given) => {\n  shared.users.last = given;\n  return lastName({ headers: shared.headers });\n};',
  ),
} as const;

/** A function that leaves it to another one to fill an object, and that one. */
function fillingBy(call: string, helper: string, declared = 'const headers = {};'): string {
  return `${declared}
${helper}
export async function lastName(given) {
  ${call}
  const response = await fetch('https://api.clever.com/v1.1/me', { headers });
  ${ANSWER}
}
`;
}

const FILLS_BY_A_HELPER = {
  'by a member': fillingBy('authorize(headers, given);', 'function authorize(into, token) {\n  into.auth = token;\n}'),
  'by a key': fillingBy('authorize(given, headers);', "const authorize = (token, into) => (into['auth'] = token);"),
  'by a method': fillingBy(
    'authorize(headers, given);',
    "const authorize = (into, token) => into.set('auth', token);",
    'const headers = new Headers();',
  ),
  'by an assignment of several': fillingBy(
    'authorize(headers, given);',
    'function authorize(into, token) {\n  Object.assign(into, { auth: token });\n}',
  ),
  'by a deletion': fillingBy(
    'if (!given) forget(headers);',
    'const forget = (from) => delete from.auth;',
    'const headers = { auth: process.env.TOKEN };',
  ),
} as const;

const FILLS_NOTHING_BY_A_HELPER = {
  'it only reads': fillingBy('show(headers, given);', 'const show = (from, user) => console.log(from.auth, user);'),
  'it fills another object': fillingBy(
    'keep(headers, given);',
    'const keep = (from, user) => {\n  users.last = user;\n};',
  ),
  'it takes the parameter for another object': fillingBy(
    'console.log(own(headers, given));',
    'const own = (from, user) => {\n  from = { ...from, user };\n  return from.user;\n};',
  ),
} as const;

/** An object that keeps a token, and code that uses it. */
function keeping(members: string, use: string, token = 'this.token'): string {
  return `class Clever {
  ${members}
  async get(path) {
    const response = await fetch(\`https://api.clever.com\${path}\`, { headers: { auth: ${token} } });
    if (!response.ok) throw new Error('refused');
    return response.json();
  }
  async lastName() {
    const { data } = await this.get('/v1.1/me');
    return data.name.last;
  }
}
const clever = new Clever();
${use}
`;
}

const BOTH = "Promise.all([clever.use('a').lastName(), clever.use('b').lastName()]).then(console.log);";

const KEEPS_ONE_TOKEN = {
  'in a field': keeping('token;\n  use(token) {\n    this.token = token;\n    return this;\n  }', BOTH),
  'in a private field': keeping(
    '#token;\n  use(token) {\n    this.#token = `Bearer ${token}`;\n    return this;\n  }',
    BOTH,
    'this.#token',
  ),
  'in a field of the class': keeping(
    'static token;\n  use(token) {\n    Clever.token = token;\n    return this;\n  }',
    BOTH,
    'Clever.token',
  ),
  'in a field that is set from outside': keeping(
    'token;',
    "clever.token = 'a';\nconst first = clever.lastName();\nclever.token = 'b';\nclever.lastName().then(console.log);\nfirst.then(console.log);",
  ),
  'in a variable of a function': `function create() {
  let token;
  const get = async (path) => {
    const response = await fetch(\`https://api.clever.com\${path}\`, { headers: { auth: token } });
    if (!response.ok) throw new Error('refused');
    return response.json();
  };
  return {
    use(given) {
      token = given;
      return this;
    },
    async lastName() {
      const { data } = await get('/v1.1/me');
      return data.name.last;
    },
  };
}
const clever = create();
${BOTH}
`,
} as const;

const KEEPS_A_TOKEN_EACH = {
  'one, set before the request': keeping(
    'token;\n  use(token) {\n    this.token = token;\n    return this;\n  }',
    "clever.use('a');\nconsole.log(await clever.lastName());",
  ),
  'one, set by the constructor': keeping(
    'constructor(token) {\n    this.token = token;\n  }',
    'clever.lastName().then(console.log);',
  ),
} as const;

const RECORD = '.then((response) => response.json()).then((me) => me.data.name.last)';

/** A request of which nobody awaits the answer before the code goes on. */
function looping(loop: string, token: string, above = ''): string {
  return `const tokens = ['a', 'b'];
export function lastNames() {
  const jobs = [];
  ${above}
  ${loop} {
    jobs.push(fetch('https://api.clever.com/v1.1/me', { headers: { auth: ${token} } })${RECORD});
  }
  return Promise.all(jobs);
}
`;
}

/** What a loop sends is read once, before both requests. */
const LOOPS_OVER_ONE_VARIABLE = {
  'a number for all rounds': looping('for (var at = 0; at < tokens.length; at += 1)', 'tokens[at]'),
  'a text for all rounds': looping('for (token of tokens)', '`Bearer ${token}`', 'let token;'),
  'a key for all rounds': looping('for (var key in tokens)', 'tokens[key]'),
  'a number that is counted before': looping('while (at < 2)', 'tokens[at]', 'let at = 0;').replace(
    'jobs.push',
    'at += 1;\n    jobs.push',
  ),
  'a pair that is declared for all rounds': looping('for (var [user, token] of tokens)', 'token'),
  'a text that is declared for all rounds': looping('for (const at of [0, 1])', 'token').replace(
    'jobs.push',
    'var token = tokens[at];\n    jobs.push',
  ),
  'a pair that is taken apart': looping('for ([user, token] of tokens)', 'token', 'let user, token;'),
} as const;

const LOOPS_OVER_ITS_OWN = {
  'a number of each round': looping('for (let at = 0; at < tokens.length; at += 1)', 'tokens[at]'),
  'a text of each round': looping('for (const token of tokens)', '`Bearer ${token}`'),
  'a text that is made in each round': looping('for (const at of [0, 1])', 'token').replace(
    'jobs.push',
    'let token;\n    token = tokens[at];\n    jobs.push',
  ),
  'a text for all rounds, one by one': looping('for (token of tokens)', 'token', 'let token;')
    .replace('export function', 'export async function')
    .replace('jobs.push(fetch', 'jobs.push(await fetch'),
} as const;

/** A session that a helper sends along with each request. */
function session(
  code: string,
  token = 'session.token',
  declared = 'const session = { token: process.env.TOKEN };',
): string {
  return `${declared}
async function get(path) {
  const response = await fetch(\`https://api.clever.com\${path}\`, { headers: { auth: ${token} } });
  if (!response.ok) throw new Error('refused');
  return response.json();
}
export async function lastName() {
  const me = await get('/v1.1/me');
  return me.data.name.last;
}
${code}
`;
}

const SIGNS_OUT = {
  'what is replaced by nothing': session(
    'export function signOut() {\n  session = null;\n}',
    'session.token',
    'let session = { token: process.env.TOKEN };',
  ),
  'what is deleted': session('export const signOut = () => {\n  delete session.token;\n};'),
  'what is emptied by a method': session(
    "const pending = lastName();\nheaders.delete('auth');\npending.then(console.log);",
    "headers.get('auth')",
    'const headers = new Headers({ auth: process.env.TOKEN });',
  ),
  'what is emptied while it is renewed': session(
    "async function renew() {\n  session.token = '';\n  session.token = await fetchToken();\n}\nsetInterval(renew, 1000);",
  ),
  'what is filled with nothing': session(
    "addEventListener('pagehide', () => Object.assign(session, { token: undefined }));",
  ),
  'what is taken in turn': session('export function rotate() {\n  session.token = pool.shift();\n}\nconst pool = [];'),
} as const;

const STAYS_SIGNED_IN = {
  'a token of the application, renewed': session(
    'setInterval(async () => {\n  session.token = await fetchToken();\n}, 1000);',
  ),
  'a token that is fetched when there is none': session(
    'export async function begin() {\n  session.token ??= await fetchToken();\n  return lastName();\n}',
  ),
  'a setting that is the same each time': session(
    "export const begin = () => {\n  session.kind = 'web';\n  session.token = process.env.TOKEN;\n};",
  ),
  'what is emptied once the answer is there': session('console.log(await lastName());\ndelete session.token;'),
} as const;

function fixed(text: string) {
  const cwd = temporaryFolder({ 'package.json': '{ "type": "module" }', 'index.js': text });
  return fixFolder(cwd, { preset: 'recommended' });
}

describe.each([
  ['signs in several users', SIGNS_IN_SEVERAL],
  ['fills an object again that was sent', FILLS_AGAIN],
  ['fills an object by a helper', FILLS_BY_A_HELPER],
  ['keeps one token for several users', KEEPS_ONE_TOKEN],
  ['signs out', SIGNS_OUT],
])('code that %s between the two requests', (_name, programs) => {
  it.each(Object.entries<string>(programs))('holds the fix back: %s', (_each, text) => {
    const { before, changes } = fixed(text);
    expect(changes).toEqual([]);
    const suggestions = before.findings.flatMap((finding) => finding.suggestions.map(describeChange));
    expect(suggestions.join(' ')).toMatch(/First keep `/);
  });
});

describe('code that changes nothing of what the second request reads', () => {
  const programs = {
    ...SIGNS_IN_ONE_BY_ONE,
    ...FILLS_BEFORE,
    ...FILLS_NOTHING_BY_A_HELPER,
    ...KEEPS_A_TOKEN_EACH,
    ...LOOPS_OVER_ONE_VARIABLE,
    ...LOOPS_OVER_ITS_OWN,
    ...STAYS_SIGNED_IN,
  };
  it.each(Object.entries<string>(programs))('holds nothing back: %s', (_name, text) => {
    const { changes } = fixed(text);
    expect(changes.map(({ after }) => after).join('')).toContain('/v3.0/users/');
  });
});
