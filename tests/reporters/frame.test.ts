import { describe, expect, test } from 'vitest';

import { drawFrame } from '../../src/reporters/frame.js';
import { createPlaces } from '../../src/reporters/places.js';
import { resultOf, spanOf } from '../support/findings.js';

function frameOf(file: string, text: string, needle: string): string {
  const texts = { [file]: text };
  return drawFrame(spanOf(texts, file, needle), createPlaces(resultOf(texts), '/project'), false);
}

describe('code', () => {
  test('has a line of context on both sides', () => {
    expect(frameOf('a.ts', 'one\ntwo\nthree\nfour\nfive', 'three')).toBe(
      '  2 | two\n> 3 | three\n    | ^^^^^\n  4 | four',
    );
  });

  test('keeps its place with Windows line ends and behind emoji', () => {
    expect(frameOf('a.js', "// 😀\r\nconst u = '/me';\r\n", '/me')).toBe(
      "  1 | // 😀\n> 2 | const u = '/me';\n    |            ^^^",
    );
  });

  test('of a span over a few lines is shown whole', () => {
    expect(frameOf('a.ts', 'call(\n  a,\n  b)\nnext', '(\n  a,\n  b)')).toBe(
      '> 1 | call(\n    |     ^\n> 2 |   a,\n    | ^^^^\n> 3 |   b)\n    | ^^^^\n  4 | next',
    );
  });

  test('of a span over many lines shows its head', () => {
    expect(frameOf('a.ts', '{1\n2\n3\n4\n5}\n6', '{1\n2\n3\n4\n5}')).toBe(
      '> 1 | {1\n    | ^^\n> 2 | 2\n    | ^\n> 3 | 3\n    | ^',
    );
  });

  test('of a bundle is cut around the span', () => {
    const bundle = `${'x'.repeat(5000)}'/me'${'y'.repeat(5000)}`;
    const [line = '', marker = ''] = frameOf('bundle.js', bundle, '/me').split('\n');
    expect(line.length).toBeLessThan(170);
    expect(line.slice(marker.indexOf('^'), marker.lastIndexOf('^') + 1)).toBe('/me');
  });
});

describe('files that may hold secrets', () => {
  const secrets = 'SECRET=abc\nCLEVER_URL=https://api.clever.com/v1.1/me # token xyz\nPASSWORD=def\n';

  test('of an env file only the Clever URL is shown', () => {
    expect(frameOf('.env', secrets, '/me')).toBe(
      '> 2 | ***https://api.clever.com/v1.1/me***\n    |                               ^^^',
    );
  });

  test.each(['.env.local', 'packages/web/.env', 'env.production', 'deploy/production.env'])('%s is one', (file) => {
    const frame = frameOf(file, secrets, 'v1.1');
    expect(frame).toContain('***https://api.clever.com/v1.1/me***');
    expect(frame).not.toMatch(/SECRET|PASSWORD|abc|def|xyz|CLEVER_URL/);
  });

  test('user, password and query of the URL are masked', () => {
    const frame = frameOf('.env', 'U=https://user:p@ss@api.clever.com/me?access_token=t0p#frag', '/me');
    expect(frame).toBe('> 1 | ***api.clever.com/me***\n    |                  ^^^');
  });

  test('another URL on the line is masked', () => {
    const frame = frameOf('.env', 'U=https://hook.example/s3cret,https://api.clever.com/me', '/me');
    expect(frame).toBe('> 1 | ***https://api.clever.com/me\n    |                          ^^^');
  });

  test('a version that stands alone is shown alone', () => {
    expect(frameOf('.env', 'KEY=1\nCLEVER_VERSION=v1.1 # note', 'v1.1')).toBe('> 2 | ***v1.1***\n    |    ^^^^');
  });

  test('a span that reaches into a query is cut before it', () => {
    expect(frameOf('.env', 'CLEVER_PATH=/me?access_token=t0p', '/me?access_token=t0p')).toBe(
      '> 1 | ***/me***\n    |    ^^^',
    );
  });

  test('a span over two lines shows nothing of the second', () => {
    const frame = frameOf('.env', 'A=/me\nSECRET=abc', '/me\nSECRET=abc');
    expect(frame).toBe('> 1 | ***/me\n    |    ^^^');
  });

  test.each(['.env.json', 'config.json', 'deploy/production.env.json'])('of %s only the URL is shown', (file) => {
    const oneLine = '{"key":"abc","url":"https://api.clever.com/me?token=def","secret":"xyz"}';
    expect(frameOf(file, oneLine, '/me')).toBe(
      '> 1 | ***https://api.clever.com/me***\n    |                          ^^^',
    );
    expect(frameOf(file, '{\n"secret": "abc",\n"url": "/me",\n"key": "def"\n}', '/me')).toBe(
      '> 3 | ***/me***\n    |    ^^^',
    );
  });

  test('documents and manifests show one line', () => {
    expect(frameOf('guide.md', 'Secret: abc\nGET /me\nKey: def\n', '/me')).toBe('> 2 | GET /me\n    |     ^^^');
    expect(frameOf('package.json', '{\n"name": "abc",\n"clever": "1.0.0"\n}', 'clever')).toBe(
      '> 3 | "clever": "1.0.0"\n    |  ^^^^^^',
    );
  });
});
