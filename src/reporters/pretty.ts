import path from 'node:path';

import picocolors from 'picocolors';

import type { Finding } from '../model/finding.js';
import { findingsOf, toBlocks, type Block } from './blocks.js';
import { changesOf, keyOfChange, writtenBy } from './changes.js';
import { describeBlock, type Offers } from './describe-block.js';
import { toClosingLine, toHeadline } from './headline.js';
import { usableWidth, wrap, wrapBehind } from './layout.js';
import { listFindings } from './listing.js';
import { nextSteps } from './next-command.js';
import { sortFindings } from './order.js';
import { createPlaces } from './places.js';
import { toRemarks } from './remarks.js';
import type { Report, RulePages } from './report.js';
import { count, summariseEmpty } from './summary.js';
import { toTotals } from './totals.js';

/**
 * The report for people. It begins and ends with what matters most, and shows between them one block for each thing that
 * has to be done.
 *
 * @param report the result, where it is read from, and how much of it is wanted
 * @returns text for a terminal
 */
export function pretty(report: Report): string {
  const { result, columns, cwd } = report;
  const width = usableWidth(columns);
  // Only a terminal needs a sentence in several lines; a log is searched by line.
  const sentence = (text: string): string => (columns === undefined ? text : wrap(text, width).join('\n'));
  const hasFindings = result.findings.length > 0;
  const remarks = toRemarks(report, width);
  if (!hasFindings && remarks.length === 0) return sentence(summariseEmpty(result));
  return [
    sentence(toHeadline(result)),
    ...(hasFindings ? toBody(report, width) : []),
    ...remarks,
    ...(report.pages && !report.view?.summary ? toPages(shownFindings(report), report.pages, cwd) : []),
    ...toNext(report, width),
    sentence(toClosingLine(result)),
  ].join('\n\n');
}

function toBody(report: Report, width: number): readonly string[] {
  const { result, cwd, view = {} } = report;
  const places = createPlaces(result, cwd);
  const colours = picocolors.createColors(report.colours);
  const findings = sortFindings({ ...result, findings: shownFindings(report) }, places);
  const hidden = view.quiet ? shownFindings({ ...report, view: {} }).length - findings.length : 0;
  if (view.summary) return [toTotals(result.findings)];
  const canvas = {
    places,
    colours,
    coloured: report.colours,
    width,
    isTerminal: report.columns !== undefined,
    verbose: view.verbose ?? false,
    target: result.target,
  };
  const blocks = toBlocks(findings);
  const offers = toOffers(blocks);
  const shown =
    view.groupBy === 'file' || view.groupBy === 'rule'
      ? listFindings(findings, view.groupBy, canvas)
      : blocks.map((block) => describeBlock(block, offers, canvas));
  return hidden > 0 ? [...shown, `--quiet hides ${count(hidden, 'finding')} below severity error.`] : shown;
}

/** Which block carries a change: one that begins with it, or else the first; the others refer to it. */
function toOffers(blocks: readonly Block[]): Offers {
  const carriedBy = (findings: (block: Block) => readonly Finding[]) =>
    blocks.flatMap((block) =>
      findings(block)
        .flatMap(changesOf)
        .map((change) => [keyOfChange(change), block] as const),
    );
  const carriers = new Map([...carriedBy(findingsOf).toReversed(), ...carriedBy(({ head }) => [head]).toReversed()]);
  return { carriers, ofHeads: writtenBy(blocks.flatMap(({ head }) => changesOf(head).slice(0, 1))) };
}

/** Calls that could not be resolved have a section of their own, which is never left out. */
function shownFindings({ result, view }: Report): readonly Finding[] {
  const findings = result.findings.filter(({ topic }) => topic !== 'unresolved call');
  return view?.quiet ? findings.filter(({ severity }) => severity === 'error') : findings;
}

/** What to type next: a line, or a numbered list where there is more than one thing to do; nothing where there is none. */
function toNext(report: Report, width: number): readonly string[] {
  const steps = nextSteps(report).map(({ command, does }) => (command === null ? does : `${command}  # ${does}`));
  if (steps.length < 2) return steps.map((step) => wrapBehind('Next: ', step, width, 6).join('\n'));
  return [['Next:', ...steps.flatMap((step, index) => wrapBehind(`  ${index + 1}. `, step, width, 5))].join('\n')];
}

/** The page of each rule, once; nothing where no finding is shown. */
function toPages(findings: readonly Finding[], pages: RulePages, cwd: string): readonly string[] {
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  if (rules.length === 0) return [];
  return [['More about each rule:', ...rules.map((rule) => `  ${toReadable(pages.pathOf(rule), cwd)}`)].join('\n')];
}

/** A path that the reader can open: short where it lies in the folder at hand. */
function toReadable(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative.replaceAll(path.sep, '/');
}
