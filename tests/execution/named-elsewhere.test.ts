import { describe, expect, it } from 'vitest';
import { describeChange } from '../../src/model/finding.js';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

type Files = Readonly<Record<string, string>>;

/** Programs that ask for a path, each in one file. */
const ASKING = {
  '/me': `export async function greet(headers) {
  const response = await fetch('https://api.clever.com/me', { headers });
  const { data } = await response.json();
  document.title = data.name.first;
}
`,
  '/v1.1/schools': `export async function count(headers) {
  const { data } = await (await fetch('https://api.clever.com/v1.1/schools', { headers })).json();
  document.title = String(data.length);
}
`,
} as const;

type Path = keyof typeof ASKING;

/** What is written of a program with some files beside it, and why nothing is. */
function fixed(path: Path, files: Files) {
  const folder = temporaryFolder({
    'package.json': '{ "private": true, "type": "module" }',
    'src/ask.js': ASKING[path],
    ...files,
  });
  const { changes, before } = fixFolder(folder, { preset: 'recommended' });
  // Beside a fix, a suggestion is another way, and holds nothing back.
  const held = before.findings.filter(({ fix }) => fix === null);
  const suggested = held.flatMap(({ suggestions }) => suggestions.map(describeChange));
  return { files: changes.map(({ file }) => file), reasons: [...new Set(suggested)].join('\n') };
}

type Case = readonly [string, Path, Files];

/** Each file names the address in its first line unless the place says otherwise. */
function heldBack(cases: readonly (readonly [...Case, string])[]): void {
  it.each(cases)('%s', (_name, path, files, place) => {
    const { files: changed, reasons } = fixed(path, files);
    expect(changed).toEqual([]);
    expect(reasons).toContain(`Change ${place} too`);
  });
}

function written(cases: readonly Case[]): void {
  it.each(cases)('%s', (_name, path, files) => {
    const { files: changed, reasons } = fixed(path, files);
    expect([changed, reasons]).toEqual([['src/ask.js'], '']);
  });
}

const E2E = 'e2e/app.spec.js';
const PLAYWRIGHT = "import { test } from '@playwright/test';\n";

function inPage(step: string): Files {
  return { [E2E]: `${PLAYWRIGHT}test('greets', async ({ page }) => {\n  ${step}\n  await page.goto('/');\n});\n` };
}

describe('a mock that tells requests by the old URL holds a fix back', () => {
  heldBack([
    [
      'a route of Playwright',
      '/me',
      inPage("await page.route('https://api.clever.com/me', (route) => route.fulfill({ json: {} }));"),
      `${E2E}:3`,
    ],
    [
      'with a pattern for any host',
      '/me',
      inPage("await page.context().route('**/me', (route) => route.fulfill({ json: {} }));"),
      `${E2E}:3`,
    ],
    [
      'with a regular expression',
      '/v1.1/schools',
      inPage('await page.route(/\\/v1\\.1\\/schools/, (route) => route.fulfill({ json: { data: [] } }));'),
      `${E2E}:3`,
    ],
    [
      'with a constant',
      '/v1.1/schools',
      inPage(
        "const SCHOOLS = 'https://api.clever.com/v1.1/schools';\n  await page.route(SCHOOLS, (route) => route.abort());",
      ),
      `${E2E}:3`,
    ],
    [
      'by what it looks at',
      '/v1.1/schools',
      inPage("page.on('request', (request) => request.url().endsWith('/schools') && console.log(request.method()));"),
      `${E2E}:3`,
    ],
    [
      'a response that a test waits for',
      '/v1.1/schools',
      inPage("await page.waitForResponse('https://api.clever.com/v1.1/schools');"),
      `${E2E}:3`,
    ],
    [
      'a route of Playwright for any URL, where the answer changes',
      '/me',
      inPage("await page.route('https://api.clever.com/**', (route) => route.fulfill({ json: {} }));"),
      `${E2E}:3`,
    ],
    [
      'an intercept of Cypress for any URL, where the answer changes',
      '/me',
      { 'cypress/e2e/a.cy.js': "it('shows', () => {\n  cy.intercept('**', { body: {} });\n});\n" },
      'cypress/e2e/a.cy.js:2',
    ],
    [
      'a URL that run time puts together',
      '/v1.1/schools',
      inPage('await page.route(`${process.env.API}/v1.1/schools`, (route) => route.fulfill({ json: {} }));'),
      `${E2E}:3`,
    ],
    [
      'an expression that looks ahead',
      '/v1.1/schools',
      inPage('await page.route(/\\/v1.1\\/schools(?!\\/)/, (route) => route.abort());'),
      `${E2E}:3`,
    ],
    [
      'an intercept of Cypress',
      '/v1.1/schools',
      { 'cypress/e2e/a.cy.js': "it('shows', () => {\n  cy.intercept('GET', '/v1.1/schools', { data: [] });\n});\n" },
      'cypress/e2e/a.cy.js:2',
    ],
    [
      'a table of a fixture',
      '/v1.1/schools',
      { 'e2e/mocks.js': "export const mocks = { 'https://api.clever.com/v1.1/schools': { data: [] } };\n" },
      'e2e/mocks.js:1',
    ],
    [
      'a story',
      '/me',
      {
        'src/Name.stories.jsx':
          "export const Ada = { parameters: { mockData: [{ url: 'https://api.clever.com/me', response: {} }] } };\n",
      },
      'src/Name.stories.jsx:1',
    ],
    [
      'a server of Mirage in the program',
      '/v1.1/schools',
      {
        'src/dev.js':
          "import { createServer } from 'miragejs';\ncreateServer({ routes() { this.get('https://api.clever.com/v1.1/schools', () => ({ data: [] })); } });\n",
      },
      'src/dev.js:2',
    ],
    [
      'a recording',
      '/v1.1/schools',
      {
        'e2e/clever.har':
          '{"log":{"entries":[{"request":{"url":"https://api.clever.com/v1.1/schools"},"response":{"status":200}}]}}\n',
      },
      'e2e/clever.har:1',
    ],
    [
      'a pact',
      '/v1.1/schools',
      {
        'pacts/app-clever.json':
          '{ "interactions": [{ "request": { "method": "GET", "path": "/v1.1/schools" },\n  "response": { "status": 200 } }] }\n',
      },
      'pacts/app-clever.json:1',
    ],
  ]);
});

