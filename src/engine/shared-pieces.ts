import type { EndpointUsage, Usage } from '../model/usage.js';
import { isSameSpan, type Span } from '../model/spans.js';
import { withDecision } from '../model/edits.js';
import type { Change, Edit } from '../model/finding.js';
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
    const next = guarded.map((judgement) => guard(judgement, guarded, blockersOf));
    if (next.every((judgement, index) => judgement === guarded[index])) return next;
    guarded = next;
  }
}

function guard(judgement: Judgement, all: readonly Judgement[], blockersOf: BlockersOf): Judgement {
  const { fix, rule, at } = judgement;
  if (!fix) return judgement;
  const blockers = blockersOf(fix.edits);
  if (!blockers.length) return judgement;
  // Problems of one rule at one place become one, with one change that moves all their calls or none.
  const joined = new Set(all.flatMap((other) => (other.rule === rule && isSameSpan(other.at, at) ? other.usage : [])));
  const areJoined = blockers.every(({ endpoint }) => endpoint !== null && joined.has(endpoint));
  return { ...judgement, fix: null, suggestions: [heldBack(fix, blockers, areJoined), ...judgement.suggestions] };
}

/** What edits would move although nothing says that they may. */
interface Blocker {
  readonly name: string;
  /** The call; null where something else uses the text. */
  readonly endpoint: EndpointUsage | null;
}

type BlockersOf = (edits: readonly Edit[]) => readonly Blocker[];

/** Many judgements carry the same edits, so each list is looked at once. */
function findBlockers(all: readonly Judgement[], endpoints: readonly EndpointUsage[]): BlockersOf {
  const known = new Map<readonly Edit[], readonly Blocker[]>();
  const byUsage = grouped(all, ({ usage }) => [usage]);
  const byFile = grouped(endpoints, ({ url }) => new Set(url.pieces.flatMap(({ span }) => span?.file ?? [])));
  const ofEdit = (edits: readonly Edit[], edit: Edit): readonly Blocker[] =>
    (byFile.get(edit.file) ?? []).flatMap((endpoint): readonly Blocker[] => {
      const piece = endpoint.url.pieces.find(({ span }) => span !== null && touches(edit, span));
      if (!piece) return [];
      if (piece.foreign) return [{ name: piece.foreign, endpoint: null }];
      return isMovedToo(edit, byUsage.get(endpoint) ?? []) || keepsAddress(endpoint, edits)
        ? []
        : [{ name: `\`${endpoint.url.text}\``, endpoint }];
    });
  return (edits) => {
    const blockers = known.get(edits) ?? edits.flatMap((edit) => ofEdit(edits, edit));
    known.set(edits, blockers);
    return blockers;
  };
}

function isMovedToo(edit: Edit, ofEndpoint: readonly Judgement[]): boolean {
  return ofEndpoint.some(({ fix }) =>
    fix?.edits.some((each) => each.file === edit.file && each.start === edit.start && each.text === edit.text),
  );
}

function grouped<Item, Key>(
  items: readonly Item[],
  keysOf: (item: Item) => Iterable<Key>,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const known = groups.get(key);
      if (known) known.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}

/** @param areJoined whether the change that is offered moves the blockers too */
function heldBack(fix: Change, blockers: readonly Blocker[], areJoined: boolean): Change {
  const names = [...new Set(blockers.map(({ name }) => name))];
  const move = `Move ${names.join(', ')} first: the same text is part of ${names.length > 1 ? 'their URLs' : 'its URL'}.`;
  const asking = withDecision(fix, move);
  return areJoined ? { ...asking, settled: [...(asking.settled ?? []), move] } : asking;
}

function touches(edit: Edit, span: Span): boolean {
  return edit.file === span.file && edit.start <= span.end && span.start <= edit.end;
}
