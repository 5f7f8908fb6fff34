import type { Change } from '../model/finding.js';
import { distinctEdits } from '../model/edits.js';
import { offeredBy } from '../rule/offer.js';
import { fitTogether } from './edits.js';
import { distinctSteps, placeKey, type Judgement } from './judge.js';

/** Two calls of one type are told mostly the same; each sentence is said once. */
const SENTENCE_END = /(?<=\.) (?=[A-Z`])/;

/**
 * Puts together what has one cause: problems of one rule at one place, such as a base that ten calls use.
 *
 * @returns one judgement for each cause; a change of it changes what each of the problems asks for
 */
export function byCause(judgements: readonly Judgement[]): readonly Judgement[] {
  const causes = new Map<string, Judgement>();
  for (const judgement of judgements) {
    const key = `${judgement.rule.name}|${placeKey(judgement.at)}`;
    const known = causes.get(key);
    causes.set(key, known ? together(known, judgement) : judgement);
  }
  return [...causes.values()];
}

function together(first: Judgement, second: Judgement): Judgement {
  const offered = offeredBy(first);
  const alsoOffered = offeredBy(second);
  const change = offered && alsoOffered ? union(offered, alsoOffered) : null;
  const isFix = first.fix !== null && second.fix !== null;
  return {
    ...first,
    confidence: first.confidence === 'certain' ? 'certain' : second.confidence,
    related: distinctSteps([...first.related, ...second.related]),
    fix: isFix ? change : null,
    refusal: change ? null : (first.refusal ?? second.refusal ?? 'each of its calls needs another change'),
    suggestions: !isFix && change ? [change] : [],
  };
}

/** Both changes in one; null where they write over each other. */
function union(first: Change, second: Change): Change | null {
  const edits = distinctEdits([...first.edits, ...second.edits]);
  if (!fitTogether(edits)) return null;
  const sentences = new Set([first, second].flatMap(({ description }) => description.split(SENTENCE_END)));
  return { description: [...sentences].join(' '), edits };
}
