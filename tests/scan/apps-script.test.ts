import { describe, expect, it } from 'vitest';
import { judgeProgram } from '../support/judged-program.js';

/** Not in the tables of values, which ESLint is given too: it is not set up for files of this extension. */
describe('scripts of Google Apps Script', () => {
  it('are programs', () => {
    const { findings, urls } = judgeProgram({
      'Code.gs': [
        "var BASE = 'https://api.clever.com/v1.1';",
        "function students() { return load_('/students'); }",
        'function load_(path) { return UrlFetchApp.fetch(BASE + path).getContentText(); }',
      ].join('\n'),
    });
    expect(findings).toEqual(['no-v1-endpoint Code.gs: v1.1']);
    expect(urls).toEqual(['https://api.clever.com/v1.1/students']);
  });

  it('are told apart from those of other servers', () => {
    const other = judgeProgram({
      'clever.gs': "function me() { return UrlFetchApp.fetch('https://example.com/me'); }",
    });
    expect(other).toMatchObject({ findings: [], unresolved: [] });
  });
});
