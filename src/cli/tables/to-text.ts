import { lifeOf, type TableRow } from '../../clever-api/table.js';
import { spellDate } from '../../clever-api/timeline.js';
import type { LifeRow, MappedVersion } from '../../clever-api/types.js';
import { autoFixes, forms, kinds, tokens } from './wording.js';

/**
 * The table for people at a terminal: a block for each version, in it one for each endpoint.
 *
 * @param rows by version
 */
export function toText(rows: readonly TableRow[]): string {
  const versions = [...new Set(rows.map(({ version }) => version))];
  const blocks = versions.flatMap((version) => [
    headerOf(version),
    ...rows.filter((row) => row.version === version).map((row) => describeRow(row).join('\n')),
  ]);
  return `${blocks.join('\n\n')}\n`;
}

function headerOf(version: MappedVersion): string {
  const name = version === 'unversioned' ? 'Without a version' : `API ${version}`;
  const life = lifeOf(version);
  return life === null ? name : [name, ...datesOf(life)].join(', ');
}

/** Clever names no date for some of them. */
function datesOf({ published, deprecated, gone }: LifeRow): readonly string[] {
  return [
    ...(published === null ? [] : [`published ${spellDate(published)}`]),
    ...(deprecated === null ? [] : [`deprecated ${spellDate(deprecated)}`]),
    ...(gone === null ? [] : [`switched off ${spellDate(gone)}`]),
  ];
}

function describeRow(row: TableRow): readonly string[] {
  const { method, path, target, version, insteadTargets, lostFields, lostParameters, valueChanges } = row;
  const own = version === 'unversioned' ? path : `/${version}${path}`;
  const changed = Object.entries(valueChanges).map(([field, value]) => `${field}: ${value}`);
  return [
    `${method} ${own}  ->  ${target ?? 'nothing'}`,
    `  change: ${kinds[row.kind]}`,
    `  fix: ${target === null ? 'none' : autoFixes[row.autoFix]}`,
    ...(row.deprecated === lifeOf(version)?.deprecated || row.deprecated === null
      ? []
      : [`  deprecated: ${spellDate(row.deprecated)}`]),
    ...(row.was === row.now || row.now === null ? [] : [`  answer: ${forms[row.was]} before, ${forms[row.now]} now`]),
    ...(row.ssoToken === null ? [] : [`  sign-in token: ${tokens[row.ssoToken]}`]),
    ...listed('removed fields', lostFields),
    ...listed(
      'removed parameters',
      lostParameters.map(({ name, instead }) => (instead === null ? name : `${name} (${instead})`)),
    ),
    ...listed(
      'removed list fields',
      row.lostParts.map(({ name, instead }) => `${name} (${instead})`),
    ),
    ...listed('other values', changed),
    ...(row.instead === null ? [] : [`  instead: ${row.instead}`]),
    ...listed('see', insteadTargets),
    ...(row.note === null ? [] : [`  note: ${row.note}`]),
  ];
}

function listed(what: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`  ${what}: ${names.join(', ')}`];
}
