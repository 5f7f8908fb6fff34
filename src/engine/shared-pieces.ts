import type { EndpointUsage, Span, Usage } from '../model/usage.js';
import { withDecision } from '../model/edits.js';
import type { Change, Edit } from '../model/finding.js';
import type { Judgement } from './judge.js';

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
    const next = guarded.map((judgement) => guard(judgement, guarded, endpoints));
    if (next.every((judgement, index) => judgement === guarded[index])) return next;
    guarded = next;
  }
}

function guard(judgement: Judgement, all: readonly Judgement[], endpoints: readonly EndpointUsage[]): Judgement {
  const { fix } = judgement;
  if (!fix) return judgement;
  const blockers = fix.edits.flatMap((edit) => blockersOf(edit, all, endpoints));
  if (!blockers.length) return judgement;
  return { ...judgement, fix: null, suggestions: [heldBack(fix, blockers), ...judgement.suggestions] };
}

/** The calls that an edit would move although nothing says that they may. */
function blockersOf(edit: Edit, all: readonly Judgement[], endpoints: readonly EndpointUsage[]): readonly string[] {
  return endpoints.flatMap((endpoint) => {
    const piece = endpoint.url.pieces.find(({ span }) => span !== null && touches(edit, span));
    if (!piece) return [];
    if (piece.foreign) return [piece.foreign];
    return isMovedToo(endpoint, edit, all) ? [] : [`\`${endpoint.url.text}\``];
  });
}

function isMovedToo(endpoint: EndpointUsage, edit: Edit, all: readonly Judgement[]): boolean {
  return all.some(
    (other) =>
      other.usage === endpoint &&
      other.fix?.edits.some((each) => each.file === edit.file && each.start === edit.start && each.text === edit.text),
  );
}

function heldBack(fix: Change, blockers: readonly string[]): Change {
  const names = [...new Set(blockers)];
  return withDecision(
    fix,
    `Move ${names.join(', ')} first: the same text is part of ${names.length > 1 ? 'their addresses' : 'its address'}.`,
  );
}

function touches(edit: Edit, span: Span): boolean {
  return edit.file === span.file && edit.start <= span.end && span.start <= edit.end;
}
