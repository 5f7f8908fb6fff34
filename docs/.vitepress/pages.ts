import { readdirSync } from 'node:fs';
import type { DefaultTheme } from 'vitepress';

const DOCS = new URL('..', import.meta.url);

/** The pages in the order in which a newcomer needs them. A page that is missing here is listed under "More". */
const SECTIONS: readonly (readonly [string, readonly string[]])[] = [
  ['Start', ['getting-started', 'migrating', 'migrating-changes', 'mapping', 'sandbox', 'known-limits']],
  ['Use', ['command', 'eslint', 'editors', 'ci-and-hooks', 'adopting', 'configuration', 'at-scale']],
  ['How it works', ['how-it-works', 'architecture', 'benchmarks', 'testing', 'support']],
  ['Contribute', ['adding-a-rule', 'adding-a-client', 'adding-a-store', 'adding-a-deprecation', 'messages']],
];

/** Pages of the site that are no reading. */
const APART: ReadonlySet<string> = new Set(['index', 'playground']);

/** Pages with long patches, or with a table of many columns. */
const WIDE: ReadonlySet<string> = new Set(['mapping.md', 'migrating.md', 'migrating-changes.md']);

/** Whether a page quotes so much of others that a search for their words would find it first. */
export function repeatsOthers(path: string): boolean {
  return path === 'messages.md';
}

/** Whether long code or a large table needs the room of the outline more than a reader needs the outline. */
export function isWide(path: string): boolean {
  return path.startsWith('rules/') || WIDE.has(path);
}

/**
 * Lists every page of the documentation, so that none is out of reach.
 *
 * @param titleOf the heading of a page, by its path below `docs` without extension
 */
export function toSidebar(titleOf: (page: string) => string): DefaultTheme.SidebarItem[] {
  const pages = pagesIn('').filter((page) => !APART.has(page));
  const listed = new Set(SECTIONS.flatMap(([, names]) => names));
  const sections = [...SECTIONS, ['More', pages.filter((page) => !listed.has(page))] as const].map(([text, names]) =>
    toSection(
      text,
      names.filter((name) => pages.includes(name)),
      titleOf,
    ),
  );
  const rules = toSection('Rules', pagesIn('rules/'), titleOf);
  return [...sections.slice(0, 2), rules, ...sections.slice(2)].filter(({ items = [] }) => items.length > 0);
}

function toSection(
  text: string,
  pages: readonly string[],
  titleOf: (page: string) => string,
): DefaultTheme.SidebarItem {
  return { text, items: pages.map((page) => ({ text: titleOf(page), link: `/${page}` })) };
}

function pagesIn(folder: string): readonly string[] {
  return readdirSync(new URL(folder, DOCS))
    .filter((name) => name.endsWith('.md'))
    .map((name) => folder + name.slice(0, -'.md'.length))
    .toSorted();
}
