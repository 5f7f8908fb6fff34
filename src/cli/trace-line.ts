import { Command, Option } from 'commander';
import type { AuditOptions } from '../run/audit-result.js';
import type { TracePlace } from '../run/trace.js';
import { UsageError } from './errors.js';
import { helpAskedFor } from './read-words.js';

/** What `trace` was asked for: a place, or its help. */
export type TraceLine =
  | {
      readonly kind: 'trace';
      readonly place: TracePlace;
      readonly format: 'pretty' | 'json';
      /** As given; the rest is the configuration's. */
      readonly options: Pick<AuditOptions, 'preset' | 'target'>;
    }
  | { readonly kind: 'text'; readonly text: string };

interface Options extends Pick<AuditOptions, 'preset' | 'target'> {
  readonly format: 'pretty' | 'json';
}

/**
 * Reads the words behind `trace`.
 *
 * @throws UsageError for an unknown option, a wrong value, and words that name no place
 */
export function parseTraceLine(words: readonly string[]): TraceLine {
  const command = defineTrace();
  const text = helpAskedFor(command, words);
  if (text !== null) return { kind: 'text', text };
  const { format, ...options } = command.opts<Options>();
  return { kind: 'trace', place: toPlace(command.args[0] ?? ''), format, options };
}

function toPlace(word: string): TracePlace {
  const [, file = '', line = '0', column] = /^(.+?):(\d+)(?::(\d+))?$/.exec(word) ?? [];
  if (file === '' || Number(line) < 1 || column === '0') {
    throw new UsageError(`trace needs a place, file:line or file:line:column, not '${word}'`);
  }
  return { file, line: Number(line), column: column === undefined ? null : Number(column) };
}

/** The command with its options. */
export function defineTrace(): Command {
  return new Command('clever-audit trace')
    .description('Shows how the URL of a call is computed, and what the code does with its answer.')
    .argument('<place>', 'file:line or file:line:column, such as src/sso.ts:12')
    .addOption(new Option('--format <name>', 'format of the report').choices(['pretty', 'json']).default('pretty'))
    .addOption(new Option('--preset <name>', 'set of rules').choices(['recommended', 'strict']))
    .addOption(new Option('--target <version>', 'version to move to').choices(['v3.0', 'v3.1']))
    .helpOption('-h, --help', 'print this help')
    .allowExcessArguments(false);
}
