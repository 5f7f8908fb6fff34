import { expect, test } from 'vitest';
import { askedAt } from '../../src/migrate/asked-at.js';
import { askedFromMe } from '../../src/migrate/record-request.js';
import type { Span } from '../../src/model/spans.js';
import type { EndpointUsage } from '../../src/model/usage.js';
import { unwrittenUrl } from '../../src/requests/url.js';
import type { ProjectFacts } from '../../src/rule/rule.js';

function requestAt(span: Span, urlAt: Span | null = null): EndpointUsage {
  const pieces = urlAt ? [{ text: '/a', hole: false, span: urlAt, verbatim: true, foreign: null }] : [];
  return {
    kind: 'endpoint',
    origin: 'text',
    method: null,
    url: { ...unwrittenUrl('api.clever.com', 'v1.1', '/a'), pieces },
    span,
    confidence: 'likely',
    doubt: null,
    trail: [],
    options: null,
    urlQuery: 'unseen',
    parameters: null,
    answer: null,
  };
}

function projectOf(asked: readonly EndpointUsage[]): ProjectFacts {
  const known = new Map<string, unknown>();
  return {
    signsIn: () => false,
    asked,
    once: <Answer>(what: string, _of: object, work: () => Answer): Answer => {
      if (!known.has(what)) known.set(what, work());
      return known.get(what) as Answer;
    },
  };
}

const place = (file: string, start: number, end: number): Span => ({ file, start, end });

test('a request is found at its call and at the pieces of its URL, once and in the order of all', () => {
  const [url, call, elsewhere] = [
    requestAt(place('a.ts', 100, 120), place('a.ts', 10, 20)),
    requestAt(place('a.ts', 5, 40), place('a.ts', 12, 18)),
    requestAt(place('b.ts', 5, 40)),
  ];
  const project = projectOf([url, call, elsewhere]);
  expect(askedAt(place('a.ts', 13, 15), project)).toEqual([url, call]);
  expect(askedAt(place('a.ts', 30, 32), project)).toEqual([call]);
  expect(askedAt(place('b.ts', 6, 7), project)).toEqual([elsewhere]);
  expect(askedAt(place('c.ts', 6, 7), project)).toEqual([]);
});

test('each place is looked for without a look at all requests', () => {
  const looksFor = (count: number): number => {
    let looks = 0;
    const asked = Array.from({ length: count }, (_, index) => {
      const request = requestAt(place('a.ts', index * 10, index * 10 + 5));
      return Object.defineProperty({ ...request }, 'span', { get: () => ((looks += 1), request.span) });
    });
    const project = projectOf(asked);
    for (let index = 0; index < count; index += 1)
      expect(askedAt(place('a.ts', index * 10 + 1, index * 10 + 2), project)).toEqual([asked[index]]);
    return looks;
  };
  expect(looksFor(160)).toBeLessThanOrEqual(4 * looksFor(40));
});

test('the request for the user at hand that a path is named by is looked for without a look at all requests', () => {
  const looksFor = (count: number): number => {
    let looks = 0;
    const asked = Array.from({ length: count }, () => {
      const request = requestAt(place('a.ts', 0, 5));
      return Object.defineProperty({ ...request }, 'url', { get: () => ((looks += 1), request.url) });
    });
    const project = projectOf(asked);
    for (const request of asked) expect(askedFromMe(request, project)).toBe(null);
    return looks;
  };
  expect(looksFor(160)).toBeLessThanOrEqual(4 * looksFor(40));
});
