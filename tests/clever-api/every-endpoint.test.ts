import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mappings } from '../../src/clever-api/mapping.js';
import type { MappedVersion, MappingRow } from '../../src/clever-api/types.js';
import type { Finding } from '../../src/model/finding.js';
import { applyChanges } from '../../src/engine/edits.js';
import { startFakeClever, type FakeClever } from '../support/fake-clever.js';
import {
  courses,
  district,
  districtToken,
  events,
  people,
  schools,
  sections,
  terms,
} from '../support/fake-clever/people.js';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

/** An endpoint before v3, in one version. */
interface Pair {
  readonly version: MappedVersion;
  readonly row: MappingRow;
}

/** What a program of a pair does. */
type Load = (
  send: (url: string, init: RequestInit) => Promise<Response>,
  id: string | undefined,
  headers: Readonly<Record<string, string>>,
) => Promise<unknown>;

/** What became of a call. */
interface Outcome {
  readonly finding: Finding;
  /** The program with the fix, or else with the suggestion; null where neither is offered. */
  readonly changed: string | null;
}

const pairs: readonly Pair[] = mappings.flatMap((row: MappingRow) => row.versions.map((version) => ({ version, row })));

const teacher = people.find(({ roles }) => roles.teacher && !roles.staff);
const ids: Readonly<Record<string, string | undefined>> = {
  students: people.find(({ roles }) => roles.student)?.id,
  teachers: teacher?.id,
  school_admins: people.find(({ roles }) => roles.staff)?.id,
  district_admins: people.find(({ roles }) => roles.district_admin)?.id,
  contacts: teacher?.id,
  districts: district.id,
  schools: schools[0]?.id,
  sections: sections[0]?.id,
  courses: courses[0]?.id,
  terms: terms[0]?.id,
  events: events[0].id,
};

let clever: FakeClever;
beforeAll(async () => {
  clever = await startFakeClever(true);
});
afterAll(() => clever.close());

function spelled({ version, row }: Pair): string {
  return version === 'unversioned' ? row.path : `/${version}${row.path}`;
}

/** A program that asks for an endpoint and reads the ids of what it answers; `/me`, the district. */
function programFor(pair: Pair): string {
  const { path, was, resource } = pair.row;
  const isBare =
    pair.version.startsWith('v1') &&
    /^\/(district_admins|districts\/\{id\}\/admins|students\/\{id\}\/contacts)$/.test(path);
  const record = isBare ? 'each.id' : 'each.data.id';
  const read =
    path === '/me' ? 'body.data.district' : was === 'single' ? 'body.data.id' : `body.data.map((each) => ${record})`;
  return `export async function load(id, headers) {
  const response = await fetch(\`https://api.clever.com${spelled(pair).replace('{id}', '${id}')}\`, { headers });
  const body = await response.json();
  return ${resource === 'grade_levels' ? 'body.data.length' : read};
}
`;
}

/** Audits the program of a pair, which must have one finding about its address, and applies the first change offered. */
function judge(pair: Pair): Outcome {
  const file = 'src/load.js';
  const folder = temporaryFolder({ 'package.json': '{ "private": true }\n', [file]: programFor(pair) });
  const { before } = fixFolder(folder, { suggestions: true });
  const [finding, ...others] = before.findings.filter(({ rule }) => rule !== 'clever/no-unmigrated-id');
  expect(others, `more findings than one about ${spelled(pair)}`).toEqual([]);
  if (!finding) throw new Error(`Nothing is said of ${spelled(pair)}`);
  const change = finding.fix ?? finding.suggestions[0];
  const changed = change ? applyChanges([change], (name) => before.textOf(name)).get(file) : undefined;
  return { finding, changed: changed ?? null };
}

/** Runs a program against a Clever without v1, and says what it asks for. */
async function run(program: string, { row }: Pair): Promise<string> {
  const id = ids[/(\w+)\/\{id\}/.exec(row.path)?.[1] ?? ''];
  const first = clever.requests.length;
  const token = row.path === '/me' ? people[0]?.token : districtToken;
  const address = `data:text/javascript,${encodeURIComponent(program.replace('load(', 'load(fetch, '))}`;
  const { load } = (await import(/* @vite-ignore */ address)) as { load: Load };
  const send = (url: string, init: RequestInit) => fetch(url.replace('https://api.clever.com', clever.origin), init);
  const result = await load(send, id, { Authorization: `Bearer ${token}` });
  const requests = clever.requests.slice(first);
  for (const { path, status } of requests) expect({ path, status }).toEqual({ path, status: 200 });
  for (const each of [result].flat()) expect(each, `what ${program} reads`).toEqual(expect.any(String));
  return requests.map(({ path }) => (id === undefined ? path : path.replace(id, '{id}'))).join(', ');
}

async function describe(pair: Pair): Promise<string> {
  const { finding, changed } = judge(pair);
  const kind = finding.fix ? 'fix' : 'suggestion';
  const offer = changed === null ? 'nothing is offered' : `${kind}: ${await run(changed, pair)}`;
  return `${spelled(pair)}\n  ${finding.rule}: ${finding.message}\n  ${offer}\n`;
}

test('every endpoint of every version before v3 is known', () => {
  expect(pairs).toHaveLength(216);
  expect(new Set(pairs.map(spelled)).size).toBe(pairs.length);
});

test('each of them is found, told what becomes of it and, where that is right, moved to what answers', async () => {
  const lines: string[] = [];
  for (const pair of pairs) lines.push(await describe(pair));
  await expect(lines.join('\n')).toMatchFileSnapshot(join(import.meta.dirname, 'every-endpoint.txt'));
});
