import { kindOf } from '../../discover/file-kind.js';
import type { Finding } from '../../model/finding.js';
import { findingsOf, toBlocks, type Block } from '../blocks.js';
import { changesOf, keyOfChange } from '../changes.js';
import { groupBy } from '../../model/group-by.js';
import { sortFindings } from '../order.js';
import { createPlaces, type Places } from '../places.js';
import { toPlan, type PlanStep } from '../plan.js';
import { remedyOf, type Remedy } from '../remedy.js';
import type { Report } from '../report.js';
import type { MappedFile } from './code-map.js';

/** A block of the report, with what the page asks of it. */
export interface Card {
  /** The anchor under which it can be reached: `call-1`. */
  readonly id: string;
  readonly block: Block;
  readonly remedy: Remedy;
  /** Who owns the file that it begins in. */
  readonly owners: readonly string[];
}

/** All that the parts of the page are made of. */
export interface Subject {
  readonly report: Report;
  readonly places: Places;
  /** Those of the report, without calls that could not be resolved, which have a part of their own. */
  readonly findings: readonly Finding[];
  readonly cards: readonly Card[];
  readonly plan: readonly PlanStep[];
  /** The card of a finding. */
  readonly cardOf: (finding: Finding) => Card | undefined;
  /** The first card that offers a change, by the key of the change. */
  readonly carriers: ReadonlyMap<string, Card>;
  readonly files: readonly MappedFile[];
}

/**
 * Prepares what the page shows.
 *
 * @param report the result and where it is read from
 */
export function toSubject(report: Report): Subject {
  const { result, cwd, ownersOf = () => [] } = report;
  const places = createPlaces(result, cwd);
  const findings = sortFindings(result, places).filter(({ topic }) => topic !== 'unresolved call');
  const cards = toBlocks(findings).map((block, index) => ({
    id: `call-${index + 1}`,
    block,
    remedy: remedyOf(block.head),
    owners: ownersOf(block.head.span.file),
  }));
  const byFinding = new Map(cards.flatMap((card) => findingsOf(card.block).map((finding) => [finding, card] as const)));
  const carriers = new Map(
    cards
      .flatMap((card) =>
        findingsOf(card.block).flatMap((finding) =>
          changesOf(finding).map((change) => [keyOfChange(change), card] as const),
        ),
      )
      .toReversed(),
  );
  const cardOf = (finding: Finding): Card | undefined => byFinding.get(finding);
  const plan = toPlan(findings, report.result.target, ({ span }) => places.fileOf(span.file));
  return { report, places, findings, cards, plan, cardOf, carriers, files: toFiles(report, places, findings, cardOf) };
}

function toFiles(
  { result }: Report,
  places: Places,
  findings: readonly Finding[],
  cardOf: Subject['cardOf'],
): readonly MappedFile[] {
  const byFile = groupBy(findings, ({ span }) => span.file);
  const analysed = [...result.ledger].flatMap(([file, fate]) => (fate === 'analysed' ? [file] : []));
  return [...new Set([...analysed, ...byFile.keys()])].map((file) => {
    const own = byFile.get(file) ?? [];
    const [first] = own;
    const card = first && cardOf(first);
    return {
      name: places.fileOf(file),
      // The length of settings says nothing about the work in them.
      lines: kindOf(file) === 'source' ? result.textOf(file).split('\n').length : 0,
      errors: own.filter(({ severity }) => severity === 'error').length,
      warnings: own.filter(({ severity }) => severity === 'warning').length,
      href: card ? `#${card.id}` : null,
    };
  });
}
