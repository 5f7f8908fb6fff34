import { Command, Option } from 'commander';
import { UsageError } from '../errors.js';
import { helpAskedFor } from '../read-words.js';

/** What `attest` was asked for. */
export interface AttestRequest {
  readonly kind: 'attest';
  /** As typed; empty for the folder at hand. */
  readonly paths: readonly string[];
  readonly preset: 'recommended' | 'strict' | null;
  readonly target: 'v3.0' | 'v3.1' | null;
  /** The statement to check, as typed; null to make one. */
  readonly verify: string | null;
}

/**
 * Reads the words behind `attest`.
 *
 * @throws UsageError for an unknown option, or a wrong value
 */
export function parseAttestLine(
  words: readonly string[],
): AttestRequest | { readonly kind: 'text'; readonly text: string } {
  const command = defineAttest();
  const text = helpAskedFor(command, words);
  if (text !== null) return { kind: 'text', text };
  const {
    preset = null,
    target = null,
    verify = null,
  } = command.opts<Partial<Omit<AttestRequest, 'kind' | 'paths'>>>();
  if (verify !== null && (command.args.length > 0 || preset !== null || target !== null)) {
    throw new UsageError("option '--verify' takes the paths and options from the statement; give no others");
  }
  return { kind: 'attest', paths: command.args, preset, target, verify };
}

/** The command with its options. */
export function defineAttest(): Command {
  return new Command('clever-audit attest')
    .description(
      'Prints a statement for an auditor: this code does not use API v1 or the unversioned /me. Prints no statement while something is left to do.',
    )
    .argument('[paths...]', 'files and folders to cover (default: the current folder)')
    .addOption(new Option('--preset <name>', 'set of rules').choices(['recommended', 'strict']))
    .addOption(new Option('--target <version>', 'version to move to').choices(['v3.0', 'v3.1']))
    .option('--verify <file>', 'check that a statement is still valid')
    .helpOption('-h, --help', 'print this help')
    .addHelpText(
      'after',
      `
Examples:
  clever-audit attest > ../attestation.json
  clever-audit attest --verify ../attestation.json

A statement covers every file that git does not ignore. So write it outside
the project, or to a file that git ignores. Otherwise, it would have to cover
its own file, and attest refuses to print it.`,
    );
}
