import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { toAnchor, withLiteralCode } from './markdown.ts';
import { isWide, repeatsOthers, toSidebar } from './pages.ts';
import { engineInBrowser, packagesOfSite } from './playground/vite-plugin.ts';

/** A magnifying glass in the color of the site. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="#5672cd" stroke-width="4" stroke-linecap="round"><circle cx="13" cy="13" r="9"/><path d="m20 20 8 8"/></svg>`;

export default defineConfig({
  title: 'clever-audit',
  description: "Find and migrate calls to Clever's API v1 and the unversioned /me",
  cleanUrls: true,
  lastUpdated: false,
  markdown: { anchor: { slugify: toAnchor }, config: withLiteralCode },
  transformPageData({ relativePath, frontmatter }) {
    if (isWide(relativePath)) frontmatter.aside = false;
  },
  // The workflows that pages link to.
  buildEnd({ outDir }) {
    cpSync(new URL('../ci', import.meta.url), join(outDir, 'ci'), { recursive: true });
  },
  head: [
    ['meta', { name: 'color-scheme', content: 'light dark' }],
    ['link', { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(ICON)}` }],
  ],
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/getting-started' },
      { text: 'Rules', link: '/rules/no-v1-endpoint' },
      { text: 'Playground', link: '/playground' },
    ],
    sidebar: toSidebar(titleOf),
    outline: { level: [2, 3] },
    search: {
      provider: 'local',
      options: {
        _render(text, env, markdown) {
          const html = markdown.render(text, env);
          return repeatsOthers(env.relativePath) ? '' : html;
        },
      },
    },
  },
  vite: {
    plugins: [packagesOfSite(), engineInBrowser()],
    worker: { format: 'es', plugins: () => [engineInBrowser()] },
    server: { fs: { allow: [fileURLToPath(new URL('../..', import.meta.url))] } },
    // The compiler that the playground loads is larger than this; it is loaded when the page is opened, in a worker.
    build: { chunkSizeWarningLimit: 12_000 },
  },
});

/** The first heading of a page. */
function titleOf(page: string): string {
  const text = readFileSync(new URL(`../${page}.md`, import.meta.url), 'utf8');
  return /^# (.+)$/m.exec(text)?.[1]?.replaceAll('`', '') ?? page;
}
