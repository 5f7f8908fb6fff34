import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

const LOGIN = `export async function greeting(token) {
  const response = await fetch('https://api.clever.com/me', { headers: { Authorization: token } });
  if (!response.ok) return 'nobody';
  const me = await response.json();
  return me.data.name.last;
}
`;

const ANSWER = `HttpResponse.json({ type: 'student', data: { id: '7', name: { last: 'Bee' } } })`;

/** The text of a file of handlers after a fix; null where nothing is fixed. */
function fixedHandlers(handlers: string): string | null {
  const folder = temporaryFolder({
    'package.json': '{ "type": "module" }',
    'login.js': LOGIN,
    'handlers.js': `import { http, rest, HttpResponse } from 'msw';\n\n${handlers}\n`,
  });
  const { changes } = fixFolder(folder, { preset: 'recommended' });
  expect(readFileSync(join(folder, 'login.js'), 'utf8')).toBe(LOGIN);
  expect(changes.map(({ file }) => file)).toEqual(changes.length ? ['handlers.js', 'login.js'] : []);
  return changes.find(({ file }) => file === 'handlers.js')?.after ?? null;
}

/** What a text says, however its lines are broken. */
function unbroken(text: string): string {
  return text.replaceAll(/[\s,]+/g, '');
}

/** Handlers that say that signing in fails. */
const FAILING = [
  `http.get('https://api.clever.com/me', () => new HttpResponse(null, { status: 401 }))`,
  `http.get('https://api.clever.com/me', () => new Response('later', { status: 503, headers: {} }))`,
  `http.get('https://api.clever.com/me', () => HttpResponse.error())`,
  `http.get('https://api.clever.com/me', () => { return Response.error(); })`,
  `http.get('https://api.clever.com/me', async () => HttpResponse.text('no', { status: 500 }))`,
  `rest.get('https://api.clever.com/me', (request, response, context) => response(context.status(401)))`,
  `rest.get('https://api.clever.com/me', (request, response) => response.networkError('down'))`,
  `http.get('https://api.clever.com/me', () => {
    asked += 1;
    if (asked > 1) throw new Error('again');
    return HttpResponse.error();
  })`,
];

/** Handlers of which it is not known whether they fail, or what they answer. */
const UNKNOWN = [
  `() => new HttpResponse(null, { status })`,
  `() => new HttpResponse(null, options)`,
  `() => new HttpResponse(JSON.stringify(me))`,
  `() => HttpResponse.text(me, { status: 200 })`,
  `() => new Refusal(null, { status: 401 })`,
  `() => passthrough()`,
  `() => {
    if (isOpen) return;
    return HttpResponse.error();
  }`,
  `() => {
    if (isOpen) return HttpResponse.error();
  }`,
  `refused`,
];

/** Handlers that fail without the header that the program sends. */
const GUARDED = [
  `({ request }) => {
    if (request.headers.get('authorization') !== 't') return HttpResponse.json({}, { status: 401 });
    return ${ANSWER};
  }`,
  `({ request }) => {
    if (!request.headers.has('authorization')) {
      return new HttpResponse(null, { status: 401 });
    }
    return ${ANSWER};
  }`,
  `({ request }) => (request.headers.get('authorization') === TOKEN ? ${ANSWER} : HttpResponse.error())`,
  `({ request: { headers } }) => {
    return isOpen || headers.has('authorization') ? ${ANSWER} : HttpResponse.error();
  }`,
  `async ({ request }) => {
    if (!request.headers.get('authorization')?.startsWith('t')) return new Response(null, { status: 401 });
    if (request.headers.get('accept') === 'text/html') return new Response(null, { status: 406 });
    return ${ANSWER};
  }`,
];

/** Handlers whose answer to the second request may be another, or that answer in several ways. */
const CHOOSING = [
  `({ request }) => {
    if (asked++ > 0) return new HttpResponse(null, { status: 401 });
    return ${ANSWER};
  }`,
  `({ request }) => {
    if (!request.url.endsWith('/me')) return new HttpResponse(null, { status: 404 });
    return ${ANSWER};
  }`,
  `({ request }) => (request.headers.has('authorization') ? ${ANSWER} : HttpResponse.json({}))`,
  `({ request }) => {
    console.log(request.headers.get('authorization'));
    return ${ANSWER};
  }`,
  `({ request }) => (isKnown(request) ? ${ANSWER} : HttpResponse.error())`,
];

describe('a handler of msw that fails', () => {
  it.each(FAILING)('moves with the call, by its address alone: %s', (handler) => {
    const moved = handler.replace('clever.com/me', 'clever.com/v3.0/me');
    const override = (code: string): string => `server.use(${code});`;
    const constant = (code: string): string => `export const refused = ${code};`;
    for (const written of [override, constant])
      expect(unbroken(fixedHandlers(written(handler)) ?? '')).toContain(unbroken(written(moved)));
  });

  it.each(UNKNOWN)('waits for the reader where it may answer: %s', (handler) => {
    const code = `export const refuse = (server, status) => server.use(http.get('https://api.clever.com/me', ${handler}));`;
    expect(fixedHandlers(code)).toBeNull();
  });
});

describe('a handler of msw that asks for a header', () => {
  const listed = (handler: string): string =>
    `let asked = 0;\nexport const handlers = [\n  http.get('https://api.clever.com/me', ${handler}),\n];`;

  it.each(GUARDED)('asks for it twice: %s', (handler) => {
    const moved = fixedHandlers(listed(handler));
    const [before, me, user] = moved?.split('http.get(') ?? [];
    expect(before).not.toContain('users');
    expect(me).toMatch(/^'https:\/\/api\.clever\.com\/v3\.0\/me'[^]*type: 'user'/);
    expect(user).toMatch(/^'https:\/\/api\.clever\.com\/v3\.0\/users\/7'[^]*last: 'Bee'[^]*legacy_id: '7'/);
    for (const each of [me, user]) expect(each).toContain('headers.');
  });

  it.each(CHOOSING)('waits for the reader where the second answer may be another: %s', (handler) => {
    expect(fixedHandlers(listed(handler))).toBeNull();
  });
});
