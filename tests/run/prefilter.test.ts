import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { kindOf } from '../../src/discover/file-kind.js';
import { finishAudit } from '../../src/run/audit.js';
import type { AuditResult } from '../../src/run/audit-result.js';
import { openAudit } from '../../src/run/open-audit.js';
import { temporaryFolder } from '../support/folders.js';

/** Ways for a base address to come into a program; each exports `BASE` from `base.ts`. */
const bases = fc.constantFrom<Readonly<Record<string, string>>>(
  { 'src/base.ts': "export const BASE = 'https://api.clever.com';\n" },
  { 'src/base.ts': 'export const BASE = process.env.ROSTER_API!;\n', '.env': 'ROSTER_API=https://api.clever.com\n' },
  {
    'src/base.ts': "import { hosts } from './hosts.json';\nexport const BASE = hosts[0];\n",
    'src/hosts.json': '{"hosts":["https://api.clever.com"]}',
  },
);

/** Files between the base and the request: each hands the base on, under another name or the same. */
const hops = fc.array(
  fc.constantFrom(
    (before: string) => `export { BASE } from '${before}';\n`,
    (before: string) => `export * from '${before}';\n`,
    (before: string) => `import { BASE as address } from '${before}';\nexport { address as BASE };\n`,
    (before: string) => `import * as all from '${before}';\nexport const BASE = all.BASE + '';\n`,
  ),
  { maxLength: 3 },
);

/** Files that ask, and files that call what asks; none of them names Clever. */
const requests = fc.constantFrom(
  (base: string) =>
    `import { BASE } from '${base}';\nexport const load = async () => (await fetch(BASE + '/me')).json();\n`,
  (base: string) =>
    `import { BASE } from '${base}';\nexport const get = (path) => fetch(\`\${BASE}\${path}\`);\nexport const load = async () => (await get('/v1.2/students')).json();\n`,
  (base: string) =>
    `import { BASE } from '${base}';\nimport axios from 'axios';\nconst http = axios.create({ baseURL: BASE });\nexport const load = async () => (await http.get('/me')).data;\n`,
);
const readers = fc.array(
  fc.constantFrom(
    "import { load } from './request';\nexport async function show() { return (await load()).data.name.first; }\n",
    "import { load as fetchAll } from './request';\nexport async function key(store) { const { data } = await fetchAll(); store.set(data.id, data.email); }\n",
    "import * as request from './request';\nexport const kind = async () => ((await request.load()).data.type === 'student' ? 1 : 2);\n",
    'export const unrelated = (name) => `hello ${name}`;\n',
  ),
  { maxLength: 3 },
);

const project = fc.record({ base: bases, hops, request: requests, readers }).map((parts) => {
  const chain = parts.hops.map((write, hop) => [`src/hop-${hop}.ts`, write(hop === 0 ? './base' : `./hop-${hop - 1}`)]);
  const last = parts.hops.length === 0 ? './base' : `./hop-${parts.hops.length - 1}`;
  const reading = parts.readers.map((text, reader) => [`src/reader-${reader}.ts`, text]);
  return {
    'package.json': '{ "private": true }',
    ...parts.base,
    'src/request.ts': parts.request(last),
    ...(Object.fromEntries([...chain, ...reading]) as Record<string, string>),
  };
});

/** What a report says, without what hangs on the files that were parsed. */
function reportOf({ findings, unresolved }: AuditResult): object {
  return { findings: findings.map(({ rule, span, message, fix }) => ({ rule, span, message, fix })), unresolved };
}

describe('a run that opens what may matter', () => {
  it('finds what a run over all files finds', { timeout: 120_000 }, () => {
    let count = 0;
    fc.assert(
      fc.property(project, (files) => {
        const open = openAudit({ cwd: temporaryFolder(files), paths: ['.'], rules });
        const all = Object.keys(files).filter((file) => kindOf(file) === 'source');
        const found = finishAudit(open);
        count += found.findings.length;
        expect(reportOf(found)).toEqual(reportOf(finishAudit({ ...open, traced: all })));
      }),
      { numRuns: 25 },
    );
    expect(count).toBeGreaterThan(25);
  });
});
