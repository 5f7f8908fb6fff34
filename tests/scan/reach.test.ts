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
