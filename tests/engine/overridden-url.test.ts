import { expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

const V1 = "'https://api.clever.com/v1.1'";
const NOTE = / `CLEVER_URL` overrides this URL: change its value too\./;

/** What the audit of a program says of its calls. */
function messagesOf(program: string, files: Readonly<Record<string, string>> = {}): readonly string[] {
  const cwd = temporaryFolder({
    'package.json': '{ "name": "sample", "private": true }\n',
    'app.js': program,
    ...files,
  });
  return audit({ cwd })
    .findings.filter(({ topic, span }) => topic === 'call' && span.file.endsWith('app.js'))
    .map(({ message }) => message);
}

test.each([
  `fetch((process.env.CLEVER_URL || ${V1}) + '/districts');`,
  `const base = process.env.CLEVER_URL ?? ${V1};\nfetch(\`\${base}/districts\`);`,
  `const { CLEVER_URL = ${V1} } = process.env;\nfetch(CLEVER_URL + '/districts');`,
  `const { CLEVER_URL: base = ${V1} } = import.meta.env;\nfetch(base + '/districts');`,
  `import config from './config.js';\nfetch(config.get('CLEVER_URL', ${V1}) + '/districts');`,
  `let base = process.env.CLEVER_URL;\nbase ||= ${V1};\nfetch(base + '/districts');`,
  `fetch(process.env.CLEVER_URL ?? 'https://api.clever.com/me');`,
])('names the variable that overrides a default: %s', (program) => {
  expect(messagesOf(program)).toEqual([expect.stringMatching(NOTE)]);
});

test('names it where an env file sets it', () => {
  const program = `fetch((process.env.CLEVER_URL || ${V1}) + '/districts');`;
  expect(messagesOf(program, { '.env': 'CLEVER_URL=https://api.clever.com/v1.2\n' })).toEqual([
    expect.stringMatching(NOTE),
  ]);
});

test.each([
  // The variable holds no version: it may stay.
  `fetch((process.env.CLEVER_URL ?? 'https://api.clever.com') + '/v1.1/districts');`,
  `fetch((globalThis.CLEVER_URL ?? ${V1}) + '/districts');`,
  `const districts = (base = ${V1}) => fetch(base + '/districts');\ndistricts();`,
  `fetch((process.env.NODE_ENV === 'test' ? 'http://localhost' : ${V1}) + '/districts');`,
])('says nothing of a variable that does not hold the version: %s', (program) => {
  const messages = messagesOf(program);
  expect(messages).toHaveLength(1);
  expect(messages[0]).not.toContain('overrides');
});