describe('code that watches requests by the old URL holds a fix back', () => {
  heldBack([
    [
      'an interceptor of Angular',
      '/me',
      {
        'src/auth.ts':
          "import { HttpInterceptorFn } from '@angular/common/http';\nexport const auth: HttpInterceptorFn = (req, next) => next(req.url.endsWith('/me') ? req.clone() : req);\n",
      },
      'src/auth.ts:2',
    ],
    [
      'a class of interceptors',
      '/v1.1/schools',
      {
        'src/auth.ts':
          "import { HttpInterceptor } from '@angular/common/http';\nexport class Auth implements HttpInterceptor {\n  intercept(req, next) {\n    return next.handle(/clever\\.com\\/v1\\.1/.test(req.url) ? req.clone() : req);\n  }\n}\n",
      },
      'src/auth.ts:4',
    ],
    [
      'a filter of jQuery',
      '/v1.1/schools',
      {
        'src/setup.js':
          "$.ajaxPrefilter((options) => {\n  if (options.url.indexOf('/v1.1/') > 0) options.headers = { Authorization: 'x' };\n});\n",
      },
      'src/setup.js:2',
    ],
    [
      'a step of undici',
      '/me',
      {
        'src/setup.js':
          "import { Agent, setGlobalDispatcher } from 'undici';\nsetGlobalDispatcher(new Agent().compose((dispatch) => (opts, handler) => {\n  if (opts.path === '/me') opts.headers = { authorization: 'x' };\n  return dispatch(opts, handler);\n}));\n",
      },
      'src/setup.js:3',
    ],
    [
      'requests of Electron',
      '/me',
      {
        'main.js':
          "import { session } from 'electron';\nsession.defaultSession.webRequest.onBeforeSendHeaders({ urls: ['https://api.clever.com/me'] }, (details, done) => done(details));\n",
      },
      'main.js:2',
    ],
    [
      'a service worker',
      '/me',
      {
        'src/sw.js':
          "self.addEventListener('fetch', (event) => {\n  const { pathname } = new URL(event.request.url);\n  if (pathname === '/me') event.respondWith(caches.match(event.request));\n});\n",
      },
      'src/sw.js:3',
    ],
    [
      'a route of Workbox',
      '/me',
      {
        'src/sw.js':
          "import { registerRoute } from 'workbox-routing';\nregisterRoute(({ url }) => url.hostname === 'api.clever.com' && url.pathname === '/me', strategy);\n",
      },
      'src/sw.js:2',
    ],
    [
      'a channel of diagnostics',
      '/me',
      {
        'src/count.js':
          "import diagnostics from 'node:diagnostics_channel';\ndiagnostics.subscribe('undici:request:create', ({ request }) => {\n  if (request.path === '/me') console.count('sign-in');\n});\n",
      },
      'src/count.js:3',
    ],
    [
      'what stands in the place of a client',
      '/me',
      {
        'src/apm.js':
          "import https from 'node:https';\nconst real = https.request;\nhttps.request = (options, ...rest) => {\n  if (options.path === '/me') console.count('sign-in');\n  return real(options, ...rest);\n};\n",
      },
      'src/apm.js:4',
    ],
    [
      'a hook for answers of axios',
      '/me',
      {
        'src/setup.js':
          "import axios from 'axios';\naxios.interceptors.response.use((response) => {\n  if (response.config.url.endsWith('/me')) console.count('sign-in');\n  return response;\n});\n",
      },
      'src/setup.js:3',
    ],
    [
      'a hook for answers of ky',
      '/me',
      {
        'src/setup.js':
          "import ky from 'ky';\nexport const api = ky.extend({ hooks: { afterResponse: [\n  (request) => { if (/\\/me$/.test(request.url)) console.count('sign-in'); },\n] } });\n",
      },
      'src/setup.js:3',
    ],
    [
      'a condition of another file',
      '/v1.1/schools',
      { 'src/retry.js': "export const mayRetry = ({ config }) => config.url.includes('/v1.1/schools');\n" },
      'src/retry.js:1',
    ],
  ]);
});

