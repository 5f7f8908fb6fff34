import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { copyOfExample, installPackages, shownPatch } from '../support/legacy-sso.js';
import { run } from '../support/programs.js';

const command = resolve('dist/src/cli/main.js');

/** A line that the page tells its reader to type, and what it shows below; null where it shows nothing. */
interface Step {
  readonly line: string;
  readonly shown: string | null;
}

/** All steps of the page that are marked as the road, in their order. */
function stepsOfPage(): readonly Step[] {
  const page = readFileSync('docs/migrating.md', 'utf8');
  return [...page.matchAll(/^```(sh|console) road\n(.*?)^```$/gms)].flatMap(([, kind, text = '']) =>
    kind === 'sh' ? text.trim().split('\n').map(toStep) : text.trim().split(/^\$ /m).filter(Boolean).map(toShownStep),
  );
}

function toStep(line: string): Step {
  return { line, shown: null };
}

function toShownStep(text: string): Step {
  const [line = '', ...shown] = text.trim().split('\n');
  return { line, shown: shown.join('\n') };
}

/** A copy of the example as `npm install` leaves it, with the command as it is built here. */
function installedCopy(packages: string): string {
  const project = copyOfExample();
  const modules = join(project, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  for (const name of readdirSync(packages)) {
    if (!name.startsWith('.')) symlinkSync(join(packages, name), join(modules, name), 'junction');
  }
  for (const name of ['tsc', 'tsx']) symlinkSync(join(packages, '.bin', name), join(modules, '.bin', name));
  symlinkSync(resolve('.'), join(modules, 'clever-audit'), 'junction');
  const program = `#!/bin/sh\nexec '${process.execPath}' '${command}' "$@"\n`;
  writeFileSync(join(modules, '.bin/clever-audit'), program, { mode: 0o755 });
  return project;
}

test('the road of the page leads from v1 to v3 and back into the same accounts', { timeout: 300_000 }, () => {
  const steps = stepsOfPage().filter(({ line }) => !line.startsWith('npm install'));
  expect(steps.length).toBeGreaterThan(8);
  const project = installedCopy(installPackages());
  run(project, ['git', 'init', '--quiet']);
  writeFileSync(join(project, 'by-hand.patch'), shownPatch('by-hand'));
  for (const { line, shown } of steps) {
    const { code, stdout, output } = run(project, ['sh', '-c', line]);
    if (shown === null) expect(code, `${line}\n${output}`).toBe(0);
    else expect(stdout.trim(), `${line}\n${output}`).toBe(shown);
  }
  const accounts: { cleverId: string }[] = JSON.parse(readFileSync(join(project, 'accounts.json'), 'utf8'));
  expect(accounts).toHaveLength(3);
});
