import { describe, expect, it } from 'vitest';
import { FileBudgets } from '../../src/values/file-budgets.js';

describe('what the questions of files may cost', () => {
  it('leaves each file its own share when another has taken all that they share', () => {
    const budgets = new FileBudgets();
    const own = 13_000;
    budgets.charge('greedy.js', budgets.leftFor('greedy.js'));
    expect(budgets.leftFor('greedy.js')).toBe(0);
    expect(budgets.leftFor('modest.js')).toBe(own);
    budgets.charge('modest.js', own - 1);
    expect(budgets.leftFor('modest.js')).toBe(1);
  });

  it('charges what is shared only with what goes beyond the share of a file', () => {
    const budgets = new FileBudgets();
    const all = budgets.leftFor('a.js');
    for (let file = 0; file < 100; file += 1) budgets.charge(`modest${file}.js`, 1000);
    expect(budgets.leftFor('a.js')).toBe(all);
  });

  it('lets a file that is past its share take no more than all files share', () => {
    const budgets = new FileBudgets();
    const all = budgets.leftFor('a.js');
    budgets.charge('a.js', all + 500);
    expect(budgets.leftFor('a.js')).toBeLessThanOrEqual(0);
    expect(budgets.leftFor('b.js')).toBeLessThan(13_000);
    expect(budgets.leftFor('b.js')).toBeGreaterThan(0);
  });
});
