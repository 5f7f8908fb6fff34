import type { Edit, FindingEndpoint, Severity } from '../model/finding.js';
import type { Suppression } from '../model/suppression.js';
import type { Confidence } from '../model/confidence.js';

// The published form of a report, as `docs/findings.schema.json` describes it.

/** A place in a report. */
export interface JsonPoint {
  /** Relative to the working directory, with forward slashes. */
  readonly file: string;
  /** From 1, as is the column. */
  readonly line: number;
  readonly column: number;
}

/** A place that was not judged, and why. */
export interface JsonRemark extends JsonPoint {
  readonly reason: string;
}

/** A place that has to do with a finding. */
export interface JsonStep extends JsonPoint {
  readonly message: string;
}

/** Edits that belong together. */
export interface JsonChange {
  readonly description: string;
  /** Its number, where the edits stand at the first finding that carries the change alone. */
  readonly change?: number;
  readonly edits: readonly Edit[];
}

/** One thing that must change. */
export interface JsonFinding extends JsonPoint {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly endLine: number;
  readonly endColumn: number;
  readonly endpoint: FindingEndpoint | null;
  readonly related: readonly JsonStep[];
  readonly trail: readonly JsonStep[];
  readonly calls: readonly (JsonPoint & { readonly endpoint: FindingEndpoint; readonly obstacle: string | null })[];
  readonly fix: JsonChange | null;
  readonly suggestions: readonly JsonChange[];
  readonly suppressed: Suppression | null;
  readonly refusal?: string;
  readonly fingerprint: string;
}

/** Numbers of a report. */
export interface JsonSummary {
  readonly files: number;
  readonly analysed: number;
  readonly asText: number;
  readonly skipped: number;
  readonly unrelated: number;
  readonly unresolved: number;
  readonly suppressed: number;
  readonly findings: number;
  readonly errors: number;
  readonly warnings: number;
  readonly fixable: number;
  readonly durationMs: number;
}

/** A report of `--format json`. */
export interface JsonReport {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'clever-audit'; readonly version: string };
  readonly target: 'v3.0' | 'v3.1';
  readonly preset?: 'strict';
  readonly shard?: { readonly index: number; readonly count: number; readonly run: string };
  readonly summary: JsonSummary;
  readonly findings: readonly JsonFinding[];
  readonly unresolved: readonly JsonRemark[];
  readonly unknownIds?: readonly JsonPoint[];
  readonly suppressionFaults?: readonly JsonRemark[];
  readonly staleMarks?: readonly JsonRemark[];
  readonly skipped: readonly { readonly file: string; readonly reason: string; readonly bytes: number }[];
}
