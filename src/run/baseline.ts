import { BASELINE_NAME } from '../discover/baseline-name.js';
import { KnownError } from '../discover/errors.js';
import { isJsonObject, parseJson } from '../discover/loose-json.js';
import type { Finding, Unresolved } from '../model/finding.js';
import type { SuppressedFinding } from '../model/suppression.js';

/** A finding that was accepted when the baseline was written. */
export interface BaselineEntry {
  /** Relative to the root of the project. */
  readonly file: string;
  /** With its prefix. */
  readonly rule: string;
  readonly fingerprint: string;
}

/** The findings that a project has accepted. */
export interface Baseline {
  /** Where they are written, relative to the root of the project. */
  readonly file: string;
  /** What the file says; empty for none. */
  readonly text: string;
  readonly entries: readonly BaselineEntry[];
}

/** Where a baseline is read from. */
export interface BaselineSource {
  /** The path that the configuration names; null for the usual one. */
  readonly name: string | null;
  /** The text of a file; null where there is none. */
  readonly textOf: (file: string) => string | null;
}

/**
 * Reads the baseline of a project.
 *
 * @returns one without entries where there is no such file
 * @throws KnownError for a file that is none
 */
export function readBaseline({ name, textOf }: BaselineSource): Baseline {
  const file = name ?? BASELINE_NAME;
  const text = textOf(file) ?? '';
  return { file, text, entries: text === '' ? [] : parseEntries(file, text) };
}

/** Whether a text is a baseline. */
export function isBaseline(text: string): boolean {
  return entriesIn(text) !== null;
}

function parseEntries(file: string, text: string): readonly BaselineEntry[] {
  const entries = entriesIn(text);
  if (entries === null) {
    throw new KnownError(`${file} is not a baseline; delete it, then write a new one with 'clever-audit baseline'`);
  }
  return entries;
}

function entriesIn(text: string): readonly BaselineEntry[] | null {
  const content = parseJson(text);
  const findings = isJsonObject(content) ? content['findings'] : undefined;
  return Array.isArray(findings) && findings.every(isEntry) ? findings : null;
}

function isEntry(value: unknown): value is BaselineEntry {
  return isJsonObject(value) && ['file', 'rule', 'fingerprint'].every((key) => typeof value[key] === 'string');
}

/** Puts accepted findings into the form of the file: one line for each, so that two branches seldom meet in one. */
export function printBaseline(entries: readonly BaselineEntry[]): string {
  const keyOf = ({ file, rule, fingerprint }: BaselineEntry): string => `${file}\n${rule}\n${fingerprint}`;
  const sorted = [...entries].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  const lines = sorted.map(({ file, rule, fingerprint }) => `    ${JSON.stringify({ file, rule, fingerprint })}`);
  return `{\n  "schemaVersion": 1,\n  "findings": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/** What a baseline makes of findings. */
export interface Accepted {
  readonly open: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/** Takes the findings apart by whether the baseline holds them. */
export function accept(findings: readonly Finding[], { file, entries }: Baseline): Accepted {
  if (entries.length === 0) return { open: findings, suppressed: [] };
  const accepted = new Set(entries.map(({ fingerprint }) => fingerprint));
  const suppression = { by: 'baseline', reason: `accepted in ${file}`, until: null } as const;
  return {
    open: findings.filter(({ fingerprint }) => !accepted.has(fingerprint)),
    suppressed: findings
      .filter(({ fingerprint }) => accepted.has(fingerprint))
      .map((finding) => ({ ...finding, suppression })),
  };
}

/**
 * The entries whose finding is gone.
 *
 * @param findings all findings of the project
 * @param canTell whether a finding of an entry's rule in its file would have been seen
 */
export function staleEntries(
  { entries }: Baseline,
  findings: readonly Finding[],
  canTell: (entry: BaselineEntry) => boolean,
): readonly BaselineEntry[] {
  const present = new Set(findings.map(({ fingerprint }) => fingerprint));
  return entries.filter((entry) => !present.has(entry.fingerprint) && canTell(entry));
}

/** Says which entries of a baseline are stale, and where in its file they stand. */
export function faultsOfBaseline({ file, text }: Baseline, stale: readonly BaselineEntry[]): readonly Unresolved[] {
  return stale.map((entry) => {
    const start = Math.max(text.indexOf(`"${entry.fingerprint}"`), 0);
    return {
      span: { file, start, end: Math.min(start + entry.fingerprint.length + 2, text.length) },
      reason: `this finding of ${entry.rule} in ${entry.file} is gone; run clever-audit baseline --prune`,
    };
  });
}
