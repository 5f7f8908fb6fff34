import type { EndpointUsage, Usage } from '../model/usage.js';
import type { Span } from '../model/spans.js';
import { groupBy } from '../model/group-by.js';
import { oncePerObject } from '../model/once-per-object.js';
import { itemsByPlace } from '../model/place-index.js';
import { editKey, withDecision, writes } from '../model/edits.js';
import { remembered } from '../model/remembered.js';
import { TAKEN_ALONG, type Edit } from '../model/finding.js';
import { offeredBy } from '../rule/offer.js';
import { joinWords } from '../model/words.js';
import type { Judgement } from './judge.js';
import { keepsAddress } from './push-down.js';

/**
 * Takes back fixes of pieces that other calls use too, unless all of those move with the same edit.
 *
 * A base or a version constant serves many calls. Editing it for one of them moves the others as well, whether they
 * are ready or not; so such a change is left to the reader, with the names of the calls that hold it back.
 */
export function guardSharedPieces(judgements: readonly Judgement[], usages: readonly Usage[]): readonly Judgement[] {
  const endpoints = usages.filter((usage) => usage.kind === 'endpoint');
  let guarded = judgements;
  // Taking one fix back can leave another without company, so this is repeated until nothing changes.
  for (;;) {
    const blockersOf = findBlockers(guarded, endpoints);
    const next = guarded.map((judgement) => guard(judgement, blockersOf));
    if (next.every((judgement, index) => judgement === guarded[index])) return next;
    guarded = next;
  }
}

function guard(judgement: Judgement, blockersOf: BlockersOf): Judgement {
  const { fix } = judgement;
  if (!fix) return judgement;
  const { blockers, decisions } = blockersOf(fix.edits);
  if (!blockers.length) return judgement;
  const suggestions = [withDecision(fix, ...decisions), ...judgement.suggestions];
  return { ...judgement, fix: null, suggestions, obstacle: TAKEN_ALONG };
}

/** What edits would move although nothing says that they may. */
interface Blocker {
  readonly name: string;
  /** The call; null where something else uses the text. */
  readonly endpoint: EndpointUsage | null;
  /** Whether what is offered for the call makes the same edit: whoever makes one of the changes makes both. */
  readonly isTakenAlong: boolean;
}

/** All that holds some edits back, and what to decide before they are made. */
interface Hold {
  readonly blockers: readonly Blocker[];
  readonly decisions: readonly string[];
}

type BlockersOf = (edits: readonly Edit[]) => Hold;

/** Thousands of judgements may edit the same base, so what the same edits would move is looked up once. */
function findBlockers(all: readonly Judgement[], endpoints: readonly EndpointUsage[]): BlockersOf {
  const known = new Map<string, readonly Blocker[]>();
  const byUsage = groupBy(all, ({ usage }) => usage);
  const usersOf = usersOfTexts(endpoints);
  const ofEdit = (edit: Edit): readonly Blocker[] =>
    usersOf(edit).flatMap((endpoint): readonly Blocker[] => {
      const piece = endpoint.url.pieces.find(({ span }) => span !== null && touches(edit, span));
      if (!piece) return [];
      if (piece.foreign) return [{ name: piece.foreign, endpoint: null, isTakenAlong: false }];
      const ofEndpoint = byUsage.get(endpoint) ?? [];
      if (ofEndpoint.some(({ fix }) => fix !== null && writes(fix.edits, edit))) return [];
      const isTakenAlong = ofEndpoint.some((each) => isOffered(each, edit));
      return [{ name: `\`${endpoint.url.text}\``, endpoint, isTakenAlong }];
    });
  const ofEdits = (edits: readonly Edit[]): Hold => {
    const blockers = edits
      .flatMap((edit) => remembered(known, editKey(edit), () => ofEdit(edit)))
      .filter(({ endpoint }) => endpoint === null || !keepsAddress(endpoint, edits));
    return { blockers, decisions: decisionsOn(blockers) };
  };
  const holds = new Map<string, Hold>();
  return oncePerObject((edits) => remembered(holds, edits.map(editKey).join('\n'), () => ofEdits(edits)));
}

/** Answers which calls have a piece of their URL where an edit is. */
function usersOfTexts(endpoints: readonly EndpointUsage[]): (edit: Edit) => readonly EndpointUsage[] {
  const pieces = endpoints.flatMap((endpoint) =>
    endpoint.url.pieces.flatMap(({ span }) => (span ? [{ endpoint, span }] : [])),
  );
  const piecesAt = itemsByPlace(pieces, ({ span }) => span);
  return (edit) => [...new Set(piecesAt(edit).map(({ endpoint }) => endpoint))];
}

function isOffered(judgement: Judgement, edit: Edit): boolean {
  const change = offeredBy(judgement);
  return change !== null && writes(change.edits, edit);
}

/** What a reader decides before a change is made that all these would move with; of what moves with it, nothing. */
function decisionsOn(blockers: readonly Blocker[]): readonly string[] {
  const left = blockers.filter(({ isTakenAlong }) => !isTakenAlong);
  const namesOf = (isCall: boolean): readonly string[] => [
    ...new Set(left.flatMap(({ name, endpoint }) => ((endpoint !== null) === isCall ? [name] : []))),
  ];
  const calls = namesOf(true);
  const others = namesOf(false);
  const move = `Change ${joinWords(calls)} by hand too: the same string is part of ${calls.length > 1 ? 'their URLs' : 'its URL'}.`;
  const check = `Check what else uses this string: ${others.join('; ')}.`;
  return [...(calls.length ? [move] : []), ...(others.length ? [check] : [])];
}

function touches(edit: Edit, span: Span): boolean {
  return edit.file === span.file && edit.start <= span.end && span.start <= edit.end;
}
