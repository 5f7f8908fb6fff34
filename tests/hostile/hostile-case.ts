/** What files hold, by path; a text of many megabytes is made when its case runs, and not before. */
export type Contents = Readonly<Record<string, string | Buffer>>;

/**
 * What the report must say of a hostile file, so that it is not lost without a word: a finding or an unresolved call in
 * it (`found`), the reason for which it was skipped, or, where silence is right, nothing (`read`): it was analysed,
 * searched, or has nothing to do with Clever.
 */
export type Account = 'found' | 'read' | { readonly skipped: RegExp };

/**
 * An input that tries to end the run, or to lose what stands beside it.
 *
 * Every case gets a healthy program with a finding in the folder that is audited. What must hold is the same for all: the
 * command ends by itself, in bounds, finds the healthy finding, and accounts for every file.
 */
export interface HostileCase {
  /** The situation, in a few words. */
  readonly name: string;
  readonly files?: () => Contents;
  /** Makes what no text is: pipes, links, modes. Only where the system is POSIX. */
  readonly arrange?: (folder: string) => void;
  /** What the report says of files, by their path from the folder that is audited. */
  readonly accounts: Readonly<Record<string, Account>>;
  /** Files that may be skipped, with whatever reason, or not. */
  readonly maySkip?: readonly string[];
  /** The folder that is audited, and where the command runs; the whole case if not given. */
  readonly folder?: string;
  /** What stands behind the command, `.` if not given. */
  readonly paths?: readonly string[];
  /** Where the run must be refused, since the user's own settings are broken: what the one line on stderr says. */
  readonly refused?: RegExp;
  /** Takes more than a few seconds, so it runs under `npm run test:hostile` only. */
  readonly isSlow?: boolean;
}
