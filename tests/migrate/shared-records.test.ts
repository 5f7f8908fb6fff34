import { describe, expect, it } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

const ASK = `async function ask(url, token) {
  const response = await fetch(url, { headers: { Authorization: \`Bearer \${token}\` } });
  return response.json();
}
`;
const LIST = `async function list(url, token, of = (each) => each.data) {
  return (await ask(url, token)).data.map(of);
}
`;
const NAME = `async function nameOf(url, token) {
  const { data } = await ask(url, token);
  return data.name;
}
`;

/** Functions through which answers go that v3 wraps in another way, each with the line that both share. */
const SHARED: Readonly<Record<string, readonly [text: string, line: string]>> = {
  'records of a list that v1.1 did not wrap': [
    `${LIST.replace(', of = (each) => each.data', '').replace('map(of)', 'map((each) => each.data)')}
export const schools = (token) => list('https://api.clever.com/v1.1/schools', token);
export const admins = async (token) =>
  (await list('https://api.clever.com/v1.1/district_admins', token)).map((admin) => admin.email);
`,
    'map((each) => each.data)',
  ],
  'one record that becomes a list': [
    `${NAME}
export const school = (token, id) => nameOf(\`https://api.clever.com/v1.1/schools/\${id}\`, token);
export const ofStudent = (token, id) => nameOf(\`https://api.clever.com/v1.1/students/\${id}/school\`, token);
`,
    'return data.name;',
  ],
  'one record, in the form of a chain': [
    `const nameOf = (url, token) => ask(url, token).then((answer) => answer.data.name);
export const school = (token, id) => nameOf(\`https://api.clever.com/v1.1/schools/\${id}\`, token);
export const ofTeacher = (token, id) => nameOf(\`https://api.clever.com/v1.1/teachers/\${id}/school\`, token);
`,
    'answer.data.name',
  ],
};

describe('a line that reads the answers of two requests', () => {
  it.each(Object.entries(SHARED))('stays what it is: %s', (_name, [text, line]) => {
    const folder = temporaryFolder({ 'package.json': '{ "type": "module" }', 'index.js': ASK + text });
    const { changes } = fixFolder(folder, { suggestions: true });
    expect(changes.map(({ file }) => file)).toEqual(['index.js']);
    expect(changes[0]?.after).toContain(line);
    expect(changes[0]?.after).toContain('/v3.0/schools');
  });

  it('near miss: is changed where one request alone reaches it', () => {
    const text = `${ASK}${NAME}export const ofStudent = (token, id) => nameOf(\`https://api.clever.com/v1.1/students/\${id}/school\`, token);\n`;
    const folder = temporaryFolder({ 'package.json': '{ "type": "module" }', 'index.js': text });
    const { changes } = fixFolder(folder, { suggestions: true });
    expect(changes[0]?.after).toContain('data.at(0)?.data.name');
  });
});
