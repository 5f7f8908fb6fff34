import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkFix } from './check.js';
import { startRunner, type Runner } from './runner/runner.js';

/** A program that asks who is signed in, by an address that is put together of constants. */
const byFetch = (constants: string, address: string): string => `${constants}
export async function main(token) {
  const response = await fetch(${address}, { headers: { Authorization: \`Bearer \${token}\` } });
  if (!response.ok) return console.log('failed');
  const { data } = await response.json();
  console.log(data.name.first);
}
`;

/** The same with axios, whose answer the program reads in its own way. */
const byAxios = (options: string, read: string): string => `import axios from 'axios';
export async function main(token) {
  const headers = { Authorization: \`Bearer \${token}\` };
  const { data: answer } = await axios.get('https://api.clever.com/me', { headers${options} });
  ${read}
}
`;

let runner: Runner;

beforeAll(() => {
  runner = startRunner();
});

afterAll(async () => {
  await runner.close();
});

const outcomeOf = async (text: string): Promise<string> => (await checkFix(runner, { 'index.js': text })).outcome;

describe('the second address says the new version', () => {
  test.each([
    ['two constants', "const VERSION = 'v1.1';\nconst SCOPE = 'me';", '`https://api.clever.com/${VERSION}/${SCOPE}`'],
    [
      'three constants',
      "const HOST = 'https://api.clever.com';\nconst VERSION = 'v1.1';\nconst SCOPE = 'me';",
      '`${HOST}/${VERSION}/${SCOPE}`',
    ],
    [
      'members of a table',
      "const clever = { version: 'v1.1', scope: 'me' };",
      "'https://api.clever.com/' + clever.version + '/' + clever.scope",
    ],
    ['a list that is joined', "const PARTS = ['https://api.clever.com', 'v1.1', 'me'];", "PARTS.join('/')"],
    [
      'a version with its slashes',
      "const VERSION = '/v1.1/';\nconst SCOPE = 'me';",
      '`https://api.clever.com${VERSION}${SCOPE}`',
    ],
  ])('where it is made of %s', async (_name, constants, address) => {
    expect(await outcomeOf(byFetch(constants, address))).toBe('migrated');
  });
});

describe('an answer that the program gets as it was sent', () => {
  test.each([
    [
      'a stream whose chunks are kept',
      ", responseType: 'stream'",
      `const chunks = [];
  for await (const chunk of answer) chunks.push(chunk);
  console.log(JSON.parse(Buffer.concat(chunks).toString()).data.name.first);`,
    ],
    [
      'a stream whose chunks are joined',
      ", responseType: 'stream'",
      `let text = '';
  for await (const chunk of answer) text += chunk;
  console.log(JSON.parse(text).data.name.first);`,
    ],
    [
      'bytes',
      ", responseType: 'arraybuffer'",
      'console.log(JSON.parse(Buffer.from(answer).toString()).data.name.first);',
    ],
  ])('gets no second request: %s', async (_name, options, read) => {
    expect(await outcomeOf(byAxios(options, read))).toBe('left');
  });

  test.each([
    ['that the client decodes', ''],
    ['that the client is told to decode', ", responseType: 'json'"],
  ])('near miss: one %s', async (_name, options) => {
    expect(await outcomeOf(byAxios(options, 'console.log(answer.data.name.first);'))).toBe('migrated');
  });
});
