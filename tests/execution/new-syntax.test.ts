import { describe, expect, it } from 'vitest';
import { describeChange } from '../../src/model/finding.js';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

type Manifest = Readonly<Record<string, unknown>>;

/** A program of 2016, which a change makes wait for a second answer. */
const CHAINED = `function greet(token, done) {
  fetch('https://api.clever.com/me', { headers: { Authorization: token } })
    .then(function (response) { return response.json(); })
    .then(function (body) { done(null, body.data.name.first); })
    .catch(function (error) { done(error); });
}
exports.greet = greet;
`;

/** One of 2019, which a change makes ask for a role. */
const AWAITED = `exports.run = async function (token) {
  const response = await fetch('https://api.clever.com/me', { headers: { Authorization: token } });
  const me = await response.json();
  return me.type === 'teacher' ? 'T' : me.data.name.first;
};
`;

/** One of which a change moves the URL alone. */
const MOVED = `exports.count = async function (token) {
  const response = await fetch('https://api.clever.com/v1.1/schools', { headers: { Authorization: token } });
  return (await response.json()).data.length;
};
`;

function fixed(program: string, manifest: Manifest, more: Readonly<Record<string, string>> = {}) {
  const folder = temporaryFolder({
    'package.json': JSON.stringify({ private: true, ...manifest }),
    'src/index.js': program,
    ...more,
  });
  const { changes, before } = fixFolder(folder, { preset: 'recommended' });
  const suggested = before.findings.flatMap(({ suggestions }) => suggestions.map(describeChange));
  return { files: changes.map(({ file }) => file), reasons: suggested.join('\n') };
}

describe('a fix is held back that the declared runtime cannot read', () => {
  it.each([
    ['an engine', AWAITED, { engines: { node: '^12.0.0' } }, '`?.`', 'Node 12'],
    ['the lowest of several', AWAITED, { engines: { node: '>=16 || 13.2' } }, '`?.`', 'Node 13.2'],
    ['an old engine', CHAINED, { engines: { node: '>=6' } }, '`async`', 'Node 6'],
    ['an old browser', CHAINED, { browserslist: ['last 2 versions', 'ie 11'] }, '`async`', 'ie 11'],
    [
      'old browsers of production',
      CHAINED,
      { browserslist: { production: 'ie >= 11, safari 12' } },
      '`async`',
      'ie >= 11',
    ],
  ])('%s', (_name, program, manifest, syntax, target) => {
    const { files, reasons } = fixed(program, manifest);
    expect(files).toEqual([]);
    expect(reasons).toContain(syntax);
    expect(reasons).toContain(`package.json declares ${target}, which does not support it.`);
  });
});

describe('a fix is written', () => {
  it.each([
    ['for an engine that knows it', AWAITED, { engines: { node: '>=14' } }],
    ['where nothing is declared', AWAITED, {}],
    ['where any engine is', AWAITED, { engines: { node: '*' } }],
    ['where browsers are left out', AWAITED, { browserslist: ['defaults', 'not ie 11'] }],
    [
      'where a compiler makes older code',
      AWAITED,
      { engines: { node: '12' }, devDependencies: { '@babel/core': '7' } },
    ],
    ['of a URL alone', MOVED, { engines: { node: '>=8' } }],
  ])('%s', (_name, program, manifest) => {
    expect(fixed(program, manifest).files).toEqual(['src/index.js']);
  });

  it('where another script of the package uses the same', () => {
    const other = { 'src/other.js': 'exports.first = (list) => list?.[0];\n' };
    expect(fixed(AWAITED, { engines: { node: '12' } }, other).files).toEqual(['src/index.js']);
  });
});
