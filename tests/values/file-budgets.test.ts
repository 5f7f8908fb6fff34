import { describe, expect, it } from 'vitest';
import { FileBudgets } from '../../src/values/file-budgets.js';

const SHORT = 1000;

describe('what the questions of files may cost', () => {
  it('leaves each file its own share when another has taken all that they share', () => {
    const budgets = new FileBudgets(() => 0);
    budgets.charge('greedy.js', budgets.leftFor('greedy.js'));
    expect(budgets.leftFor('greedy.js')).toBe(0);
    expect(budgets.leftFor('modest.js')).toBe(SHORT);
    budgets.charge('modest.js', SHORT - 1);
    expect(budgets.leftFor('modest.js')).toBe(1);
  });

  it('gives a file more of its own the longer it is', () => {
    const budgets = new FileBudgets((file) => (file === 'long.js' ? 80_000 : 0));
    budgets.charge('greedy.js', budgets.leftFor('greedy.js'));
    expect(budgets.leftFor('long.js')).toBe(SHORT + 10_000);
  });

  it('charges what is shared only with what goes beyond the share of a file', () => {
    const budgets = new FileBudgets(() => 0);
    const all = budgets.leftFor('a.js');
    for (let file = 0; file < 100; file += 1) budgets.charge(`modest${file}.js`, SHORT);
    expect(budgets.leftFor('a.js')).toBe(all);
    budgets.charge('modest0.js', 5);
    expect(budgets.leftFor('a.js')).toBe(all - 5);
  });
});
