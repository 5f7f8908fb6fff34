import { describeChange } from '../../src/model/finding.js';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { fix } from '../../src/run/fix.js';
import { temporaryFolder } from '../support/folders.js';

const CONFIG = { 'config.ts': "export const BASE: string = 'https://api.clever.com';\n" };

function optionsFor(files: Record<string, string>) {
  const folder = temporaryFolder({ 'package.json': '{}', ...CONFIG, ...files });
  return { cwd: folder, root: folder, paths: ['.'], rules, preset: 'recommended', target: 'v3.0' } as const;
}

interface Row {
  readonly name: string;
  readonly files: Record<string, string>;
  /** As `rule file: text`. */
  readonly expected: readonly string[];
}

const rows: readonly Row[] = [
  {
    name: 'a Vue component in TypeScript with setup',
    files: {
      'App.vue':
        '<template>\n  <p>{{ text }}</p>\n</template>\n<script setup lang="ts">\nimport { BASE } from \'./config\';\nconst text: string = await (await fetch(`${BASE}/me`)).text();\n</script>\n<style>a {}</style>\n',
    },
    expected: ['no-unversioned-me App.vue: /me'],
  },
  {
    name: 'two blocks of one Vue component',
    files: {
      'App.vue':
        "<script>\nexport const PATH = '/v1.1/me';\n</script>\n<script setup>\nfetch('https://api.clever.com' + PATH);\n</script>\n",
    },
    expected: ['no-v1-endpoint App.vue: v1.1'],
  },
  {
    name: 'two scripts on one line',
    files: {
      'index.html':
        "<body><script>fetch('https://api.clever.com/me')</script><script>fetch('https://api.clever.com/v1.1/schools')</script></body>\n",
    },
    expected: ['no-unversioned-me index.html: /me', 'no-v1-endpoint index.html: v1.1'],
  },
  {
    name: 'a script behind one that ends in a comment, and behind a style',
    files: {
      'index.html':
        "<script>let first // one</script><style>a {}</style><script type='module'>fetch('https://api.clever.com/me')</script>\n",
    },
    expected: ['no-unversioned-me index.html: /me'],
  },
  {
    name: 'scripts on one line of a Vue component',
    files: {
      'App.vue':
        "<script>export const PATH = '/v1.1/me'</script><script setup>fetch('https://api.clever.com' + PATH)</script>\n",
    },
    expected: ['no-v1-endpoint App.vue: v1.1'],
  },
  {
    name: 'a Vue component with options',
    files: {
      'App.vue':
        "<script>\nexport default {\n  mounted() { return fetch('https://api.clever.com/v1.1/districts'); },\n};\n</script>\n",
    },
    expected: ['no-v1-endpoint App.vue: v1.1'],
  },
  {
    name: 'a Vue component with JSX',
    files: {
      'App.vue':
        '<script lang="tsx">\nexport default () => <p onClick={() => fetch(\'https://api.clever.com/me\')}>x</p>;\n</script>\n',
    },
    expected: ['no-unversioned-me App.vue: /me'],
  },
  {
    name: 'a composable that a component imports, and one that it exports',
    files: {
      'useMe.ts': "export const useMe = (path: string) => fetch('https://api.clever.com' + path);\n",
      'App.vue':
        "<script>\nimport { useMe } from './useMe';\nexport const ME = '/me';\nuseMe('/v1.1/me');\n</script>\n",
      'other.ts': "import { ME } from './App.vue';\nimport { useMe } from './useMe';\nuseMe(ME);\n",
    },
    expected: ['no-unversioned-me App.vue: /me', 'no-v1-endpoint App.vue: v1.1'],
  },
  {
    name: 'a Svelte component with Windows line ends',
    files: {
      'App.svelte':
        '<script context="module">\r\n  const BASE = \'https://api.clever.com\';\r\n</script>\r\n<script>\r\n  $: load(id);\r\n  const load = (id) => fetch(`${BASE}/v1.2/students/${id}`);\r\n</script>\r\n',
    },
    expected: ['no-v1-endpoint App.svelte: v1.2'],
  },
  {
    name: 'the front matter and a script of an Astro page',
    files: {
      'page.astro':
        "---\nimport { BASE } from './config';\nconst answer = await fetch(`${BASE}/me`);\nif (!answer.ok) return Astro.redirect('/');\n---\n<p>x</p>\n<script>fetch('https://api.clever.com/v1.1/schools');</script>\n",
    },
    expected: ['no-unversioned-me page.astro: /me', 'no-v1-endpoint page.astro: v1.1'],
  },
  {
    name: 'a page',
    files: {
      'index.html': "<!doctype html>\n<p>é🙂</p><SCRIPT type=module>fetch('https://api.clever.com/me')</SCRIPT>\n",
    },
    expected: ['no-unversioned-me index.html: /me'],
  },
  {
    name: 'nothing in comments, data, prose and templates',
    files: {
      'index.html':
        '<p>Clever: https://api.clever.com/v1.1/me</p>\n<!-- <script>fetch("https://api.clever.com/me")</script> -->\n<script type="application/json">{ "a": "https://api.clever.com/me" }</script>\n<script type="text/template"><p>fetch("https://api.clever.com/me")</p></script>\n<script lang="coffee">fetch "https://api.clever.com/me"</script>\n',
    },
    expected: [],
  },
];

