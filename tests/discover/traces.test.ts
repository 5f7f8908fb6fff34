import { describe, expect, it } from 'vitest';
import { openCorpus } from '../../src/discover/corpus.js';
import { openEnvironments } from '../../src/discover/environment.js';
import { openMentions } from '../../src/discover/mentions.js';
import { openModules } from '../../src/discover/modules.js';
import { findTracedFiles } from '../../src/discover/traces.js';
import { temporaryFolder } from '../support/folders.js';

function tracedIn(files: Record<string, string>): readonly string[] {
  const corpus = openCorpus({ root: temporaryFolder(files) });
  return findTracedFiles({
    corpus,
    environments: openEnvironments(corpus),
    mentions: openMentions(corpus),
    modules: openModules(corpus),
    vocabulary: {
      hosts: ['api.clever.com', 'sis-proxy.example'],
      packages: ['clever', 'passport-clever', '@school/sso'],
    },
  });
}

const traces = [
  "fetch('https://api.clever.com/me')",
  "fetch('https://API.CLEVER.COM/me')",
  "fetch('https://api.getclever.com/v1.1/me')",
  'process.env.CLEVER_URL',
  'process.env.MY_CLEVER_HOST',
  'new CleverClient()',
  "import x from 'clever';",
  "const base = 'https://sis-proxy.example/v1.1'",
  "import sso from '@school/sso'",
  '// see cleverly, clever-cloud and clever.com',
  "const host = ['api', 'clever', 'com'].join('.');",
  'const host = `https://api.clever.${domain}`;',
  "const host = 'api.' + 'clever.com'",
  "const name = 'clever'; const host = `api.${name}.com`;",
  "const vendor = 'clever'; const base = 'https://api.' + vendor + '.com/v1.1';",
];

/** What speaks of Clever and cannot be what makes a request Clever's. */
const names = [
  "href='https://clever.com/oauth/authorize'",
  'useCleverAuth()',
  'class CleverError {}',
  '// Clever SSO',
  'const theme = { clever: 1 };',
  'cleverGet(1)',
  '_clever.get()',
  "passport.use('clever', s)",
  'app.get("/api/*", clever)',
  'const url = "https://x"; const clever = 1;',
  'const title = "a clever trick";',
  'type Provider = "google" | "clever"; const help = "https://help.example.com/sign-in";',
];

const noTraces = [
  "fetch('https://api.clever-cloud.com/v2/me')",
  'import { clevercloud } from "x"',
  "import clevertap from 'clevertap-web-sdk'",
  'cleverbot.ask()',
  'CLEVER_CLOUD_TOKEN',
  'const cleverness = 1;',
  '// a cleverly hidden trick',
  '// a clever trick',
  '/** Some clever\n * and more clever words */',
  '  x(); // clever hack',
  'const lever = 1; const LEVER = 2;',
  "import plugin from 'clever-audit';",
  'fetch(url)',
];

describe('findTracedFiles', () => {
  it.each(traces)('takes %s for a trace', (text) => {
    expect(tracedIn({ 'a.ts': text })).toEqual(['a.ts']);
  });

  it.each(noTraces)('takes %s for none', (text) => {
    expect(tracedIn({ 'a.ts': text })).toEqual([]);
  });

  it.each(names)('takes %s for a trace where something else may be an address of Clever', (text) => {
    expect(tracedIn({ 'a.ts': text, 'env.ts': 'export const base = process.env.CLEVER_BASE;' })).toEqual([
      'a.ts',
      'env.ts',
    ]);
    expect(tracedIn({ 'a.ts': text, 'data.json': '["https://api.clever.com"]' })).toEqual(['a.ts']);
    expect(tracedIn({ 'a.ts': text, 'b.ts': text })).toEqual([]);
  });

  it('counts files that are called after Clever', () => {
    const files = { 'src/clever/index.ts': '', 'src/clever-cloud.ts': '', 'src/CleverButton.tsx': '' };
    const host = { 'src/config.ts': "export const base = 'https://api.clever.com';" };
    expect(tracedIn({ ...files, ...host })).toEqual(['src/CleverButton.tsx', 'src/clever/index.ts', 'src/config.ts']);
    expect(tracedIn(files)).toEqual([]);
  });

  it('counts files that mention a variable whose value is a Clever URL', () => {
    const files = {
      '.env': 'SIS_URL=https://api.clever.com\nOTHER_URL=https://example.com\n',
      'a.ts': 'fetch(process.env.SIS_URL + "/me")',
      'b.ts': 'fetch(process.env.OTHER_URL + "/me")',
    };
    expect(tracedIn(files)).toEqual(['a.ts']);
  });

  it('counts files that import JSON with a Clever URL', () => {
    const files = {
      'config/api.json': '{ "base": "https://api.clever.com" }',
      'a.ts': 'import api from "./config/api.json";',
      'b.ts': 'const other = 1;',
    };
    expect(tracedIn(files)).toEqual(['a.ts']);
  });

  it('does not count the set-up of the plugin itself', () => {
    const files = {
      'package.json': '{ "devDependencies": { "clever-audit": "1.0.0" } }',
      'eslint.config.js': "import clever from 'clever-audit';\nexport default [clever.configs.recommended];",
      'a.ts': 'import manifest from "./package.json";',
    };
    expect(tracedIn(files)).toEqual([]);
  });
});
