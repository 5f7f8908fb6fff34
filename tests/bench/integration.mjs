/** An integration with Clever in twelve files of three packages, as a school's portal may have it. */
export const integration = {
  'packages/school-client/package.json': '{ "name": "@portal/school-client", "main": "src/index.ts" }\n',
  'packages/school-client/src/config.ts': `export const CLEVER_BASE = process.env.CLEVER_API ?? 'https://api.clever.com';
export const ROSTER_VERSION = 'v1.2';
`,
  'packages/school-client/src/types.ts': `export interface Profile {
  id: string;
  type: string;
  name: { first: string; last: string };
  email: string;
}

export interface Envelope<T> {
  data: T;
}
`,
  'packages/school-client/src/client.ts': `import { CLEVER_BASE } from './config';

export async function getJson<T>(path: string, token: string): Promise<T> {
  const response = await fetch(CLEVER_BASE + path, { headers: { Authorization: \`Bearer \${token}\` } });
  if (!response.ok) throw new Error(\`Clever answered \${response.status}\`);
  return (await response.json()) as T;
}
`,
  'packages/school-client/src/index.ts': `export { getJson } from './client';
export { ROSTER_VERSION } from './config';
export type { Envelope, Profile } from './types';
`,
  'packages/sign-in/package.json': '{ "name": "@portal/sign-in", "main": "src/index.ts" }\n',
  'packages/sign-in/src/profile.ts': `import { getJson, type Envelope, type Profile } from '@portal/school-client';

export async function loadProfile(token: string): Promise<Profile> {
  const { data } = await getJson<Envelope<Profile>>('/me', token);
  return data;
}
`,
  'packages/sign-in/src/oauth.ts': `export async function exchange(code: string): Promise<string> {
  const response = await fetch('https://clever.com/oauth/tokens', {
    method: 'POST',
    body: JSON.stringify({ code, grant_type: 'authorization_code' }),
  });
  const { access_token } = (await response.json()) as { access_token: string };
  return access_token;
}
`,
  'packages/sign-in/src/routes.ts': `import { exchange } from './oauth';
import { loadProfile } from './profile';
import { sessions } from './sessions';

export async function callback(code: string): Promise<{ name: string; home: string }> {
  const profile = await loadProfile(await exchange(code));
  sessions.set(profile.id, profile.email);
  return { name: profile.name.first, home: profile.type === 'student' ? '/student' : '/teacher' };
}
`,
  'packages/sign-in/src/sessions.ts': 'export const sessions = new Map<string, string>();\n',
  'packages/rostering/package.json': '{ "name": "@portal/rostering", "main": "src/sync.ts" }\n',
  'packages/rostering/src/sync.ts': `import { loadSections } from './sections';
import { loadStudents } from './students';
import { store } from './store';

export async function sync(token: string): Promise<void> {
  for (const student of await loadStudents(token)) store.set(student.id, student.email);
  for (const section of await loadSections(token)) store.set(section.id, section.course_name);
}
`,
  'packages/rostering/src/students.ts': `import { getJson, ROSTER_VERSION } from '@portal/school-client';

interface Student {
  id: string;
  email: string;
}

export async function loadStudents(token: string): Promise<Student[]> {
  const { data } = await getJson<{ data: { data: Student }[] }>(\`/\${ROSTER_VERSION}/students?limit=100\`, token);
  return data.map((row) => row.data);
}
`,
  'packages/rostering/src/sections.ts': `import { getJson, ROSTER_VERSION } from '@portal/school-client';

interface Section {
  id: string;
  course_name: string;
}

export async function loadSections(token: string): Promise<Section[]> {
  const { data } = await getJson<{ data: { data: Section }[] }>(\`/\${ROSTER_VERSION}/sections\`, token);
  return data.map((row) => row.data);
}
`,
  'packages/rostering/src/store.ts': 'export const store = new Map<string, string>();\n',
};

/**
 * One of many files that all use Clever.
 *
 * @param {number} number tells the files apart
 */
export function clientFile(number) {
  return `const BASE_${number} = 'https://api.clever.com';

export async function profile${number}(token: string): Promise<string> {
  const response = await fetch(\`\${BASE_${number}}/me\`, { headers: { Authorization: \`Bearer \${token}\` } });
  const { data } = await response.json();
  return data.type === 'teacher' ? data.name.first : data.email;
}
`;
}