describe('a key that is the old URL holds a fix back', () => {
  heldBack([
    [
      'of SWR',
      '/v1.1/schools',
      {
        'src/reload.js':
          "import { mutate } from 'swr';\nexport const reload = () => mutate('https://api.clever.com/v1.1/schools');\n",
      },
      'src/reload.js:2',
    ],
    [
      'of SWR, by a question',
      '/me',
      {
        'src/reload.js':
          "import { mutate } from 'swr';\nexport const reload = () => mutate((key) => key.endsWith('/me'));\n",
      },
      'src/reload.js:2',
    ],
    [
      'of an entry of performance',
      '/me',
      { 'src/vitals.js': "export const took = () => performance.getEntriesByName('https://api.clever.com/me')[0];\n" },
      'src/vitals.js:1',
    ],
    [
      'of an observer of performance',
      '/me',
      {
        'src/vitals.js':
          "new PerformanceObserver((list) => {\n  for (const entry of list.getEntries()) if (entry.name.endsWith('/me')) send(entry);\n}).observe({ type: 'resource' });\n",
      },
      'src/vitals.js:2',
    ],
    [
      'in a comparison',
      '/v1.1/schools',
      { 'src/vitals.js': "export const isSchools = (name) => name === 'https://api.clever.com/v1.1/schools';\n" },
      'src/vitals.js:1',
    ],
  ]);
});

describe('a list of what a page may request holds a fix back if it has the old URL', () => {
  heldBack([
    [
      'a header',
      '/me',
      {
        'server.js':
          "app.use((req, res, next) => {\n  res.set('Content-Security-Policy', \"connect-src 'self' https://api.clever.com/me\");\n  next();\n});\n",
      },
      'server.js:2',
    ],
    [
      'helmet',
      '/me',
      {
        'server.js':
          "app.use(helmet({ contentSecurityPolicy: { directives: { connectSrc: [\"'self'\", 'https://api.clever.com/me'] } } }));\n",
      },
      'server.js:1',
    ],
    [
      'a page',
      '/me',
      {
        'index.html':
          '<!doctype html>\n<meta http-equiv="Content-Security-Policy" content="connect-src https://api.clever.com/me">\n',
      },
      'index.html:2',
    ],
    [
      'settings of a host',
      '/v1.1/schools',
      {
        'vercel.json':
          '{ "headers": [{ "source": "/(.*)", "headers": [\n  { "key": "Content-Security-Policy", "value": "connect-src https://api.clever.com/v1.1/schools" }] }] }\n',
      },
      'vercel.json:2',
    ],
    [
      'an extension',
      '/me',
      { 'manifest.json': '{ "manifest_version": 3,\n  "host_permissions": ["https://api.clever.com/me"] }\n' },
      'manifest.json:2',
    ],
  ]);

  it('with the constant that the request has', () => {
    const { files } = fixed('/v1.1/schools', {
      'src/ask.js': `import { ME } from './urls.js';\n${ASKING['/me'].replace("'https://api.clever.com/me'", 'ME')}`,
      'src/urls.js':
        "export const ME = 'https://api.clever.com/me';\nexport const policy = `default-src 'self'; connect-src 'self' ${ME}`;\n",
    });
    expect(files).toEqual([]);
  });
});

