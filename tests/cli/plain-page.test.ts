import { describe, expect, test } from 'vitest';
import { engine } from '../../src/cli/engine.js';
import { toPlainPage } from '../../src/cli/plain-page.js';
import { rules } from '../../rules/index.js';
import { runCommand } from '../support/command.js';

const cases: Readonly<Record<string, readonly [string, string]>> = {
  'headings lose their signs, and prose stands in from them': ['# One\n\nText.\n\n## Two\n', 'One\n\n  Text.\n\nTwo\n'],
  'lines of a paragraph are joined and wrapped anew': [
    'one two three four five\nsix seven eight nine ten eleven\n',
    '  one two three four five six seven\n  eight nine ten eleven\n',
  ],
  'a quote is prose': ['> Disallow it\n', '  Disallow it\n'],
  'links show where they lead, those within the page only their text': [
    '[rule](/docs/a.md#b) and [here](#there) and [`code`](https://x.y)\n',
    '  rule (/docs/a.md#b) and here and\n  `code` (https://x.y)\n',
  ],
  'bold, titles and escapes': [
    '**Any `**` store**: _API v1_, 2 \\* 3, a_b_c\n',
    '  Any `**` store: "API v1", 2 * 3, a_b_c\n',
  ],
  'code in a line is left as it is': ['`[a](b) \\* _c_` and `` `x` ``\n', '  `[a](b) \\* _c_` and `x`\n'],
  'items hang': [
    '- one two three four five six seven eight\n  nine\n- ten\n',
    '  - one two three four five six seven\n    eight nine\n  - ten\n',
  ],
  'blocks of code stand in, and keep their lines': [
    '```js wrong\nif (a) {\n\n  # b\n}\n```\n',
    '    if (a) {\n\n      # b\n    }\n',
  ],
  'tables are aligned by what is left': [
    '| a                | b   |\n| ---------------- | --- |\n| [x](#y)          | `1` |\n| **long word**    |     |\n',
    '  a          b\n  ---------  ---\n  x          `1`\n  long word\n',
  ],
  'the widest column of a table is wrapped': [
    '| a | b |\n| - | - |\n| one two three four five six seven eight | short |\n',
    '  a                                b\n  -------------------------------  -----\n  one two three four five six      short\n  seven eight\n',
  ],
  'a comment of the page is left out': ['<!-- made -->\n\nText.\r\nMore.\r\n', '  Text. More.\n'],
};

describe('a page in a terminal', () => {
  test.each(Object.entries(cases))('%s', (_name, [page, plain]) => {
    expect(toPlainPage(page, 40)).toBe(plain);
  });

  test.each(rules.map(({ name }) => name))('the page of %s has no marks left', async (name) => {
    const { code, stdout } = await runCommand(`explain ${name}`, engine, '/project', {}, '');
    expect(code).toBe(0);
    const prose = stdout.split('\n').filter((line) => !line.startsWith('    '));
    const withoutCode = prose.join('\n').replaceAll(/`[^`]*`/g, '');
    expect(withoutCode).not.toMatch(/^ *#|\]\(|\*\*|\\|^ *\||```/m);
    expect(stdout.startsWith(`clever/${name}\n\n  `)).toBe(true);
  });
});
