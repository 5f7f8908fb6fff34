import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFix } from './check.js';
import { startRunner, type Runner } from './runner/runner.js';

const EMAIL = '.then((response) => response.json()).then((me) => me.data?.email)';
const BOTH = 'console.log(await Promise.all([first, second]));';

/** A class that asks with what its objects keep, and a program that uses it. */
function client(members: string, main: string, auth = 'this.token'): string {
  return `class Client {
  ${members}
  email() {
    return fetch('https://api.clever.com/me', { headers: { Authorization: \`Bearer \${${auth}}\` } })${EMAIL};
  }
}
export async function main(token) {
  ${main}
}
`;
}

/** The same program, whose objects ask by a method that reads what it sends. */
function byHelper(text: string): string {
  const [, request = ''] = /return (fetch\(.*\})\)\.then/.exec(text) ?? [];
  const get = `get(path) {\n    return ${request.replace("/me'", "' + path")}).then((response) => response.json());\n  }\n  `;
  return text
    .replace('email() {', `${get}email() {`)
    .replace(/(?<=email\(\) \{\n {4}return )fetch\(.*?response\.json\(\)\)/, "this.get('/me')");
}

/** A function that makes an object whose functions share a variable. */
function factory(members: string, main: string, above = 'let kept;'): string {
  return `function createClient() {
  ${above}
  return {
    ${members}
    email: () => fetch('https://api.clever.com/me', { headers: { Authorization: \`Bearer \${kept}\` } })${EMAIL},
  };
}
export async function main(token) {
  ${main}
}
`;
}

/** A function that sends the headers that it is given. */
function sending(main: string): string {
  return `const email = (headers) => fetch('https://api.clever.com/me', { headers })${EMAIL};
export async function main(token) {
  ${main}
}
`;
}

const USE = 'use(token) {\n    this.token = token;\n    return this;\n  }';
const TWICE = `const api = new Client();\n  const first = api.use(token).email();\n  const second = api.use('other').email();\n  ${BOTH}`;

/** Changes that come between two requests which a method makes itself: what it sends can be read once, before both. */
const CHANGED_BY_METHODS = {
  'a method that is called again': client(USE, TWICE),
  'a field that is an arrow': client('use = (token) => {\n    this.token = token;\n    return this;\n  };', TWICE),
  'a setter that is used again': client(
    'set auth(token) {\n    this.token = token;\n  }',
    `const api = new Client();\n  api.auth = token;\n  const first = api.email();\n  api.auth = 'other';\n  const second = api.email();\n  ${BOTH}`,
  ),
  'a method that clears it behind the call': client(
    `${USE}\n  close() {\n    this.token = null;\n  }\n  hello() {\n    try {\n      return this.email();\n    } finally {\n      this.close();\n    }\n  }`,
    'console.log(await new Client().use(token).hello());',
  ),
  'a function that is called at any time': client(
    `${USE}\n  forget() {\n    setTimeout(() => {\n      this.token = null;\n    }, 0);\n    return this;\n  }`,
    'console.log(await new Client().use(token).forget().email());',
  ),
  'a variable for the object': client(
    `${USE}\n  forget() {\n    const self = this;\n    queueMicrotask(function () {\n      self.token = null;\n    });\n    return this;\n  }`,
    'console.log(await new Client().use(token).forget().email());',
  ),
  'an object that is replaced': client(
    'as(token) {\n    this.auth = { token };\n    return this;\n  }',
    TWICE.replaceAll('use', 'as'),
    'this.auth.token',
  ),
  'a function that nobody waits for': client(
    `${USE}\n  async leave() {\n    await null;\n    this.token = null;\n  }`,
    'const api = new Client().use(token);\n  api.leave();\n  console.log(await api.email());',
  ),
  'an object that is kept for the next time': client(USE, 'console.log(await clientOf().use(token).email());').replace(
    'export',
    'let only;\nconst clientOf = () => (only ??= new Client());\nexport',
  ),
  'a handler that a function makes': client(USE, 'console.log(await handler(token));').replace(
    'export',
    'function create() {\n  const api = new Client();\n  return (token) => api.use(token).email();\n}\nconst handler = create();\nexport',
  ),
} as const;

/** Changes of a variable that functions share, which is read before both requests too. */
const CHANGED_VARIABLES = {
  'a variable of a factory': factory(
    'login(given) {\n      kept = given;\n      return this;\n    },',
    `const api = createClient();\n  const first = api.login(token).email();\n  const second = api.login('other').email();\n  ${BOTH}`,
  ),
  'a variable of a factory that nobody calls': factory('login(given) {\n      kept = given;\n    },', '').replace(
    'function',
    'export function',
  ),
  'functions of a factory that is kept': factory(
    'login(given) {\n      kept = given;\n    },',
    'const { login, email } = clientOf();\n  login(token);\n  console.log(await email());',
  ).replace('export', 'let only;\nconst clientOf = () => (only ??= createClient());\nexport'),
} as const;

