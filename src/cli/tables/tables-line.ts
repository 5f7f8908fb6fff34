import { Command, Option } from 'commander';
import { helpAskedFor } from '../read-words.js';

/** What `tables` was asked for. */
export interface TablesRequest {
  readonly kind: 'tables';
  readonly format: 'pretty' | 'json' | 'markdown';
  /** As typed; null for all. */
  readonly version: string | null;
  readonly path: string | null;
  readonly target: 'v3.0' | 'v3.1';
}

/** The tables, or the help. */
export type TablesLine = TablesRequest | { readonly kind: 'text'; readonly text: string };

/**
 * Reads the words behind `tables`.
 *
 * @throws UsageError for an unknown option, or a wrong value
 */
export function parseTablesLine(words: readonly string[]): TablesLine {
  const command = defineTables();
  const text = helpAskedFor(command, words);
  if (text !== null) return { kind: 'text', text };
  const {
    version = null,
    path = null,
    format,
    target,
  } = command.opts<Pick<TablesRequest, 'format' | 'target'> & { readonly version?: string; readonly path?: string }>();
  return { kind: 'tables', format, version, path, target };
}

/** The command with its options. */
export function defineTables(): Command {
  return new Command('clever-audit tables')
    .description("Prints what replaces each endpoint of Clever's API before v3, and the dates of each version.")
    .option('--version <version>', 'only this version: v1.1, v1.2, v2.0, v2.1 or unversioned')
    .option('--path <path>', 'only this path, such as /students, and the paths below it')
    .addOption(
      new Option('--format <name>', 'format of the table').choices(['pretty', 'json', 'markdown']).default('pretty'),
    )
    .addOption(new Option('--target <version>', 'version to move to').choices(['v3.0', 'v3.1']).default('v3.0'))
    .helpOption('-h, --help', 'print this help')
    .allowExcessArguments(false);
}