describe('what does not tell requests by the old URL leaves a fix as it is', () => {
  written([
    ['a route of the program', '/me', { 'server.js': "app.get('/me', (req, res) => res.send('me'));\n" }],
    ['a question of a route', '/me', { 'server.js': "export const isMe = (req) => req.path === '/me';\n" }],
    [
      'a question of a server to what it is asked',
      '/v1.1/schools',
      {
        'tests/fake-server.js':
          "createServer((request, response) => response.writeHead(request.url.startsWith('/v1.1/') ? 410 : 404));\n",
      },
    ],
    [
      'a base for a server of tests',
      '/v1.1/schools',
      { 'tests/set-up.js': 'process.env.CLEVER_URL = `http://127.0.0.1:${port}/v1.1`;\n' },
    ],
    ['a test of a route', '/me', { 'test/me.test.js': "it('answers', () => request(app).get('/me').expect(200));\n" }],
    ['a page that a test opens', '/me', inPage("await page.goto('/me');\n  await page.waitForURL('**/profile');")],
    ['a route of pages', '/me', { 'src/App.jsx': 'export const App = () => <Route path="/me" element={<Me />} />;\n' }],
    ['a link', '/me', { 'src/Link.jsx': 'export const Link = () => <a href="https://api.clever.com/me">me</a>;\n' }],
    [
      'a line of a log',
      '/v1.1/schools',
      { 'src/log.js': "console.log('asking https://api.clever.com/v1.1/schools');\n" },
    ],
    [
      'an error',
      '/v1.1/schools',
      { 'src/error.js': "export const fail = () => new Error('https://api.clever.com/v1.1/schools refused');\n" },
    ],
    ['a comment', '/me', { [E2E]: `${PLAYWRIGHT}// https://api.clever.com/me answers who it is\n` }],
    [
      'a mock for any URL, where the answer stays',
      '/v1.1/schools',
      inPage("await page.route('https://api.clever.com/**', (route) => route.fulfill({ json: {} }));"),
    ],
    [
      'a mock for any URL that answers nothing',
      '/me',
      inPage("await page.route('**/*', (route) => route.continue());"),
    ],
    ['a mock of pictures', '/me', inPage("await page.route('**/*.png', (route) => route.fulfill({ body: '' }));")],
    [
      'a mock of another method',
      '/me',
      { 'cypress/e2e/a.cy.js': "it('shows', () => {\n  cy.intercept('POST', '**', { body: {} });\n});\n" },
    ],
    [
      'a path of another program',
      '/me',
      {
        'other/package.json': '{ "name": "other" }',
        'other/e2e/a.spec.js': `${PLAYWRIGHT}test('a', ({ page }) => page.route('**/me', (route) => route.abort()));\n`,
      },
    ],
    [
      'a mock of another path',
      '/v1.1/schools',
      inPage("await page.route('**/v1.1/sections', (route) => route.abort());"),
    ],
    [
      'a mock of another host',
      '/v1.1/schools',
      inPage("await page.route('https://example.com/v1.1/schools', (route) => route.abort());"),
    ],
    [
      'a list that allows the host',
      '/me',
      { 'server.js': 'export const policy = "connect-src \'self\' https://api.clever.com";\n' },
    ],
    [
      'an extension that may ask the host',
      '/me',
      { 'manifest.json': '{ "manifest_version": 3, "host_permissions": ["https://api.clever.com/*"] }\n' },
    ],
    [
      'a worker that looks at the host',
      '/me',
      {
        'src/sw.js':
          "self.addEventListener('fetch', (event) => {\n  if (event.request.url.startsWith('https://api.clever.com/')) event.respondWith(fetch(event.request));\n});\n",
      },
    ],
    [
      'a key of another path',
      '/me',
      { 'src/a.js': "import { mutate } from 'swr';\nexport const a = () => mutate('/menu');\n" },
    ],
  ]);
});
