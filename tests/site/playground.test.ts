import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examples } from '../../docs/.vitepress/playground/examples.ts';
import type { Files } from '../../docs/.vitepress/playground/messages.ts';
import { rules } from '../../rules/index.js';
import { fix, type FixResult } from '../../src/run/fix.js';
import { serveFolder } from '../support/site-server.js';

const DOCS = new URL('../../docs/', import.meta.url);
const SITE = new URL('.vitepress/dist/', DOCS);

/** A part of a page that breaks a rule. */
interface Violation {
  readonly html: string;
  readonly failureSummary?: string;
}

/** What axe-core adds to a page. */
interface Axe {
  run(context: {
    readonly exclude: readonly string[];
  }): Promise<{ readonly violations: readonly { readonly nodes: readonly Violation[] }[] }>;
}

let browser: Browser;
let site: Awaited<ReturnType<typeof serveFolder>>;

beforeAll(async () => {
  site = await serveFolder(SITE);
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});

afterAll(async () => {
  await browser.close();
  site.stop();
});

describe('the playground', () => {
  test.each(Object.entries(examples))('says of "%s" what the engine says in Node', async (name, files) => {
    const page = await openPlayground();
    await page.selectOption('.bar select >> nth=0', name);
    const expected = fixOnDisk(files, false).before.findings.map(({ rule, span }) => {
      const line = files[span.file]!.slice(0, span.start).split('\n').length;
      return `${span.file}:${line} ${rule.replace('clever/', '')}`;
    });
    await expect.poll(() => shownFindings(page)).toEqual(expected.toSorted());
    expect(expected).not.toEqual([]);
    await page.context().close();
  });

  test('shows the code that --fix writes', async () => {
    const files = examples['Sign-in with fetch']!;
    const page = await openPlayground();
    await page.getByRole('button', { name: 'Migrated code' }).click();
    const [change] = fixOnDisk(files, false).changes;
    await expect.poll(() => textOf(page, '.after .cm-content')).toBe(change!.after);
    await page.context().close();
  });

  test('shows all of a file that does not change', async () => {
    const page = await openPlayground();
    const text = Array.from({ length: 12 }, (_, index) => `const value${index} = ${index};\n`).join('');
    await typeCode(page, text);
    await page.getByRole('button', { name: 'Migrated code' }).click();
    await expect.poll(() => textOf(page, '.after .cm-content')).toBe(text);
    await page.context().close();
  });

  test('takes no URL of an env file for a comment', async () => {
    const page = await openPlayground();
    await page.selectOption('.bar select >> nth=0', 'The URL in an env file');
    await expect.poll(() => textOf(page, 'section[aria-label="Code"] .cm-content')).toContain('CLEVER_API=');
    expect(await page.locator('section[aria-label="Code"] .tok-comment').count()).toBe(0);
    await page.context().close();
  });

  test('says of each of several calls what a suggestion does to it', async () => {
    const page = await openPlayground();
    await page.selectOption('.bar select >> nth=0', 'Rosters with axios');
    await expect
      .poll(() => page.locator('.findings li').allInnerTexts())
      .toContain('GET /v1.2/schools → /v3.0/schools');
    await page.context().close();
  });

  test('audits again what is typed', async () => {
    const page = await openPlayground();
    await typeCode(page, "fetch('https://api.clever.com/v1.1/schools');\n");
    await expect.poll(() => shownFindings(page)).toEqual(['sign-in.ts:1 no-v1-endpoint']);
    await page.context().close();
  });

  test('opens what a link carries', async () => {
    const first = await openPlayground();
    await first.selectOption('.bar select >> nth=1', 'strict');
    await typeCode(first, "fetch('https://api.clever.com/v1.2/teachers');\n");
    await expect.poll(() => shownFindings(first)).toEqual(['sign-in.ts:1 no-v1-endpoint']);
    await first.getByRole('button', { name: 'Copy a link' }).click();
    const second = await openPlayground({}, new URL(first.url()).hash);
    await expect.poll(() => shownFindings(second)).toEqual(['sign-in.ts:1 no-v1-endpoint']);
    expect(await second.locator('.bar select >> nth=1').inputValue()).toBe('strict');
    await first.context().close();
    await second.context().close();
  });

  test('opens the first example for a link that nobody here wrote', async () => {
    const page = await openPlayground({}, '#not-a-link');
    await expect.poll(() => shownFindings(page)).toContain('sign-in.ts:2 no-unversioned-me');
    await page.context().close();
  });

  test('asks nobody but the site', async () => {
    const page = await browser.newPage();
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).origin));
    await page.goto(`${site.origin}/playground`);
    await page.waitForSelector('.headline');
    expect([...hosts]).toEqual([site.origin]);
    await page.close();
  });

  test.each(['light', 'dark'] as const)('is accessible in %s colors', async (colorScheme) => {
    const page = await openPlayground({ colorScheme });
    expect(await violationsOf(page)).toEqual([]);
    await page.context().close();
  });

  test('fits a phone', async () => {
    const page = await openPlayground({ viewport: { width: 390, height: 844 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.context().close();
  });
});

describe('the site', () => {
  test('lists every page of the documentation', async () => {
    const page = await browser.newPage();
    await page.goto(`${site.origin}/migrating`);
    const links = await page
      .locator('.VPSidebar a')
      .evaluateAll((anchors) => anchors.map((each) => each.getAttribute('href')));
    const pages = ['', 'rules/'].flatMap((folder) =>
      readdirSync(new URL(folder, DOCS))
        .filter((name) => name.endsWith('.md'))
        .map((name) => `/${folder}${name.slice(0, -'.md'.length)}`),
    );
    const read = pages.filter((path) => path !== '/index' && path !== '/playground');
    expect(links.toSorted()).toEqual(read.toSorted());
    await page.close();
  });

  test('has no link that leads nowhere', () => {
    const pages = readPages();
    const dead = [...pages].flatMap(([path, { hrefs }]) =>
      hrefs
        .map((href) => new URL(href, `${site.origin}${path}`))
        .filter(({ origin, pathname, hash }) => {
          const ids = pages.get(pathname)?.ids;
          const isThere = ids ? hash === '' || ids.has(decodeURIComponent(hash.slice(1))) : isInSite(pathname);
          return origin === site.origin && !isThere;
        })
        .map(({ pathname, hash }) => `${path} -> ${pathname}${hash}`),
    );
    expect(dead).toEqual([]);
    expect(pages.size).toBeGreaterThan(30);
  });

  test('hides no code behind a scroll bar', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const scrolling: string[] = [];
    for (const path of [...readPages().keys()].filter((each) => each !== '/playground')) {
      await page.goto(`${site.origin}${path}`);
      const blocks = await page
        .locator('.vp-doc pre')
        .evaluateAll((all) => all.filter((block) => block.scrollWidth > block.clientWidth).length);
      if (blocks > 0) scrolling.push(path);
    }
    expect(scrolling).toEqual([]);
    await page.close();
  });

  test('shows what stands between double braces', async () => {
    const page = await browser.newPage();
    await page.goto(`${site.origin}/messages`);
    expect(await page.locator('.vp-doc').innerText()).toContain('{{target}}');
    await page.close();
  });

  test('finds a page by a word', async () => {
    const page = await browser.newPage();
    await page.goto(site.origin);
    await page.locator('.VPNavBarSearch button').click();
    await page.locator('.VPLocalSearchBox input').fill('legacy_id');
    await expect.poll(() => page.locator('.VPLocalSearchBox .result').count()).toBeGreaterThan(0);
    await page.close();
  });
});

