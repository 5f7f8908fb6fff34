/** Programs that bring up the messages for which the pages of the rules have no example. */
export const moreExamples: readonly string[] = [
  // no-v1-endpoint
  "fetch('https://api.clever.com/v1.1/sections/s1/events');\n",
  "fetch('https://api.clever.com/v1.1/users/u1');\n",
  'export const load = (kind, id) => fetch(`https://api.clever.com/v1.1/${kind}s/${id}`);\n',
  "fetch('https://api.clever.com/v1.1/widgets');\n",
  "import { connect } from 'unknown-client';\nconnect({ baseUrl: 'https://api.clever.com/v1.1' });\n",
  // no-unresolved-url
  "const me = await (await fetch('https://api.clever.com/v3.0/me')).json();\nconst wrapped = [[[[[[[[me]]]]]]]];\n",
  // no-v2-endpoint
  "fetch('https://api.clever.com/v2.1/students/s1/contacts/c1/photos');\n",
  "fetch('https://api.clever.com/v2.1/users/u1');\n",
  'export const load = (kind, id) => fetch(`https://api.clever.com/v2.1/${kind}s/${id}`);\n',
  "fetch('https://api.clever.com/v2.1/widgets');\n",
  "fetch('https://api.clever.com/v2.0/teachers/t1/grade_levels');\n",
  "import { connect } from 'unknown-client';\nconnect({ baseUrl: 'https://api.clever.com/v2.1' });\n",
  // no-unknown-endpoint
  "fetch('https://api.clever.com/v3.0/classes');\n",
  // no-legacy-contacts
  "fetch('https://api.clever.com/v1.2/contacts/c1/events');\n",
  // no-removed-me-field
  `export async function load(headers) {
  const me = await (await fetch('https://api.clever.com/v1.1/me', { headers })).json();
  return [me.data.email, me.data.roles, me.data.sections];
}
`,
  // no-pre-v3-field
  `export async function load(headers) {
  const section = await (await fetch('https://api.clever.com/v1.1/sections/s1', { headers })).json();
  return [section.data.course_name, section.data.course_description, section.data.term];
}
`,
  `export async function load(headers) {
  const student = await (await fetch('https://api.clever.com/v1.1/students/s1', { headers })).json();
  return student.data.graduation_year;
}
`,
  // no-v1-client
  "import { Strategy } from 'passport-clever';\nexport default Strategy;\n",
  // no-unmigrated-id
  `export async function load(headers) {
  const me = await (await fetch('https://api.clever.com/v3.0/me', { headers })).json();
  const old = await (await fetch('https://api.clever.com/v2.1/me', { headers })).json();
  const record = await (await fetch('https://api.clever.com' + old.links[1].uri, { headers })).json();
  return [me.data.id === old.data.id, record.data.roles.teacher];
}
`,
  `export async function load(headers) {
  const me = await (await fetch('https://api.clever.com/v1.1/me', { headers })).json();
  return (await accounts.findOne({ cleverId: me.data.id })) ?? accounts.create({ cleverId: me.data.id });
}
`,
];
