import dotenv from 'dotenv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCompose } from '../../src/discover/compose-syntax.js';
import { openCorpus } from '../../src/discover/corpus.js';
import { parseEnvironment } from '../../src/discover/env-syntax.js';
import { openEnvironments } from '../../src/discover/environment.js';
import { temporaryFolder } from '../support/folders.js';

const lines: readonly { text: string; value: string; written?: string }[] = [
  { text: 'A=https://api.clever.com/me', value: 'https://api.clever.com/me' },
  { text: 'export A=x', value: 'x' },
  { text: '  A = x  ', value: 'x' },
  { text: 'A="x y"', value: 'x y' },
  { text: "A='x # y' # comment", value: 'x # y' },
  { text: 'A=`x`', value: 'x' },
  { text: 'A=x # comment', value: 'x' },
  { text: 'A=x#comment', value: 'x' },
  { text: 'A: x', value: 'x' },
  { text: 'A=', value: '' },
  { text: 'A="x\\ny"', value: 'x\ny', written: 'x\\ny' },
  { text: 'A="one\r\ntwo"', value: 'one\ntwo', written: 'one\r\ntwo' },
  { text: '# A=old\r\nA=x\r\nB=2\r\n', value: 'x' },
  { text: 'A=1\nA=2', value: '2' },
  { text: 'B=x\nA=${B}/me', value: 'x/me', written: '${B}/me' },
  { text: 'A=${B}/me\nB=${C}\nC=x', value: 'x/me', written: '${B}/me' },
  { text: 'A=${OTHER}/me', value: '${OTHER}/me' },
  { text: 'A=${A}/me', value: '${A}/me' },
  { text: 'B=x\nA=$B/me', value: 'x/me', written: '$B/me' },
  { text: 'A=pa$word', value: 'pa$word' },
  { text: 'B=x\nA=\\$B/me', value: '\\$B/me' },
  { text: 'B=x\nA=${B:-y}/me', value: 'x/me', written: '${B:-y}/me' },
  { text: 'A=${B:-https://a}/me', value: 'https://a/me', written: '${B:-https://a}/me' },
  { text: 'A=${B-y}/me', value: 'y/me', written: '${B-y}/me' },
  { text: 'A=${B:-${C:-https://a}}/me', value: 'https://a/me', written: '${B:-${C:-https://a}}/me' },
  { text: 'C=x\nA=${B:-$C}/me', value: 'x/me', written: '${B:-$C}/me' },
  { text: 'A=${B:-y', value: '${B:-y' },
  { text: 'A=${B:-${C:-y}', value: '${B:-${C:-y}' },
  { text: 'BC=x\nA=${BC}/me', value: 'x/me', written: '${BC}/me' },
  { text: 'export  A=x', value: 'x' },
  { text: 'A=x "y"', value: 'x "y"' },
  { text: 'A="x" y', value: '"x" y' },
  { text: 'A=x\\ny"', value: 'x\\ny"' },
  { text: 'A="one\rtwo"', value: 'one\ntwo', written: 'one\rtwo' },
];

const composes: readonly { environment: string; value: string | undefined; written?: string }[] = [
  { environment: '{ A: https://a }', value: 'https://a' },
  { environment: '\n      A: "x y" # comment', value: 'x y' },
  { environment: "\n      A: 'it''s'", value: "it's", written: "it''s" },
  { environment: '\n      - A=https://a', value: 'https://a' },
  { environment: '\n      - "A=https://a"', value: 'https://a' },
  { environment: '\n      - A', value: undefined },
  { environment: '\n      A: ${A:-https://a}', value: 'https://a' },
  { environment: '\n      - A=${A-https://a}', value: 'https://a' },
  { environment: '\n      A: "${HOST}/me"', value: undefined },
  { environment: '\n      A: x$$y', value: 'x$y', written: 'x$$y' },
  { environment: ' *shared', value: 'https://a' },
  { environment: '\n      <<: *shared', value: 'https://a' },
  { environment: '\n      A: >-\n        x\n        y', value: 'x y', written: '>-\n        x\n        y' },
];

describe('parseCompose', () => {
  it.each(composes)('reads $environment', ({ environment, value, written = value }) => {
    const text = `x-shared: &shared\n  A: https://a\nservices:\n  web:\n    environment: ${environment}\n`;
    const [entry] = parseCompose(text).entries;
    expect(entry?.value).toBe(value);
    expect(entry && text.slice(entry.start, entry.end).trimEnd()).toBe(written);
    expect(entry?.verbatim).toBe(entry && written === value);
  });

  it('reads the names of env files in every form', () => {
    const text =
      'services:\n  a:\n    env_file: a.env\n  b:\n    env_file:\n      - b.env\n      - path: c.env\n        required: false\n';
    expect(parseCompose(text).environmentFiles).toEqual(['a.env', 'b.env', 'c.env']);
  });

  it.each(['', '[]', 'services: web', 'services: { web: null }', 'a: *b'])('finds nothing in %j', (text) => {
    expect(parseCompose(text).entries).toEqual([]);
  });
});

