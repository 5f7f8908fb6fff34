import type { Change } from './finding.js';
import type { Edit } from './spans.js';
import { oncePerObject } from './once-per-object.js';
import { remembered } from './remembered.js';

/** A key under which edits that write the same at the same place fall together. */
export function editKey({ file, start, end, text }: Edit): string {
  return `${file}:${start}:${end}:${text}`;
}

/** Edits, each once, in the order in which they came. */
export function distinctEdits(edits: readonly Edit[]): readonly Edit[] {
  return [...new Map(edits.map((edit) => [editKey(edit), edit])).values()];
}

/** Whether one of some edits writes the same at the same place, whatever it writes it over. */
export function writes(edits: readonly Edit[], edit: Edit): boolean {
  return writtenBy(edits).has(writtenAt(edit));
}

const writtenBy = oncePerObject((edits: readonly Edit[]): ReadonlySet<string> => new Set(edits.map(writtenAt)));

function writtenAt({ file, start, text }: Edit): string {
  return `${file}:${start}:${text}`;
}

/** Two calls of one type are told mostly the same; each sentence is said once. */
const SENTENCE_END = /(?<=\.) (?=[A-Z`])/;

/** How a change begins to say which of several roles it takes. */
export const ORDER_OF_ROLES = 'If a person has several roles, use the first of these: ';

/** The sentences of a text. */
export function sentencesOf(text: string): readonly string[] {
  return text.split(SENTENCE_END);
}

/** Several changes as one, which makes every edit and says every sentence once. */
export function joinChanges(changes: readonly Change[]): Change {
  const sentences = new Set(changes.flatMap(({ description }) => sentencesOf(description)));
  const decisions = new Set(changes.flatMap((change) => change.decisions ?? []));
  const settled = new Set(changes.flatMap((change) => change.settled ?? []));
  return {
    description: [...sentences].join(' '),
    ...(decisions.size > 0 ? { decisions: [...decisions] } : {}),
    ...(settled.size > 0 ? { settled: [...settled] } : {}),
    edits: distinctEdits([...new Set(changes.map(({ edits }) => edits))].flat()),
  };
}

/** The same change, with more to decide or to check before it is made; each thing is said once. */
export function withDecision(change: Change, ...decisions: readonly string[]): Change {
  if (decisions.length === 0) return change;
  return { ...change, decisions: [...new Set([...(change.decisions ?? []), ...decisions])] };
}

/** What is still to be decided or checked once a change is made, in sentences. */
export function openDecisions({ decisions = [], settled = [] }: Change): readonly string[] {
  return decisions.filter((decision) => !settled.includes(decision));
}

/**
 * Names lists of edits, so that equal ones have one name. A list that many findings share is read once.
 *
 * @returns a function that answers the name of a list, a number from 1 in the order of asking
 */
export function nameEdits(): (edits: readonly Edit[]) => number {
  const known = new Map<readonly Edit[], number>();
  const byContent = new Map<string, number>();
  return (edits) =>
    remembered(known, edits, () => remembered(byContent, JSON.stringify(edits), () => byContent.size + 1));
}
