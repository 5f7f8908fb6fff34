import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engine } from '../../src/cli/engine.js';
import { openBrowser, findBarriers, openPage } from '../support/chromium.js';
import { runCommand } from '../support/command.js';
import { temporaryFolder, writeFiles } from '../support/folders.js';
import { example } from '../support/legacy-sso.js';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

let made: Promise<string> | undefined;

/** The report of the example, with owners; made once, because no test changes it. */
function legacy(): Promise<string> {
  made ??= makeReport();
  return made;
}

async function makeReport(): Promise<string> {
  const folder = temporaryFolder();
  cpSync(example, folder, { recursive: true });
  writeFiles(folder, { CODEOWNERS: '* @district/web\nsrc/roster.ts @district/data\n' });
  await runCommand('--output html:report.html', engine, folder);
  return readFileSync(join(folder, 'report.html'), 'utf8');
}

describe.each([
  ['light', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }],
  ['dark', { colorScheme: 'dark', viewport: { width: 1280, height: 900 } }],
  ['on a phone', { colorScheme: 'light', viewport: { width: 390, height: 844 } }],
] as const)('the report, %s,', (_name, options) => {
  test('has no barrier that axe knows, asks for nothing, and fits the window', async () => {
    const { page, requests, messages } = await openPage(browser, await legacy(), { ...options, bypassCSP: true });
    expect(await findBarriers(page)).toEqual([]);
    expect(requests).toEqual([page.url()]);
    expect(messages).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });
});

test('search and filters leave what matches, and say how much that is', async () => {
  const { page, messages } = await openPage(browser, await legacy());
  const shown = () => page.locator('details.card:visible').count();
  const said = () => page.locator('form.filters output').textContent();
  const all = await shown();
  expect(all).toBeGreaterThan(3);

  await page.keyboard.press('/');
  await page.keyboard.type('course_name');
  expect(await said()).toBe(`1 of ${all} shown`);
  expect(await shown()).toBe(1);

  await page.getByLabel('Search').fill('');
  await page.getByLabel('What can be done').selectOption('by hand');
  expect(await shown()).toBe(2);
  await page.getByLabel('Owner').selectOption('@district/web');
  await page.getByLabel('Search').fill('nothing holds this');
  expect(await shown()).toBe(0);
  expect(await page.getByText('Nothing matches the filters.').isVisible()).toBe(true);
  expect(messages).toEqual([]);
});

test('a link from the plan opens the call it leads to', async () => {
  const { page } = await openPage(browser, await legacy());
  await page.getByRole('button', { name: 'Close all' }).click();
  expect(await page.locator('details.card[open]').count()).toBe(0);
  await page.locator('#plan .step.open a').first().click();
  // The page hears of its new hash a task after the click.
  await page.locator('details.card[open]').first().waitFor();
  expect(await page.locator('details.card[open]').count()).toBe(1);
  expect(await page.locator('details.card[open] .excerpt').first().isVisible()).toBe(true);
});

test('all of it can be reached with the keyboard', async () => {
  const { page } = await openPage(browser, await legacy());
  const focused = () => page.evaluate('document.activeElement.textContent.trim()');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Skip to the report');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('main');
  await page.locator('details.card > summary').first().focus();
  await page.keyboard.press('Enter');
  expect(await page.locator('#call-1').getAttribute('open')).toBeNull();
});

test('the theme can be changed, and starts as the system has it', async () => {
  const { page } = await openPage(browser, await legacy(), { colorScheme: 'dark' });
  const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
  const dark = await ground();
  await page.getByRole('button', { name: 'Light' }).click();
  expect(await ground()).not.toBe(dark);
  await page.getByRole('button', { name: 'Dark' }).click();
  expect(await ground()).toBe(dark);
});

test('without JavaScript it says the same, and shows nothing that would not work', async () => {
  const { page } = await openPage(browser, await legacy(), { javaScriptEnabled: false });
  expect(await page.locator('details.card[open]').count()).toBe(await page.locator('details.card').count());
  expect(await page.locator('.diff').first().isVisible()).toBe(true);
  expect(await page.locator('.needs-script:visible').count()).toBe(0);
});

test('printed, it holds what was closed, and no navigation', async () => {
  const { page } = await openPage(browser, await legacy(), { javaScriptEnabled: false });
  await page.locator('#call-1 > summary').click();
  expect(await page.locator('#call-1 .message').isVisible()).toBe(false);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('#call-1 .message').isVisible()).toBe(true);
  expect(await page.locator('nav').isVisible()).toBe(false);
});

test('an earlier report shows what is gone and what is new', async () => {
  const folder = temporaryFolder({
    'package.json': '{ "private": true }\n',
    'a.js': "fetch('https://api.clever.com/v1.1/schools');\nfetch('https://api.clever.com/v1.1/sections');\n",
  });
  const before = join(temporaryFolder(), 'before.json');
  await runCommand(`--output json:${before}`, engine, folder);
  writeFiles(folder, {
    'a.js': "fetch('https://api.clever.com/v1.1/sections');\nfetch('https://api.clever.com/v1.2/terms');\n",
  });
  await runCommand(`--compare ${before} --output html:report.html`, engine, folder);
  const { page } = await openPage(browser, readFileSync(join(folder, 'report.html'), 'utf8'));
  expect(await page.locator('#progress .lead').textContent()).toBe(
    'Of 2 findings in the earlier report, 1 is gone and 1 is left. 1 is new.',
  );
});

test('nothing of the audited code becomes markup or runs', async () => {
  const attack = '</script><script>hacked = 1</script><img src=x onerror="hacked = 1">';
  const folder = temporaryFolder({
    'package.json': '{ "private": true }\n',
    [`<img src=x onerror='hacked=1'>.js`]: `// ${attack}\nfetch('https://api.clever.com/v1.1/me'); // ${attack}\n`,
    CODEOWNERS: '* @"><script>hacked=1</script>\n',
  });
  await runCommand('--output html:report.html', engine, folder);
  const { page, requests, messages } = await openPage(browser, readFileSync(join(folder, 'report.html'), 'utf8'));
  expect(await page.evaluate('typeof hacked')).toBe('undefined');
  expect(await page.locator('img').count()).toBe(0);
  expect(await page.locator('.excerpt').first().textContent()).toContain(attack);
  expect(requests).toEqual([page.url()]);
  expect(messages).toEqual([]);
});
