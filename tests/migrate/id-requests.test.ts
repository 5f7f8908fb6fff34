import { describe, expect, test } from 'vitest';
import { describeChange } from '../../src/model/finding.js';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

const token = '{ headers: { Authorization: `Bearer ${token}` } }';

/** What is offered for the calls of a program, each change once: whether it is a fix, what it does, and its new text. */
function offersFor(code: string): readonly { isFix: boolean; says: string; writes: string }[] {
  const { findings } = audit({ cwd: temporaryFolder({ 'package.json': '{ "private": true }', 'main.js': code }) });
  const calls = findings.filter(({ topic }) => topic === 'call');
  const offers = calls.flatMap(({ fix, suggestions }) =>
    (fix ? [fix] : suggestions).map((change) => ({
      isFix: fix !== null,
      says: describeChange(change),
      writes: change.edits.map(({ text }) => text).join(' '),
    })),
  );
  return [...new Map(offers.map((offer) => [JSON.stringify(offer), offer])).values()];
}

const refusedOf = (list: string): string =>
  `Check which token you send to \`/v3.0/users/{id}/${list}\`: this endpoint refuses a sign-in token, but accepts a district token.`;

describe('a request that takes the id of a /me answer moves with that call, with what must be checked of it', () => {
  test.each([
    [
      'a prefix that both share',
      `import got from 'got';
const clever = got.extend({ prefixUrl: 'https://api.clever.com/v1.1', responseType: 'json' });
export async function main(token) {
  const me = await clever.get('me', ${token}).json();
  const sections = await clever.get(\`teachers/\${me.data.id}/sections\`, ${token}).json();
  return sections.data.length;
}`,
      [refusedOf('sections')],
    ],
    [
      'paths of their own',
      `import axios from 'axios';
const clever = axios.create({ baseURL: 'https://api.clever.com' });
export async function main(token) {
  const { data: me } = await clever.get('/v1.1/me', ${token});
  const { data } = await clever.get(\`/v1.1/teachers/\${me.data.id}/sections\`, ${token});
  return data.data.map((section) => section.data.name);
}`,
      [refusedOf('sections')],
    ],
    [
      'an id with a name, and a record whose id is kept',
      `import axios from 'axios';
export async function main(token) {
  const { data: me } = await axios.get('https://api.clever.com/v1.2/me', ${token});
  const id = me.data.id;
  const { data: teacher } = await axios.get('https://api.clever.com/v1.2/teachers/' + id, ${token});
  await save(teacher.data.id, teacher.data.name.first);
}`,
      ['Check the code that uses the id: `data.id` is passed to `save`. On v3.0, everyone but students has a new id.'],
    ],
    [
      'a record that is handed on',
      `import axios from 'axios';
export async function main(token, save) {
  const { data: me } = await axios.get('https://api.clever.com/v1.2/me', ${token});
  const { data: teacher } = await axios.get(\`https://api.clever.com/v1.2/teachers/\${me.data.id}\`, ${token});
  await save(teacher.data);
}`,
      ['Check what happens to the answer: `data` is passed to `save`.'],
    ],
    [
      'a field that Clever lists only for a later version',
      `import axios from 'axios';
export async function main(token) {
  const { data: me } = await axios.get('https://api.clever.com/v1.2/me', ${token});
  const { data } = await axios.get(\`https://api.clever.com/v1.2/teachers/\${me.data.id}/students\`, ${token});
  return data.data.filter((student) => student.data.iep_status === 'Y').length;
}`,
      [
        refusedOf('mystudents'),
        'the code that reads `data[].data.iep_status`: it is documented by Clever only for v3.1 and later',
      ],
    ],
    [
      'ids of other people in the records',
      `import axios from 'axios';
export async function main(token) {
  const { data: me } = await axios.get('https://api.clever.com/v1.2/me', ${token});
  const { data } = await axios.get(\`https://api.clever.com/v1.2/teachers/\${me.data.id}/sections\`, ${token});
  return data.data.map((section) => section.data.teacher);
}`,
      [refusedOf('sections'), 'Check which code relies on `data[].data.teacher`: these ids change on v3.0.'],
    ],
  ])('%s', (_, code, checks) => {
    const offers = offersFor(code);
    expect(offers).toHaveLength(1);
    const [offer] = offers;
    expect(offer?.isFix).toBe(false);
    for (const check of checks) expect(offer?.says).toContain(check);
    expect(offer?.says).not.toContain('by hand first');
    expect(offer?.writes).toContain('users');
    expect(offer?.writes).toContain('v3.0');
  });

  test('a request whose records lack a field that the code reads stays, and the call says so', () => {
    const offers = offersFor(`import axios from 'axios';
export async function main(token) {
  const { data: me } = await axios.get('https://api.clever.com/v1.2/me', ${token});
  const { data } = await axios.get(\`https://api.clever.com/v1.2/teachers/\${me.data.id}/sections\`, ${token});
  return data.data.map((section) => section.data.course_name);
}`);
    expect(offers.map(({ says }) => says)).toEqual([
      expect.stringContaining('Change `/v1.2/teachers/{id}/sections` by hand first'),
    ]);
  });

  test('a request with a token of the district moves without a word about tokens', () => {
    const offers = offersFor(`import axios from 'axios';
export async function main(token) {
  const { data: me } = await axios.get('https://api.clever.com/v1.2/me', ${token});
  const { data: teacher } = await axios.get(\`https://api.clever.com/v1.2/teachers/\${me.data.id}\`, ${token});
  console.log(teacher.data.name.first);
}`);
    expect(offers.map(({ says }) => says.includes('which token'))).toEqual(offers.map(() => false));
  });
});
