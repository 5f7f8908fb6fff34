import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './folders.js';

/** Debian's Chromium. */
const executablePath = '/usr/bin/chromium';

/** Starts the browser, which the caller closes. */
export function openBrowser(): Promise<Browser> {
  if (!existsSync(executablePath)) throw new Error(`no browser at ${executablePath}`);
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/** A page that was opened, and what went on in it. */
export interface OpenedPage {
  readonly page: Page;
  /** Addresses that it asked for, its own included. */
  readonly requests: readonly string[];
  /** What it wrote to the console, and errors of its scripts. */
  readonly messages: readonly string[];
}

/**
 * Opens HTML from a file, as a reader would, and closes it after the test.
 *
 * @param hash what stands behind `#` in its address
 */
export async function openPage(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
  hash = '',
): Promise<OpenedPage> {
  const file = join(temporaryFolder(), 'report.html');
  writeFileSync(file, html);
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const [requests, messages]: [string[], string[]] = [[], []];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(error.message));
  await page.goto(`file://${file}${hash}`);
  return { page, requests, messages };
}

/** What axe finds wrong with a page: the rule, and the elements. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    return (await checker.run()).violations;
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
