import { describe, expect, it } from 'vitest';
import { judgeProgram } from '../support/judged-program.js';
import { readProgramTable } from '../support/program-table.js';

describe('near misses', () => {
  for (const { name, files, urls, unresolved } of readProgramTable(
    new URL('../values/misses/near-misses.txt', import.meta.url),
  )) {
    it(name, () => {
      expect(judgeProgram(files)).toEqual({ findings: [], urls, unresolved, unexplained: [] });
    });
  }
});