/** The pages of the built site, by their paths. */
function readPages(): ReadonlyMap<string, { readonly ids: ReadonlySet<string>; readonly hrefs: readonly string[] }> {
  const names = readdirSync(SITE, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
  return new Map(
    names.map((name) => {
      const text = readFileSync(new URL(name, SITE), 'utf8');
      const valuesOf = (attribute: string): readonly string[] =>
        [...text.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))].map(([, value = '']) => value);
      const path = `/${name.slice(0, -'.html'.length)}`.replace(/\/index$/, '/');
      return [path, { ids: new Set(valuesOf('id')), hrefs: valuesOf('href') }];
    }),
  );
}

function isInSite(path: string): boolean {
  return existsSync(new URL(`.${path}`, SITE));
}

async function openPlayground(options: BrowserContextOptions = {}, fragment = ''): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(`${site.origin}/playground${fragment}`);
  await page.waitForSelector('.headline, .failure', { timeout: 60_000 });
  const failures = await page.locator('.failure').allInnerTexts();
  if (failures.length > 0) throw new Error(`The playground failed: ${failures.join('; ')}`);
  return page;
}

async function typeCode(page: Page, text: string): Promise<void> {
  await page.locator('section[aria-label="Code"] .cm-content').fill(text);
}

async function shownFindings(page: Page): Promise<readonly string[]> {
  const headers = await page.locator('.findings article header').allInnerTexts();
  return headers.map((text) => text.replaceAll(/\s+/g, ' ').replace(/ (error|warning|info)( likely)?/, '')).toSorted();
}

/** What an editor holds, without the lines that only show what was there before. */
function textOf(page: Page, selector: string): Promise<string> {
  return page
    .locator(`${selector} > .cm-line`)
    .evaluateAll((lines) => lines.map((line) => line.textContent).join('\n'));
}

async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') });
  // The navigation is VitePress's own.
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: Axe }).axe.run({ exclude: ['.VPNav'] }),
  );
  return violations.flatMap(({ nodes }) => nodes.map(({ html, failureSummary }) => `${html}: ${failureSummary}`));
}

function fixOnDisk(files: Files, suggestions: boolean): FixResult {
  const cwd = mkdtempSync(join(tmpdir(), 'playground-'));
  try {
    const all = { 'package.json': '{ "private": true }', ...files };
    for (const [name, text] of Object.entries(all)) writeFileSync(join(cwd, name), text);
    return fix({ cwd, root: cwd, paths: ['.'], rules, suggestions });
  } finally {
    rmSync(cwd, { recursive: true });
  }
}
