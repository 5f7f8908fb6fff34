import type { Files } from './messages.ts';

/** Programs to start from, by name. */
export const examples: Readonly<Record<string, Files>> = {
  'Sign-in with fetch': {
    'sign-in.ts': `export async function greet(token: string): Promise<string> {
  const response = await fetch('https://api.clever.com/me', {
    headers: { Authorization: \`Bearer \${token}\` },
  });
  const { data } = await response.json();
  if (data.type === 'teacher') return \`Good morning, \${data.name.first}!\`;
  return \`Hi \${data.name.first}!\`;
}
`,
  },
  'Rosters with axios': {
    'clever.ts': `import axios from 'axios';

export const clever = axios.create({ baseURL: 'https://api.clever.com/v1.2' });
`,
    'roster.ts': `import { clever } from './clever';

export async function loadRoster(token: string) {
  const headers = { Authorization: \`Bearer \${token}\` };
  const schools = await clever.get('/schools', { headers });
  const students = await clever.get('/students', { headers, params: { limit: 100 } });
  return { schools: schools.data.data, students: students.data.data };
}
`,
  },
  'Accounts by Clever id': {
    'sign-in.js': `import { PrismaClient } from '@prisma/client';

const db = new PrismaClient();

export async function signIn(token) {
  const answer = await fetch('https://api.clever.com/me', { headers: { authorization: 'Bearer ' + token } });
  const me = (await answer.json()).data;
  const known = await db.account.findUnique({ where: { cleverId: me.id } });
  return known ?? db.account.create({ data: { cleverId: me.id, email: me.email } });
}
`,
  },
  'The URL in an env file': {
    '.env': `CLEVER_API=https://api.clever.com/v1.1
`,
    'schools.js': `export async function listSchools(token) {
  const url = process.env.CLEVER_API + '/schools';
  const response = await fetch(url, { headers: { Authorization: 'Bearer ' + token } });
  return (await response.json()).data;
}
`,
  },
};
