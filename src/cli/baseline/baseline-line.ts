import { Command, Option } from 'commander';
import { helpAskedFor } from '../read-words.js';

/** What `baseline` was asked for. */
export interface BaselineRequest {
  readonly kind: 'baseline';
  /** Whether entries are only taken away. */
  readonly prune: boolean;
  /** Null leaves it to the configuration. */
  readonly preset: 'recommended' | 'strict' | null;
}

/**
 * Reads the words behind `baseline`.
 *
 * @throws UsageError for an unknown option, or a wrong value
 */
export function parseBaselineLine(
  words: readonly string[],
): BaselineRequest | { readonly kind: 'text'; readonly text: string } {
  const command = defineBaseline();
  const text = helpAskedFor(command, words);
  if (text !== null) return { kind: 'text', text };
  const { prune = false, preset = null } = command.opts<{
    readonly prune?: boolean;
    readonly preset?: BaselineRequest['preset'];
  }>();
  return { kind: 'baseline', prune, preset };
}

/** The command with its options. */
export function defineBaseline(): Command {
  return new Command('clever-audit baseline')
    .description('Accepts the current findings, so that later runs report only new ones.')
    .option('--prune', 'remove the entries whose findings are gone, and add none')
    .addOption(
      new Option('--preset <name>', 'set of rules (default: from the configuration, or "recommended")').choices([
        'recommended',
        'strict',
      ]),
    )
    .helpOption('-h, --help', 'print this help')
    .allowExcessArguments(false);
}
