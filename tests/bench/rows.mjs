// What the table of docs/benchmarks.md says of each target.

/**
 * @typedef {import('./measure.mjs').Cost} Cost
 *
 * @param {ReadonlyMap<string, Cost>} costs the medians, by name
 * @param {{ memory: number, edited: number, editedOther: number }} others megabytes, and milliseconds
 * @returns {readonly (readonly string[])[]} the cells of each row
 */
export function toRows(costs, { memory, edited, editedOther }) {
  const cpu = (name) => costs.get(name)?.cpu ?? NaN;
  const wall = (name) => costs.get(name)?.wall ?? NaN;
  const most = (tree, what, value, base, limit, of) => {
    const ratio = value / base;
    const met = Number.isNaN(ratio) ? 'not measured' : ratio <= limit ? 'yes' : 'no';
    return [tree, what, value.toFixed(0), `${limit} × ${of} (${base.toFixed(0)})`, ratio.toFixed(2), met];
  };
  const below = (tree, what, value, limit, unit) => [
    tree,
    what,
    value.toFixed(0),
    `${limit} ${unit}`,
    '',
    value <= limit ? 'yes' : 'no',
  ];
  const more = (size) => cpu(`${size} with 12`) - cpu(size);
  const own = (size) => cpu(size) - cpu('node');
  const noPlugin = cpu('eslint');
  return [
    most('2,500 files', 'clever-audit', cpu('small'), cpu('node'), 2.5, 'empty Node'),
    most('2,500 files', 'clever-audit, wall', wall('small'), wall('small oxlint'), 1, 'oxlint without rules, wall'),
    ['2,500 files', 'rg -il clever', cpu('small rg').toFixed(0), '', '', ''],
    ['2,500 files', 'ast-grep', cpu('small ast-grep').toFixed(0), '', '', ''],
    most('with 12', 'clever-audit', cpu('small with 12'), cpu('small with 12 oxlint'), 2.5, 'oxlint without rules'),
    most('with 12', 'clever-audit', cpu('small with 12'), cpu('eslint with plugin'), 0.05, 'ESLint with this plugin'),
    most('25,000 files', 'clever-audit', cpu('large'), cpu('large rg'), 5, 'rg -il clever'),
    most(
      '25,000 files',
      'clever-audit, minus empty Node',
      own('large'),
      own('small'),
      11,
      '2,500 files, minus empty Node',
    ),
    ['25,000 files', 'oxlint without rules', cpu('large oxlint').toFixed(0), '', '', ''],
    most('25,000 with 12', 'extra time for the 12 files', more('large'), more('small'), 1.2, 'the same at 2,500'),
    most('25,000, one staged', '--staged', cpu('one staged'), cpu('large'), 1.5, 'without --staged'),
    most(
      '25,000, nothing staged',
      '--staged',
      cpu('nothing staged'),
      cpu('git diff --cached') + cpu('node'),
      2,
      '(git diff --cached + Node)',
    ),
    most('1,000 that use Clever', 'clever-audit', cpu('1000 clients'), cpu('500 clients'), 2.2, '500 of them'),
    below('1,000 that use Clever', 'peak memory, MB', memory, 1200, 'MB'),
    most('ESLint, with 12', 'plugin on', cpu('eslint with plugin'), noPlugin, 1.05, 'plugin off'),
    below('ESLint, with 12', 'relint an edited file that uses Clever, wall', edited, 100, 'ms'),
    below('ESLint, with 12', 'relint any other edited file, wall', editedOther, 100, 'ms'),
  ];
}
