import { countSeverities } from './headline.js';
import { wrapBehind } from './layout.js';
import { createPlaces } from './places.js';
import { toPrintable } from './printable.js';
import type { Report } from './report.js';
import { settlers } from './unresolved-calls.js';
import { joinWords } from '../model/words.js';

const mostIds = 10;

/** How many comments are named that say what is still to do. */
const mostDecisions = 5;

/**
 * What a run has to say beside its findings: calls that could not be resolved, files that were skipped, and the like.
 *
 * @param report the result and where it is read from
 * @param width columns that a line may take
 * @returns sections of several lines each
 */
export function toRemarks({ result, cwd }: Report, width: number): readonly string[] {
  const counted = countSeverities(result.findings.filter(({ topic }) => topic === 'unresolved call'));
  const number = counted.length > 0 ? ` (${joinWords(counted)})` : '';
  const places = createPlaces(result, cwd);
  const line = (place: string, reason: string): string =>
    wrapBehind('  ', `${place}  ${toPrintable(reason)}`, width, 4).join('\n');
  const settlerOf = settlers(result);
  const unresolved = result.unresolved.map((call) => {
    const settler = settlerOf(call);
    const settled = settler ? `; the suggestion at ${places.headerOf(settler.span)} changes this call` : '';
    return line(places.headerOf(call.span), `${call.reason}${settled}`);
  });
  const skipped = result.skipped.map(({ file, reason }) => line(toPrintable(places.fileOf(file)), reason));
  const stale = result.staleMarks.map(({ span, reason }) => line(places.headerOf(span), reason));
  const decisions = (result.openDecisions ?? []).map((span) => `  ${places.headerOf(span)}`);
  const unknown = result.unknownIds.map((span) => `  ${places.headerOf(span)}`);
  const faults = result.suppressionFaults.map(({ span, reason }) => line(places.headerOf(span), reason));
  return [
    ...toSection('Suppressions that are not valid:', faults),
    ...toSection(`Calls that could not be resolved${number}, with what is missing:`, unresolved),
    ...toSection(
      `Ids that look like Clever's but are not in the migration CSV (${unknown.length}):`,
      toSample(unknown, mostIds),
    ),
    ...toSection(
      `Comments that say what earlier suggestions left to do (${decisions.length}); remove each when it is done:`,
      toSample(decisions, mostDecisions),
    ),
    ...toSection('Outdated comments from --mark:', stale),
    ...toSection('Files that were skipped:', skipped),
  ];
}

/** A seed file can hold thousands. */
function toSample(lines: readonly string[], most: number): readonly string[] {
  const hidden = lines.length - most;
  return hidden > 0 ? [...lines.slice(0, most), `  and ${hidden} more`] : lines;
}

function toSection(title: string, lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? [[title, ...lines].join('\n')] : [];
}
