import { describe, expect, it } from 'vitest';
import { scanProgram } from '../support/judged-program.js';

const SIZES = [20, 80, 320];

describe('what a scan opens follows the code that calls Clever', () => {
  it.each(SIZES)('with %i siblings on one base class', (count) => {
    const siblings = files(count, (index) => [`other${index}.js`, adapter(`Other${index}`, 'https://api.example.org')]);
    const { files: opened, usages, effort } = scanProgram({ 'hub.js': HUB, 'clever.js': CLEVER, ...siblings });
    expect([...opened].sort()).toEqual(['clever.js', 'hub.js']);
    expect(usages).toHaveLength(1);
    expect(effort.passes).toBeLessThan(8);
    expect(effort.evaluations).toBeLessThan(2000);
  });

  it.each(SIZES)('with %i modules that the entry imports, at some distance', (count) => {
    const modules = files(count, (index) => [`module${index}.js`, moduleAt(index, count)]);
    const { files: opened, usages, effort } = scanProgram({ 'main.js': MAIN, 'login.js': LOGIN, ...modules });
    expect([...opened].sort()).toEqual(['login.js', 'main.js', 'module0.js']);
    expect(usages).toHaveLength(1);
    expect(effort.passes).toBeLessThan(8);
    expect(effort.evaluations).toBeLessThan(2000);
  });

  it.each(SIZES)('with %i sign-ins that share a wrapper of fetch and a helper for accounts', (count) => {
    const others = files(count, (index) => [`other${index}.js`, signIn(`other${index}`, 'https://login.example.org')]);
    const {
      files: opened,
      usages,
      effort,
    } = scanProgram({
      'clever.js': signIn('clever', 'https://api.clever.com'),
      'ask.js': ASK,
      'accounts.js': ACCOUNTS,
      'registry.js': registryOf(['clever', ...Object.keys(others).map((file) => file.replace('.js', ''))]),
      ...others,
    });
    // A few of the others are opened to see whether somebody else calls the helper.
    expect(opened.length).toBeLessThan(20);
    expect(opened).toEqual(expect.arrayContaining(['clever.js', 'ask.js', 'accounts.js']));
    expect(usages.map(({ kind }) => kind)).toEqual(['endpoint']);
    expect(effort.passes).toBeLessThan(12);
    expect(effort.evaluations).toBeLessThan(5000);
    expect(effort.steps).toBeLessThan(500);
  });

  it('with those who get a default export by another name, however many files mention the word', () => {
    const mentions = files(50, (index) => [
      `page${index}.js`,
      `import { title } from './main.js';\nexport default () => title + ${index};\n`,
    ]);
    const { files: opened, usages } = scanProgram({
      'clever.js': "export default (path) => fetch('https://api.clever.com' + path);\n",
      'barrel.js': "export { default as load } from './clever.js';\n",
      'main.js': "import { load } from './barrel.js';\nload('/me');\nexport const title = 'School';\n",
      ...mentions,
    });
    expect([...opened].sort()).toEqual(['barrel.js', 'clever.js', 'main.js']);
    expect(usages.map((usage) => usage.kind === 'endpoint' && usage.url.text)).toEqual(['https://api.clever.com/me']);
  });

  it('with what Clever’s address is handed on to, through modules that do not name it', () => {
    const { usages } = scanProgram({
      'clever.js': "import { first } from './first.js';\nfirst({ base: 'https://api.clever.com' }, '/me');\n",
      'first.js':
        "import { second } from './second.js';\nexport function first(to, path) { return second(to, path); }\n",
      'second.js': "import { third } from './third.js';\nexport const second = (to, path) => third(to.base + path);\n",
      'third.js': 'export const third = (url) => fetch(url);\n',
    });
    expect(usages.map((usage) => usage.kind === 'endpoint' && usage.url.text)).toEqual(['https://api.clever.com/me']);
  });

  it('with all callers of a function that writes a piece of the address, for they share it', () => {
    const { files: opened } = scanProgram({
      'hub.js': "export const ask = (base, path) => fetch(base + '/v1.1' + path);\n",
      'clever.js': "import { ask } from './hub.js';\nask('https://api.clever.com', '/me');\n",
      'other.js': "import { ask } from './hub.js';\nask('https://api.example.org', '/me');\n",
    });
    expect([...opened].sort()).toEqual(['clever.js', 'hub.js', 'other.js']);
  });
});

const HUB = `export class Hub {
  async pull(url) { return (await fetch(url)).json(); }
}
`;

const ASK = `import send from 'node-fetch';
function failed(reject, message) { reject(new Error(message)); }
export default function ask(url, options) {
  return new Promise((resolve, reject) => {
    if (!url) failed(reject, 'no address');
    send(url, options).then((response) => resolve(response), reject);
  });
}
`;

const ACCOUNTS = `export default function account(user, done) {
  if (!user.name) return done(new Error('nobody can sign in without a name'));
  return done(null, { name: user.name });
}
`;

function signIn(name: string, home: string): string {
  return `import ask from './ask.js';
import account from './accounts.js';
export default async function ${name}(token, done) {
  const me = await (await ask('${home}/me', { headers: { authorization: token } })).json();
  account({ name: me.name }, done);
}
`;
}

function registryOf(names: readonly string[]): string {
  const imports = names.map((name) => `import ${name} from './${name}.js';\n`);
  return `${imports.join('')}export const registry = new Map(Object.entries({ ${names.join(', ')} }));\n`;
}

const CLEVER = adapter('Clever', 'https://api.clever.com');

function adapter(name: string, home: string): string {
  return `import { Hub } from './hub.js';
export class ${name} extends Hub {
  constructor() { super(); this.home = '${home}'; }
  call(path) { return this.pull(this.home + path); }
  load() { return this.call('/me'); }
}
`;
}

const LOGIN = `const pull = (path) => fetch('https://api.clever.com' + path);
export const who = () => pull('/me');
`;

const MAIN = `import { who } from './login.js';
import { serve0 } from './module0.js';
export const cleverLogin = () => who();
export const serve = (request) => serve0(request);
`;

function moduleAt(index: number, count: number): string {
  const next = [2 * index + 1, 2 * index + 2].filter((each) => each < count);
  const imports = next.map((each) => `import { serve${each} } from './module${each}.js';`).join('\n');
  const calls = next.map((each) => `serve${each}(request);`).join(' ');
  return `${imports}\nexport function serve${index}(request) { ${calls} return request.body; }\n`;
}

function files(count: number, write: (index: number) => [string, string]): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => write(index)));
}
