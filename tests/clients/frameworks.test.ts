import { describe, expect, it } from 'vitest';
import { FRAMEWORK_PROGRAMS } from './programs/frameworks.js';
import { computed } from './support/outcomes.js';

/** Clients that only run in a browser or inside a framework, in the forms that their documentation shows. */
describe.each(Object.entries(FRAMEWORK_PROGRAMS))('%s', (_, programs) => {
  it.each(Object.entries(programs))('%s', (_name, { code, asks, reads = [], origin = 'request' }) => {
    const usages = computed(code, 'api.clever.com').filter(({ confidence }) => confidence === 'certain');
    expect([...new Set(usages.map(({ method, url }) => `${method} ${url.text}`))]).toEqual(asks);
    expect(new Set(usages.map((usage) => usage.origin))).toEqual(new Set(asks.length ? [origin] : []));
    const paths = usages.flatMap(({ answer }) => answer?.reads ?? []).map(({ path }) => path.join('.'));
    expect([...new Set(paths)].sort()).toEqual([...reads].sort());
  });
});