describe('parseEnvironment', () => {
  it.each(lines)('reads $text', ({ text, value, written = value }) => {
    const entry = parseEnvironment(text).find(({ name }) => name === 'A');
    expect(entry?.value).toBe(value);
    expect(text.slice(entry?.start, entry?.end)).toBe(written);
    expect(entry?.verbatim).toBe(written === value);
  });

  it('knows where a value that is left out would stand', () => {
    expect(parseEnvironment('B=1\nA=').at(-1)).toMatchObject({ name: 'A', value: '', start: 6, end: 6 });
  });

  it('reads no assignment in the middle of a line', () => {
    expect(parseEnvironment('not A=x')).toEqual([]);
  });

  it('says that it does not know a value of more references than it looks up', () => {
    const referring = (count: number) => parseEnvironment(`A=${'${B}'.repeat(count)}\nB=x`)[0];
    expect(referring(500)).toMatchObject({ value: 'x'.repeat(500), verbatim: false });
    expect(referring(500)).not.toHaveProperty('isCut');
    expect(referring(501)).toMatchObject({ name: 'A', isCut: true });
  });

  it('says so of the last values of a file that has more references than it looks up', () => {
    const text = Array.from({ length: 201 }, (_, index) => `A${index}=${'${B}'.repeat(500)}`).join('\n');
    const cut = parseEnvironment(`${text}\nB=x`).filter(({ isCut }) => isCut);
    expect(cut.map(({ name }) => name)).toEqual(['A200']);
  });

  it('reads no value that dotenv would not read, and knows where each stands', () => {
    const name = fc.stringMatching(/^[A-D]$/);
    // dotenv itself expands nothing.
    const bare = fc.stringMatching(/^[ -~é🙂]{0,12}$/u).filter((text) => !/\$[{A-D]/.test(text));
    const value = fc.oneof(bare, ...['"', "'", '`'].map((quote) => bare.map((text) => quote + text + quote)));
    const line = fc.oneof(
      fc
        .tuple(
          fc.constantFrom('', 'export ', '  '),
          name,
          fc.constantFrom('=', ' = ', ': '),
          value,
          fc.constantFrom('', ' # c'),
        )
        .map((parts) => parts.join('')),
      fc.constantFrom('', '# comment', 'nonsense', 'A='),
    );
    const text = fc
      .tuple(fc.array(line, { maxLength: 6 }), fc.constantFrom('\n', '\r\n'))
      .map(([all, end]) => all.join(end));
    fc.assert(
      fc.property(text, (environment) => {
        const entries = parseEnvironment(environment);
        expect(Object.fromEntries(entries.map((entry) => [entry.name, entry.value]))).toEqual(
          dotenv.parse(environment),
        );
        for (const { value: read, start, end, verbatim } of entries) {
          if (verbatim) expect(environment.slice(start, end)).toBe(read);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('valuesFor', () => {
  function valuesIn(files: Record<string, string>, file: string): readonly (readonly [string, string])[] {
    const corpus = openCorpus({ root: temporaryFolder(files) });
    return openEnvironments(corpus)
      .valuesFor('URL', file)
      .map(({ value, span }) => {
        if (span === null) throw new Error('A value of an env file has a place');
        expect(corpus.text(span.file).slice(span.start, span.end)).toBe(value);
        return [span.file, value];
      });
  }

  it('takes all env files of a folder, real ones before templates, equal values at each place', () => {
    const files = {
      'package.json': '{}',
      '.env.example': 'URL=https://a\n',
      '.env': '\uFEFFURL=https://a\n',
      '.env.production': 'URL="https://c"\r\n',
      '.env.local': 'URL=https://b',
    };
    expect(valuesIn(files, 'src/a.ts')).toEqual([
      ['.env', 'https://a'],
      ['.env.local', 'https://b'],
      ['.env.production', 'https://c'],
      ['.env.example', 'https://a'],
    ]);
  });

  it("lets a package's own value win over one further up", () => {
    const files = {
      '.env': 'URL=root',
      'packages/a/package.json': '{}',
      'packages/a/.env': 'URL=own',
      'package.json': '{}',
    };
    expect(valuesIn(files, 'packages/a/src/x.ts')).toEqual([['packages/a/.env', 'own']]);
    expect(valuesIn(files, 'packages/b/src/x.ts')).toEqual([['.env', 'root']]);
  });

  it('goes up where the package says nothing, or only leaves a place for a value', () => {
    const files = {
      'package.json': '{}',
      '.env': 'URL=root',
      'a/package.json': '{}',
      'a/.env.example': 'URL=\nOTHER=1',
    };
    expect(valuesIn(files, 'a/x.ts')).toEqual([['.env', 'root']]);
  });

  it('looks beside the code and in folders kept for configuration, not in other packages', () => {
    const files = {
      'package.json': '{}',
      'server/.env': 'URL=beside',
      'config/dev.env': 'URL=config',
      'other/package.json': '{}',
      'other/.env': 'URL=other',
    };
    expect(valuesIn(files, 'server/src/x.ts')).toEqual([
      ['server/.env', 'beside'],
      ['config/dev.env', 'config'],
    ]);
  });

  it('takes the values of compose files, in either form, and of the env files that they name', () => {
    const files = {
      'package.json': '{}',
      'docker-compose.yml':
        'services:\n  web:\n    environment:\n      URL: "https://a"\n    env_file: ops/env/web.env\n',
      'deploy/compose.prod.yaml': 'services:\n  web:\n    environment:\n      - URL=https://b # in force\n',
      'ops/env/web.env': 'URL=https://c\n',
      'ops/env/other.env': 'URL=https://d\n',
    };
    expect(valuesIn(files, 'src/a.ts')).toEqual([
      ['deploy/compose.prod.yaml', 'https://b'],
      ['docker-compose.yml', 'https://a'],
      ['ops/env/web.env', 'https://c'],
    ]);
  });

  it('takes the values of descriptions of deployments that name Clever, anywhere in the package', () => {
    const root = temporaryFolder({
      'a.ts': '',
      'deploy/k8s/base/web.yaml': 'env:\n  - name: URL\n    value: https://clever.example # in force\n',
      'deploy/k8s/base/other.yaml': 'env:\n  - name: URL\n    value: https://b\n',
      'infra/main.tf': 'URL = "https://clever.example/tf"\nCUT = "https://${var.clever}"\n',
      Dockerfile: 'ENV URL="https://clever.example/image"\n',
      'packages/p/package.json': '{}',
      'packages/p/web.yml': 'env: { URL: https://clever.example/p }\n',
      'vendor/x.yml': 'env: { URL: https://clever.example/vendor }\n',
    });
    const environments = openEnvironments(openCorpus({ root }));
    const valuesFor = (name: string, file: string) =>
      environments.valuesFor(name, file).map(({ value, span }) => [span?.file, value]);
    expect(valuesFor('URL', 'a.ts').sort()).toEqual([
      ['Dockerfile', 'https://clever.example/image'],
      ['deploy/k8s/base/web.yaml', 'https://clever.example'],
      ['infra/main.tf', 'https://clever.example/tf'],
    ]);
    expect(valuesFor('URL', 'packages/p/b.ts')).toEqual([['packages/p/web.yml', 'https://clever.example/p']]);
    expect(valuesFor('CUT', 'a.ts')).toEqual([]);
  });

  it('tells a value at each place that has it: they must change together', () => {
    const files = {
      '.env': 'URL=https://a\n',
      '.env.example': 'URL=https://a\n',
      Dockerfile: 'ENV URL=https://a\n',
      'k8s/web.yml': 'data:\n  URL: https://a\n',
      'compose.yaml':
        'services:\n  web:\n    environment:\n      URL: https://a\n  job:\n    environment:\n      - URL=https://a\n',
      'a.ts': '// clever',
    };
    const named = Object.entries(files).map(([file, text]) => [file, text.replaceAll('//a', '//clever.example')]);
    const found = valuesIn(Object.fromEntries(named) as Record<string, string>, 'a.ts').map(([file]) => file);
    expect(found.sort()).toEqual(['.env', '.env.example', 'Dockerfile', 'compose.yaml', 'compose.yaml', 'k8s/web.yml']);
  });

  it('names a compose file that is no YAML, once it is needed', () => {
    const root = temporaryFolder({ 'compose.yml': 'services: [\n  URL: https://a\n', 'a.ts': '' });
    const environments = openEnvironments(openCorpus({ root }));
    expect(environments.broken).toEqual([]);
    expect(environments.valuesFor('URL', 'a.ts')).toEqual([]);
    expect(environments.broken).toEqual([{ file: 'compose.yml', reason: 'not valid YAML' }]);
  });

  it('names a compose file that sets a variable twice, and looks at both values', () => {
    const twice = 'services:\n  web:\n    environment:\n      URL: https://a\n      URL: https://b\n';
    const environments = openEnvironments(openCorpus({ root: temporaryFolder({ 'compose.yml': twice, 'a.ts': '' }) }));
    expect(environments.valuesFor('URL', 'a.ts').map(({ value }) => value)).toEqual(['https://a', 'https://b']);
    expect(environments.broken).toEqual([{ file: 'compose.yml', reason: 'not valid YAML' }]);
  });

  it('works without any package', () => {
    expect(valuesIn({ '.env': 'URL=x', 'a/b.ts': '' }, 'a/b.ts')).toEqual([['.env', 'x']]);
  });
});
