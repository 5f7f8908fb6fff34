import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { formats, loadReporter } from '../../src/reporters/list.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';

/** Folders of programs that the other tests read. */
const FOLDERS = ['../fixtures', '../../docs/examples'];

/** A project in which every sort of treatment occurs. */
const MIXED = {
  'package.json': '{ "dependencies": { "clever": "1" } }',
  'good.js': "fetch('https://api.clever.com/me');\n",
  'broken.ts': "fetch('https://api.clever.com/v1.1/me';\n",
  'app.min.js': `clever;${'a();'.repeat(5000)}`,
  'plain.js': 'export {};\n',
  'a.py': 'get("https://api.clever.com/v1.1/me")\n',
  'pnpm-lock.yaml': 'clever: *none\n',
  'large.py': `# clever\n${'#\n'.repeat(3_000_000)}`,
};

describe.each(FOLDERS)('the programs of %s', (name) => {
  const folder = fileURLToPath(new URL(name, import.meta.url));

  it('are all accounted for', { timeout: 120_000 }, () => {
    const { files, analysed, asText, unrelated, skipped, ledger } = audit({
      cwd: folder,
      root: folder,
      paths: ['.'],
      // What is judged changes nothing of what is read.
      rules: [],
    });
    expect(files).toBe(analysed + asText + unrelated + skipped.length);
    const treated = [...ledger.values()];
    const countOf = (treatment: string): number => treated.filter((each) => each === treatment).length;
    expect({ analysed: countOf('analysed'), asText: countOf('asText'), unrelated: countOf('unrelated') }).toEqual({
      analysed,
      asText,
      unrelated,
    });
    expect(analysed).toBeGreaterThan(0);
  });
});

it.each(formats)('the format %s names what was skipped, and why', async (format) => {
  const folder = temporaryFolder(MIXED);
  const result = audit({ cwd: folder, root: folder, paths: ['.'], rules });
  expect(result.skipped.map(({ file }) => file).sort()).toEqual([
    'app.min.js',
    'broken.ts',
    'large.py',
    'pnpm-lock.yaml',
  ]);
  const text = (await loadReporter(format, result))({ result, cwd: folder, version: '0.0.0', colours: false });
  for (const { file } of result.skipped) expect(text).toContain(file);
  for (const reason of ['minified', 'syntax error at 1:39', 'larger than 5 MB', 'not a valid lock file of pnpm'])
    expect(text).toContain(reason);
});
