import type { AuditResult } from '../run/audit-result.js';
import { lineAt } from '../model/lines.js';
import { toDisplayPath } from '../reporters/places.js';
import { toPrintable } from '../reporters/printable.js';

/** As many lines of a stack say where an error came from. */
const STACK_LINES = 8;

/**
 * Tells of each error of this tool's own where it came: the file and line, the rule or step, and a short stack.
 *
 * @param cwd the absolute folder that paths are relative to
 * @returns lines for people, safe to print
 */
export function toDebugLines(result: AuditResult, cwd: string): readonly string[] {
  return (result.faults ?? []).flatMap(({ file, span, step, error }) => {
    const line = span ? `:${lineAt(result.textOf(file), span.start)}` : '';
    const stack = error instanceof Error ? (error.stack ?? String(error)) : String(error);
    const lines = stack.split('\n').slice(0, STACK_LINES);
    return [`debug: ${toDisplayPath(result.root, file, cwd)}${line}: ${step}`, ...lines.map((each) => `  ${each}`)].map(
      toPrintable,
    );
  });
}
