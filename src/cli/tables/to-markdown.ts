import { lifeOf, tableVersions, type TableRow } from '../../clever-api/table.js';
import { groupBy } from '../../model/group-by.js';
import { autoFixes, kinds } from './wording.js';

const OPENING = `# What replaces each endpoint

<!-- Written by \`npm run docs:mapping\` from the tables in src/clever-api; do not edit by hand. -->

This page lists every endpoint of Clever's API before v3, and what replaces it. \`/userinfo\` and the OAuth URLs have no version and stay as they are. \`clever-audit tables\` prints more details.
With \`--format json\`, it also prints the fields that moved and the source of each row.`;

/**
 * The table as a page of the documentation: a section for each kind of path, rows of equal content put together.
 *
 * @param rows of all versions that the page is about
 */
export function toMarkdown(rows: readonly TableRow[]): string {
  const sections = [...new Set(rows.map(sectionOf))].sort();
  const parts = sections.map((section) => {
    const lines = groupRows(rows.filter((row) => sectionOf(row) === section));
    return [`## ${section}`, '', '| path | versions | on v3 |', '| --- | --- | --- |', ...lines].join('\n');
  });
  return `${[OPENING, datesTable(), legend(rows), aroundLists(rows), ...parts].join('\n\n')}\n`;
}

function sectionOf({ path }: TableRow): string {
  return `/${path.split('/')[1] ?? ''}`;
}

function datesTable(): string {
  const lines = tableVersions.map((version) => {
    const life = lifeOf(version);
    const dates = [life?.published, life?.deprecated, life?.gone].map((date) => date ?? '–');
    return `| ${version} | ${dates.join(' | ')} |`;
  });
  return [
    '## Versions',
    '',
    '| version | published | deprecated | switched off |',
    '| --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

function legend(rows: readonly TableRow[]): string {
  const replaced = rows.filter(({ target }) => target !== null);
  const terms = new Set<string>(replaced.flatMap(({ kind, autoFix }) => [kind, autoFix]));
  const describe = (words: Readonly<Record<string, string>>): readonly string[] =>
    Object.entries(words)
      .filter(([name]) => terms.has(name))
      .map(([name, text]) => `- \`${name}\`: ${text}`);
  return [
    '## Terms in the tables',
    '',
    'In the tables, two words follow each replacement. The first word says what changes in the call:',
    '',
    ...describe(kinds),
    '',
    'The second word says when `--fix` changes the call. In every case, [other things](known-limits.md#what-holds-a-fix-back) can still hold the fix back, such as a sign-in token that v3 may refuse.',
    '',
    ...describe(autoFixes),
  ].join('\n');
}

/** What all lists of a version lost is said once. */
function aroundLists(rows: readonly TableRow[]): string {
  const lost = rows.flatMap(({ version, lostParts }) => lostParts.map((part) => ({ ...part, version })));
  const lines = [...groupBy(lost, ({ name }) => name)].map(([name, own]) => {
    const versions = [...new Set(own.map(({ version }) => version))].join(', ');
    return `- \`${name}\` (${versions}): ${own[0]?.instead ?? ''}`;
  });
  return ['v3 also removed these list fields, which are outside the records:', '', ...lines].join('\n');
}

/** Versions whose rows say the same of a path share a line. */
function groupRows(rows: readonly TableRow[]): readonly string[] {
  const versionsByLine = new Map<string, TableRow['version'][]>();
  for (const row of [...rows].sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0))) {
    // A column for the notes would leave them no room beside the paths.
    const cell = [targetOf(row), notesOf(row)].filter((text) => text !== '').join('<br>');
    const key = JSON.stringify([`\`${row.path}\``, cell]);
    versionsByLine.set(key, [...(versionsByLine.get(key) ?? []), row.version]);
  }
  return [...versionsByLine].map(([key, versions]) => {
    const [path = '', rest = ''] = JSON.parse(key) as readonly string[];
    return `| ${path} | ${versions.join(', ')} | ${rest} |`;
  });
}

function targetOf({ target, kind, autoFix }: TableRow): string {
  return target === null ? 'nothing' : `\`${target}\` (\`${kind}\`, \`${autoFix}\`)`;
}

function notesOf({ lostFields, lostParameters, instead, note, deprecated, version }: TableRow): string {
  const isOwnDate = deprecated !== (lifeOf(version)?.deprecated ?? null);
  const sentences = [
    ...(isOwnDate && deprecated !== null ? [`Deprecated ${deprecated}.`] : []),
    ...(lostFields.length === 0 ? [] : [`Removed fields: ${spelled(lostFields)}.`]),
    ...(lostParameters.length === 0 ? [] : [`Removed parameters: ${spelled(lostParameters.map(({ name }) => name))}.`]),
    ...(instead === null ? [] : [instead]),
    ...(note === null ? [] : [note]),
  ];
  // A pipe would end the cell.
  return sentences.join(' ').replaceAll('|', '\\|');
}

function spelled(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