describe('scripts in components and pages', () => {
  it.each(rows)('$name', ({ files, expected }) => {
    const { findings, skipped } = audit(optionsFor(files));
    const lines = findings.map(
      ({ rule, span }) =>
        `${rule.replace('clever/', '')} ${span.file}: ${(files[span.file] ?? '').slice(span.start, span.end)}`,
    );
    expect({ lines: lines.sort(), skipped }).toEqual({ lines: expected, skipped: [] });
  });

  it('costs a page that names Clever in its prose no parser', () => {
    const { analysedFiles } = audit(optionsFor({ 'about.html': '<p>Clever</p><script>start();</script>' }));
    expect(analysedFiles).toEqual(['config.ts']);
  });

  it('writes the fix where the script stands, all else as it was', () => {
    const text =
      "<template><p>🙂 {{ district }}</p></template>\r\n<script setup lang='ts'>\r\nimport { BASE } from './config';\r\nconst answer = await fetch(`${BASE}/me`);\r\nconst district = (await answer.json()).data.district;\r\n</script>\r\n<style>a {}</style>";
    const { changes } = fix({ ...optionsFor({ 'App.vue': text }), suggestions: false });
    expect(changes.map(({ file, after }) => [file, after])).toEqual([
      ['App.vue', text.replace('${BASE}/me', '${BASE}/v3.0/me')],
    ]);
  });

  it('looks up the record within the script', () => {
    const text =
      "<script setup>\nconst answer = await fetch('https://api.clever.com/me');\nconst body = await answer.json();\nconsole.log(body.data.type === 'teacher');\n</script>\n<template><p>x</p></template>\n";
    const [change] = fix({ ...optionsFor({ 'App.vue': text }), suggestions: false }).changes;
    expect(change?.after).toContain('/v3.0/users/');
    expect(change?.after.endsWith('</script>\n<template><p>x</p></template>\n')).toBe(true);
  });
});

const shown: readonly { name: string; file: string; text: string }[] = [
  {
    name: 'a binding of setup',
    file: 'App.vue',
    text: "<script setup>\nconst me = await (await fetch('https://api.clever.com/me')).json();\n</script>\n<template>{{ me.data.email }}</template>\n",
  },
  {
    name: 'a reference that is filled later',
    file: 'App.vue',
    text: "<script setup>\nimport { ref } from 'vue';\nconst me = ref(null);\nme.value = await (await fetch('https://api.clever.com/me')).json();\n</script>\n<template><User :name=\"me.data.name\" /></template>\n",
  },
  {
    name: 'what setup returns',
    file: 'App.vue',
    text: "<script>\nexport default { async setup() {\n  const answer = await (await fetch('https://api.clever.com/me')).json();\n  return { user: answer };\n} };\n</script>\n<template>{{ user.data.email }}</template>\n",
  },
  {
    name: 'a field of the component',
    file: 'App.vue',
    text: "<script>\nexport default { async mounted() {\n  this.user = await (await fetch('https://api.clever.com/me')).json();\n} };\n</script>\n<template>{{ user.data.email }}</template>\n",
  },
  {
    name: 'a variable of Svelte',
    file: 'App.svelte',
    text: "<script>\nlet me;\nasync function load() { me = await (await fetch('https://api.clever.com/me')).json(); }\n</script>\n{#if me}{me.data.email}{/if}\n",
  },
  {
    name: 'a function that the template calls',
    file: 'App.svelte',
    text: "<script>\nasync function load() { return (await fetch('https://api.clever.com/me')).json(); }\nload();\n</script>\n{#await load() then me}{me.data.email}{/await}\n",
  },
  {
    name: 'a constant of Astro',
    file: 'page.astro',
    text: "---\nconst me = await (await fetch('https://api.clever.com/me')).json();\n---\n<h1>{me.data.email}</h1>\n",
  },
];

describe('an answer that a template shows', () => {
  it.each(shown)('is out of sight: $name', ({ file, text }) => {
    const { findings } = audit(optionsFor({ [file]: text }));
    expect(findings).not.toEqual([]);
    for (const finding of findings) {
      expect(finding.fix).toBeNull();
      for (const change of finding.suggestions) {
        expect(describeChange(change)).toContain('it is shown by the template as');
        expect(describeChange(change)).toContain('/v3.0/users/{id}');
      }
    }
  });
});
