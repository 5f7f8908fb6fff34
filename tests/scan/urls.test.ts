import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeProgram } from '../support/judged-program.js';
import { readProgramTable } from '../support/program-table.js';

const TABLES = new URL('../values/tables/', import.meta.url);

for (const table of readdirSync(TABLES)) {
  describe(table.replace('.txt', ''), () => {
    for (const { name, files, findings, urls, unresolved } of readProgramTable(new URL(table, TABLES))) {
      it(name, () => {
        expect(judgeProgram(files)).toEqual({ findings, urls, unresolved, unexplained: [] });
      });
    }
  });
}
