import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { parsedUrl } from '../../src/requests/parsed-url.js';
import { charactersOf, impliedText } from '../../src/values/value.js';
import { temporaryFolder } from '../support/folders.js';

/** A URL in one piece, as a client reads it. */
function parsed(text: string): string {
  return charactersOf(parsedUrl(impliedText(text).pieces));
}

describe('a URL is read as the parser of the platform reads it', () => {
  test('whatever stands around, behind the scheme, between the names and behind the host', () => {
    const blank = fc.constantFrom('', ' ', '\t', '\n', ' \r\n');
    const slashes = fc.constantFrom('', '/', '//', '///', '\\\\', '/\\', '\\');
    const inside = fc.constantFrom('', '\t', '\n', '\r\n');
    const between = fc.constantFrom('/', '\\', '/./', '/x/../', '\\.\\');
    const query = fc.constantFrom('', '?limit=1', '?a=/b', '#c');
    const scheme = fc.constantFrom('https:', 'http:', 'HTTPS:');
    fc.assert(
      fc.property(
        fc.record({ before: blank, scheme, slashes, inside, between, query, behind: blank }),
        ({ before, scheme, slashes, inside, between, query, behind }) => {
          const text = `${before}${scheme}${slashes}api.clever${inside}.com/v1.1${between}st${inside}udents${query}${behind}`;
          const { href } = new URL(text);
          expect(parsed(text).replace(/^[a-z]+/i, (name) => name.toLowerCase())).toBe(href);
        },
      ),
    );
  });

  test('a dot behind the host names the same server', () => {
    expect(parsed('https://api.clever.com./me')).toBe('https://api.clever.com/me');
    expect(parsed('https://api.clever.com.:443/me')).toBe('https://api.clever.com:443/me');
  });

  test.each(['/v1.1/me', 'v1.1\\me', ' /me', 'x y', '//api.clever.com/me', 'https://a.example/b.?c=\\'])(
    'nothing changes in %j',
    (text) => {
      expect(parsed(text)).toBe(text);
    },
  );
});

test.each([
  ["'https:/api.clever.com/v1.1/schools'", 1],
  ["' https://api.clever.com/v1.1/schools '", 1],
  [String.raw`'https:\\api.clever.com\v1.1\schools'`.replaceAll('\\', '\\\\'), 1],
  ["'https://api.clever.com./v1.1/schools'", 1],
  [String.raw`'https://api.clever.com/v1.1\n/schools'`, 1],
  ["path.join('https://api.clever.com', 'v1.1', 'schools')", 1],
  ["'https://api.clever.com.example.org/v1.1/schools'", 0],
  ["'https:/api.clever.example/v1.1/schools'", 0],
])('a request for %s', (address, findings) => {
  const code = `import path from 'node:path';
export const ask = (options) => fetch(${address}, options);
`;
  const folder = temporaryFolder({ 'package.json': '{ "private": true }', 'main.js': code });
  expect(audit({ cwd: folder }).findings.filter(({ topic }) => topic === 'call')).toHaveLength(findings);
});
