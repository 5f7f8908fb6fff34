import { expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

/** What a finding at a base is about, by path, and why it has no change. */
function saidOf(
  file: string,
  text: string,
): { readonly paths: readonly string[]; readonly refusals: readonly string[] } {
  const { findings } = audit({ cwd: temporaryFolder({ [file]: text }) });
  return {
    paths: findings.flatMap(({ calls, span }) =>
      calls.map(({ endpoint }) => `${text.slice(span.start, span.end)} ${endpoint.path}`),
    ),
    refusals: findings.flatMap(({ refusal }) => refusal ?? []),
  };
}

const BASE = 'https://api.clever.com/v1.1';

test.each([
  ['a.rb', `BASE = "${BASE}"\nget("#{BASE}/students")\nget("#{BASE}/sections")\n`, ['/students', '/sections']],
  ['a.py', `BASE = "${BASE}"\nrequests.get(BASE + "/me", headers=h)\n`, ['/me']],
  ['a.py', `base_url = '${BASE}'\nrequests.get(f'{base_url}/schools/{id}')\n`, ['/schools/{id}']],
  [
    'a.php',
    `<?php\nclass C {\n  private $base = '${BASE}';\n  function me() { get($this->base . '/me'); }\n}\n`,
    ['/me'],
  ],
  [
    'a.go',
    `const base = "${BASE}"\nvar a = get(base + "/teachers/" + id + "/sections")\n`,
    ['/teachers/{id}/sections'],
  ],
  ['A.java', `String BASE = "${BASE}";\nString a = BASE + "/districts";\n`, ['/districts']],
  ['a.py', `BASE = "${BASE}"\nget(BASE + "/me")\nget(BASE + path)\n`, ['/', '/me']],
])('%s: paths behind a base that holds the version: %j', (file, text, paths) => {
  expect(saidOf(file, text).paths).toEqual(paths.map((path) => `v1.1 ${path}`));
});

test.each([
  ['what is added is not in sight', `BASE = "${BASE}"\nget(BASE + path)\n`],
  ['the name is given something else too', `BASE = "${BASE}"\nBASE = other()\nget(BASE + "/me")\n`],
  ['another name is joined', `BASE = "${BASE}"\nget(ROOT + "/students")\n`],
])('near miss: %s', (_name, text) => {
  expect(saidOf('a.py', text)).toEqual({
    paths: ['v1.1 /'],
    refusals: ['this tool reads this code only as text, so it cannot see every path that the code adds to this URL'],
  });
});

test('a base of the new API, and a path that it never had', () => {
  const { paths } = saidOf(
    'a.py',
    'BASE = "https://api.clever.com/v3.0"\nget(BASE + "/students")\nget(BASE + "/users")\n',
  );
  expect(paths).toEqual(['/students /students']);
});
