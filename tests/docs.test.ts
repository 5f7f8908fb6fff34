import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../rules/index.js';
import { audit } from '../src/run/audit.js';
import type { Rule } from '../src/rule/rule.js';
import { temporaryFolder } from './support/folders.js';
import { examplesOf, pageOf, type Example } from './support/rule-pages.js';

const root = join(import.meta.dirname, '..');

/** Pages of the documentation, and the README, relative to the root. */
const pages = ['README.md', 'CONTRIBUTING.md', ...pagesIn('docs'), ...pagesIn('docs/rules')];

function pagesIn(folder: string): readonly string[] {
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith('.md'));
  return files.map((file) => `${folder}/${file}`);
}

function textOf(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

/** The names of the rules that have something to say of a program, and what could not be read of it. */
function judged({ filename, code }: Example): { readonly rules: readonly string[]; readonly skipped: number } {
  const folder = temporaryFolder({ 'package.json': '{ "private": true }\n', [filename]: code });
  const result = audit({ cwd: folder, paths: ['.'], rules, preset: 'strict', target: 'v3.0' });
  return { rules: result.findings.map(({ rule }) => rule), skipped: result.skipped.length };
}

/** What the top of a rule's page says, as the rule itself has it. */
function headOf({ name, description, levels, fixable, hasSuggestions }: Rule): readonly string[] {
  const spell = (value: boolean): string => (value ? 'yes' : 'no');
  return [
    `# clever/${name}`,
    `> ${description}`,
    '| recommended | strict | fixes | suggestions |',
    `| ${levels.recommended} | ${levels.strict} | ${spell(fixable)} | ${spell(hasSuggestions)} |`,
  ];
}

/** The first lines of a page, without empty ones, the rule of its table and the blanks that align it. */
function linesAtTop(page: string): readonly string[] {
  const lines = page.split('\n').filter((line) => line !== '' && !/^\|[-| ]+\|$/.test(line));
  return lines.slice(0, 4).map((line) => line.replace(/ +/g, ' '));
}

/** The anchor under which a heading can be reached. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}

function hasAnchor(page: string, anchor: string): boolean {
  return [...textOf(page).matchAll(/^#+ (.+)$/gm)].some(([, heading = '']) => anchorOf(heading) === anchor);
}

describe.each(rules.map((rule) => [rule.name, rule] as const))('the page of %s', (name, rule) => {
  test('says at its top what the rule is', () => {
    expect(linesAtTop(pageOf(rule))).toEqual(headOf(rule));
  });

  test('has the sections of every page, in their order', () => {
    const headings = [...pageOf(rule).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(['Wrong', 'Right', 'What the fix does', 'When not to use it']);
  });

  test('has wrong examples, in each of which the rule finds something', () => {
    const wrong = examplesOf(rule).filter(({ verdict }) => verdict === 'wrong');
    expect(wrong).not.toEqual([]);
    for (const example of wrong) {
      expect(judged(example).rules, example.code).toContain(`clever/${name}`);
    }
  });

  test('has right examples, in which no rule finds anything', () => {
    const right = examplesOf(rule).filter(({ verdict }) => verdict === 'right');
    expect(right).not.toEqual([]);
    for (const example of right) expect(judged(example), example.code).toEqual({ rules: [], skipped: 0 });
  });
});

describe.each(pages)('%s', (page) => {
  test('links to what is there', () => {
    for (const [link, target = ''] of textOf(page).matchAll(/\]\(((?!https?:)[^)]+)\)/g)) {
      const [file = '', anchor] = target.split('#');
      const linked = file === '' ? page : join(dirname(page), file);
      expect(existsSync(join(root, linked)), link).toBe(true);
      // The site has the pages of `docs` alone, and is not built where a link leads out of it.
      if (page.startsWith('docs/') && linked.endsWith('.md')) expect(linked, link).toMatch(/^docs\//);
      if (anchor !== undefined) expect(hasAnchor(linked, anchor), link).toBe(true);
    }
  });

  test('names files and folders of the project that are there', () => {
    for (const [, path = ''] of textOf(page).matchAll(/`((?:src|rules|tests|docs|\.ci)\/[\w./-]*)`/g)) {
      expect(existsSync(join(root, path)), path).toBe(true);
    }
  });
});

describe('the rooms of docs/architecture.md', () => {
  const rows = [...textOf('docs/architecture.md').matchAll(/^\| `((?:src|rules)\/[\w-]*\/?)` /gm)];
  const rooms = rows.map(([, room = '']) => room);

  test('are the folders of the source', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((each) => each.isDirectory());
    expect(rooms.toSorted()).toEqual(['rules/', ...folders.map(({ name }) => `src/${name}/`)].toSorted());
  });

  test('hold less than a fifth of its lines each', () => {
    const lines = rooms.map((room) => linesIn(join(root, room)));
    const all = lines.reduce((sum, each) => sum + each, 0);
    expect(all).toBeGreaterThan(0);
    expect(Math.max(...lines)).toBeLessThan(all / 5);
  });
});

/** The lines of all scripts in a folder, at any depth. */
function linesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.reduce((sum, file) => sum + readFileSync(join(folder, file), 'utf8').split('\n').length, 0);
}