/** Changes that come between, where the requests read what they send each for itself. */
const CHANGED = {
  'headers that are set for each': sending(
    "const headers = new Headers();\n  console.log(await Promise.all([token, 'other'].map((each) => {\n    headers.set('Authorization', `Bearer ${each}`);\n    return email(headers);\n  })));",
  ),
  'a component that runs again': `import { useEffect, useRef } from 'react';
export function Hello({ token, show }) {
  const ref = useRef(token);
  ref.current = token;
  const get = (path) => fetch('https://api.clever.com' + path, { headers: { Authorization: ref.current } })${EMAIL.slice(0, EMAIL.indexOf('.then((me)'))};
  useEffect(() => {
    get('/me').then((me) => show(me.data?.email));
  }, [token]);
  return null;
}
`,
} as const;

const KEPT = {
  'set by the constructor': client(
    'constructor(token) {\n    this.token = token;\n  }',
    'console.log(await new Client(token).email());',
  ),
  'set by what the constructor calls': client(
    'constructor(token) {\n    this.init(token);\n  }\n  init(token) {\n    this.token = token;\n  }',
    'console.log(await new Client(token).email());',
  ),
  'set once, by a method of what is made there': client(USE, 'console.log(await new Client().use(token).email());'),
  'set before, in a variable': client(
    USE,
    'const api = new Client();\n  api.use(token);\n  console.log(await api.email());',
  ),
  'set before, by a setter': client(
    'set auth(token) {\n    this.token = token;\n  }',
    'const api = new Client();\n  api.auth = token;\n  console.log(await api.email());',
  ),
  'set for one object each': client(
    USE,
    `const one = new Client();\n  one.use(token);\n  const first = one.email();\n  const other = new Client();\n  other.use('other');\n  const second = other.email();\n  ${BOTH}`,
  ),
  'set again once the answer is there': client(
    USE,
    "const api = new Client();\n  for (const each of [token, 'other']) {\n    api.use(each);\n    console.log(await api.email());\n  }",
  ),
  'set by the object that a function makes': client(
    USE,
    'const api = create();\n  api.use(token);\n  console.log(await api.email());',
  ).replace('export', 'const create = () => new Client();\nexport'),
  'set in a promise that is waited for': client(
    USE,
    'const api = new Client();\n  await Promise.resolve(token).then((given) => {\n    api.use(given);\n  });\n  console.log(await api.email());',
  ),
  'set in what the request goes on from': client(
    USE,
    'const api = new Client();\n  console.log(await Promise.resolve(token).then((given) => {\n    api.use(given);\n    return api.email();\n  }));',
  ),
  'a variable of a factory, set before': factory(
    'login(given) {\n      kept = given;\n      return this;\n    },',
    'console.log(await createClient().login(token).email());',
  ),
  'functions of a factory, called in turn': factory(
    'login(given) {\n      kept = given;\n      return this;\n    },',
    'const { login, email } = createClient();\n  login(token);\n  console.log(await email());',
  ),
  'headers that are filled before': sending(
    "const headers = new Headers();\n  [['Authorization', `Bearer ${token}`], ['Accept', '*/*']].forEach(([name, value]) => {\n    headers.set(name, value);\n  });\n  console.log(await email(headers));",
  ),
  'headers of each': sending(
    "console.log(await Promise.all([token, 'other'].map((each) => {\n    const headers = new Headers();\n    headers.set('Authorization', `Bearer ${each}`);\n    return email(headers);\n  })));",
  ),
} as const;

let runner: Runner;

beforeAll(() => {
  runner = startRunner();
});

afterAll(async () => {
  await runner.close();
});

describe('what a second request reads again', () => {
  const readOnce = { ...CHANGED_BY_METHODS, ...CHANGED_VARIABLES };
  it.each(Object.entries<string>(readOnce))('is read once, before both: %s', async (_name, text) => {
    expect((await checkFix(runner, { 'index.js': text })).outcome).toBe('migrated');
  });

  it.each([
    ...Object.entries<string>(CHANGED),
    ...Object.entries<string>(CHANGED_BY_METHODS).map(([name, text]) => [name, byHelper(text)] as const),
  ])('holds the fix back where it is changed: %s', async (_name, text) => {
    const { outcome, suggestions } = await checkFix(runner, { 'index.js': text });
    expect(outcome).toBe('left');
    expect(suggestions.join(' ')).toMatch(/First keep `/);
  });

  it.each(Object.entries<string>(KEPT))('is as it was: %s', async (_name, text) => {
    expect((await checkFix(runner, { 'index.js': text })).outcome).toBe('migrated');
  });
});
