import { Command, InvalidArgumentError, Option } from 'commander';
import { helpAskedFor } from '../read-words.js';

/** What `sandbox` was asked for: a sandbox, or its help. */
export type SandboxLine =
  { readonly kind: 'sandbox'; readonly options: SandboxOptions } | { readonly kind: 'text'; readonly text: string };

/** How a sandbox is started. */
export interface SandboxOptions {
  readonly port: number;
  /** How v1 answers; null for as before. */
  readonly retired: '410' | '404' | 'html' | null;
  /** Whether the requests are compared with an audit of the folder at hand. */
  readonly report: boolean;
  /** The program to run in it; empty to wait until it is stopped. */
  readonly command: readonly string[];
}

/**
 * Reads the words behind `sandbox`.
 *
 * @param usualPort the port where none is asked for
 * @throws UsageError for an unknown option or a wrong value
 */
export function parseSandboxLine(words: readonly string[], usualPort: number): SandboxLine {
  const command = defineSandbox(usualPort);
  const text = helpAskedFor(command, words);
  if (text !== null) return { kind: 'text', text };
  const {
    port,
    retired = null,
    report = false,
  } = command.opts<
    Partial<Pick<SandboxOptions, 'port' | 'report'>> & { readonly retired?: SandboxOptions['retired'] | true }
  >();
  const hasProgram = command.args.length > 0;
  return {
    kind: 'sandbox',
    options: {
      port: port ?? (hasProgram ? 0 : usualPort),
      retired: retired === true ? '410' : retired,
      report,
      command: command.args,
    },
  };
}

/**
 * The command with its options.
 *
 * @param usualPort the port where none is asked for
 */
export function defineSandbox(usualPort: number): Command {
  return new Command('clever-audit sandbox')
    .description(
      'Runs a local stand-in for Clever to test against. It can also run your program and answer its requests to Clever.',
    )
    .argument('[command...]', 'after `--`: your program; without it, the sandbox runs until Ctrl+C')
    .option('--port <n>', `port to listen on (default: ${usualPort}; with a program, a free one)`, toPort)
    .addOption(
      new Option(
        '--retired [how]',
        'switch off v1 and the unversioned /me, and choose how requests to them are answered (default: 410)',
      ).choices(['410', '404', 'html']),
    )
    .option('--report', 'compare the requests with an audit of this folder')
    .helpOption('-h, --help', 'print this help');
}

function toPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('It must be a port, 0 to 65535.');
  return port;
}
