// Makes the pictures of the README from real runs over docs/examples/legacy-sso: `npm run docs:pictures`. Needs the build and
// Chromium. Beside the picture of the terminal stands its text, which tests/cli/pictures.test.ts compares with a run.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { AnsiUp } from 'ansi_up';
import { chromium } from 'playwright-core';
import wrapAnsi from 'wrap-ansi';

const root = fileURLToPath(new URL('..', import.meta.url));
const example = join(root, 'docs/examples/legacy-sso');
const pictures = join(root, 'docs/pictures');

const folder = mkdtempSync(join(tmpdir(), 'clever-audit-pictures-'));
const report = join(folder, 'report.html');
// Ends with 1, because there are findings.
const { stdout } = spawnSync('node', [join(root, 'dist/src/cli/main.js'), '--output', `html:${report}`], {
  cwd: example,
  encoding: 'utf8',
  env: { ...process.env, FORCE_COLOR: '1', NO_COLOR: '' },
});
// The first and the last ones, which stand for all of them; a terminal would wrap the first line.
const parts = stdout.trimEnd().split('\n\n');
const shown = [wrapAnsi(parts[0], 100), ...parts.slice(1, 3), '⋮', ...parts.slice(-2)].join('\n\n');

writeFileSync(join(pictures, 'terminal.txt'), `${stripVTControlCharacters(shown)}\n`);
const terminal = join(folder, 'terminal.html');
writeFileSync(terminal, toPage(shown));

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
await shoot(terminal, 'terminal.png', { width: 1000, height: 100 }, (page) => page.locator('main'));
await shoot(report, 'report.png', { width: 1200, height: 780 });
await browser.close();
rmSync(folder, { recursive: true });

async function shoot(file, name, viewport, part = (page) => page) {
  const page = await browser.newPage({ viewport, deviceScaleFactor: 1.5 });
  await page.goto(`file://${file}`);
  await part(page).screenshot({ path: join(pictures, name) });
  await page.close();
}

/** A terminal with a prompt. */
function toPage(text) {
  const html = new AnsiUp().ansi_to_html(text);
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; background: transparent; }
    main { width: max-content; padding: 18px 22px; background: #14181f; color: #dde3ec; border-radius: 10px;
      font: 13px/1.5 'DejaVu Sans Mono', 'Liberation Mono', monospace; white-space: pre; }
    .prompt { color: #8b98a9; }
  </style><main><span class="prompt">$</span> npx clever-audit\n\n${html}</main>`;
}
