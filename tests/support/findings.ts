import type { AuditResult } from '../../src/run/audit-result.js';
import type { Edit, Finding } from '../../src/model/finding.js';
import type { Span } from '../../src/model/spans.js';

/** Texts of a project that exists only in a test, by path from its root. */
export type Texts = Readonly<Record<string, string>>;

/**
 * Finds the first place where a text is written.
 *
 * @param texts the project
 * @param file the file to look in
 * @param needle the text, which must be there
 * @returns its span
 */
export function spanOf(texts: Texts, file: string, needle: string): Span {
  const start = (texts[file] ?? '').indexOf(needle);
  if (start < 0) throw new Error(`${file} does not hold ${needle}`);
  return { file, start, end: start + needle.length };
}

/**
 * An edit that replaces the first place where a text is written.
 *
 * @returns the edit
 */
export function editOf(texts: Texts, file: string, needle: string, text: string): Edit {
  return { ...spanOf(texts, file, needle), text };
}

/**
 * A finding as the engine would give it.
 *
 * @param span its place
 * @param parts what matters to the test
 * @returns the finding
 */
export function findingAt(span: Span, parts: Partial<Finding> = {}): Finding {
  return {
    rule: 'clever/no-unversioned-me',
    topic: 'call',
    severity: 'error',
    confidence: 'certain',
    message: 'Clever deprecated the unversioned `/me`.',
    brief: null,
    span,
    calls: [],
    endpoint: { method: 'GET', version: null, path: '/me', target: '/v3.0/me' },
    related: [],
    fix: null,
    suggestions: [],
    refusal: null,
    fingerprint: `${span.file}#${span.start}`,
    ...parts,
  };
}

/**
 * The result of a run over a project that exists only in a test.
 *
 * @param texts the project
 * @param parts what matters to the test
 * @returns the result
 */
export function resultOf(texts: Texts, parts: Partial<AuditResult> = {}): AuditResult {
  const files = Object.keys(texts).length;
  return {
    root: '/project',
    target: 'v3.0',
    preset: 'recommended',
    files,
    analysed: files,
    asText: 0,
    unrelated: 0,
    ledger: new Map(Object.keys(texts).map((file) => [file, 'analysed'])),
    analysedFiles: Object.keys(texts),
    configured: { files: [], words: [] },
    findings: [],
    asked: [],
    suppressed: [],
    suppressionFaults: [],
    baseline: { file: 'clever-audit-baseline.json', text: '', entries: [], stale: [] },
    unresolved: [],
    skipped: [],
    unknownIds: [],
    staleMarks: [],
    refuted: [],
    durationMs: 12,
    laps: [],
    isRead: (file) => texts[file] !== undefined,
    hasByteOrderMark: () => false,
    commentLineOf: () => null,
    textOf(file) {
      const text = texts[file];
      if (text === undefined) throw new Error(`${file} was not read`);
      return text;
    },
    ...parts,
  };
}
