import { editKey, withDecision, writes } from '../model/edits.js';
import { offeredBy } from '../rule/offer.js';
import type { Edit } from '../model/finding.js';
import { oncePerObject } from '../model/once-per-object.js';
import { itemsByPlace } from '../model/place-index.js';
import { isInside, type Span } from '../model/spans.js';
import type { UrlPiece } from '../model/url.js';
import type { EndpointUsage, Usage } from '../model/usage.js';
import { placeKey, type Judgement } from './judge.js';

/**
 * Prepares calls that share a versioned base, of which some can move and some cannot: the version goes from the base into
 * each of the paths, so that the calls that stay keep their address.
 *
 * @param judgements what is said of the usages as they are
 * @returns the usages, with calls that take the version from their path; null where no base can be parted
 */
export function withVersionsPushedDown(
  judgements: readonly Judgement[],
  usages: readonly Usage[],
): readonly Usage[] | null {
  const endpoints = usages.filter((usage) => usage.kind === 'endpoint');
  const movable = new Set(
    judgements.flatMap((each) => (each.rule.topic === 'call' && offeredBy(each) ? each.usage : [])),
  );
  const pushed = new Map<Usage, EndpointUsage>();
  for (const group of groupsOf(endpoints)) {
    const movers = group.filter((usage) => movable.has(usage));
    if (!movers.length || movers.length === group.length) continue;
    const edits = editsOf(group, new Set(movers), endpoints);
    if (edits) for (const usage of movers) pushed.set(usage, { ...usage, url: { ...usage.url, pushedDown: edits } });
  }
  return pushed.size ? usages.map((usage) => pushed.get(usage) ?? usage) : null;
}

const PARTED = 'Check what else uses the base URL: it no longer contains the version.';
/** The same where all that uses the base is in sight. */
const OTHERS_STAY = 'Decide whether to move only these calls: the others keep their version.';

/** Makes suggestions of the changes that part a base: other code may take it apart, or look it up in a table. */
export function withPartedBases(judgements: readonly Judgement[]): readonly Judgement[] {
  return judgements.map((each) => {
    const { usage, fix, suggestions } = each;
    const parting = usage?.kind === 'endpoint' ? usage.url.pushedDown : null;
    const [base] = parting ?? [];
    if (!fix || usage?.kind !== 'endpoint' || !parting || !base) return each;
    const written = new Set(fix.edits.map(editKey));
    // A change of the path alone leaves the base as it is.
    if (!parting.some((edit) => written.has(editKey(edit)))) return each;
    const isInSight = usage.url.pieces.some(
      ({ span, foreign }) => span !== null && foreign === null && isInside(base, span),
    );
    const decision = isInSight ? OTHERS_STAY : PARTED;
    return { ...each, fix: null, suggestions: [withDecision(fix, decision), ...suggestions] };
  });
}

/** Files that are the same wherever the program runs. */
const PROGRAM = /\.[cm]?[jt]sx?$/;

/** Whether some edits write the version of a call into its path. */
export function keepsAddress({ url }: EndpointUsage, edits: readonly Edit[]): boolean {
  const kept = versionInPath(url);
  return kept !== null && writes(edits, kept);
}

/** The calls that take their version from one place. */
function groupsOf(endpoints: readonly EndpointUsage[]): readonly (readonly EndpointUsage[])[] {
  const groups = new Map<string, EndpointUsage[]>();
  for (const usage of endpoints) {
    const { versionSpan } = usage.url;
    if (!versionSpan) continue;
    const key = placeKey(versionSpan);
    const known = groups.get(key);
    if (known) known.push(usage);
    else groups.set(key, [usage]);
  }
  return [...groups.values()];
}

/**
 * The edits that take the version out of the base and put it into the paths of the calls that stay.
 *
 * @returns null where a text would serve two versions, or is no request's alone
 */
function editsOf(
  group: readonly EndpointUsage[],
  movers: ReadonlySet<EndpointUsage>,
  endpoints: readonly EndpointUsage[],
): readonly Edit[] | null {
  const [first] = group;
  const base = first && withoutVersion(first.url);
  if (!base || !group.every((usage) => usage.origin === 'request' && usage.isOnlyAddress)) return null;
  const wanted = new Map<string, string>();
  for (const usage of group) {
    const kept = versionInPath(usage.url);
    if (!kept || (kept.file === base.file && pieceAt(usage.url.pieces, kept) === pieceAt(usage.url.pieces, base)))
      return null;
    const version = movers.has(usage) ? '' : kept.text;
    if ((wanted.get(placeKey(kept)) ?? version) !== version) return null;
    wanted.set(placeKey(kept), version);
  }
  const places = [base, ...group.flatMap((usage) => versionInPath(usage.url) ?? [])];
  if (isInAnyOther(places, group, endpoints)) return null;
  const stays = group.filter((usage) => !movers.has(usage));
  return [base, ...stays.flatMap((usage) => versionInPath(usage.url) ?? [])];
}

/** Whether a text of a call outside of a group holds one of some places. */
function isInAnyOther(
  places: readonly Span[],
  group: readonly EndpointUsage[],
  endpoints: readonly EndpointUsage[],
): boolean {
  const members = new Set(group);
  const placesAt = itemsByPlace(places, (place) => place);
  const holds = ({ span, verbatim }: UrlPiece): boolean =>
    verbatim && span !== null && placesAt(span).some((place) => isInside(place, span));
  return endpoints.some((usage) => !members.has(usage) && usage.url.pieces.some(holds));
}

/** `https://api.clever.com/v1.1` without `/v1.1`. */
function withoutVersion({ pieces, versionSpan, versionText }: EndpointUsage['url']): Edit | null {
  const piece = versionSpan && pieceAt(pieces, versionSpan);
  // What a setting says may be said otherwise where the program runs.
  if (!piece?.span || !PROGRAM.test(piece.span.file) || !versionSpan || !versionText.startsWith('v')) return null;
  const at = versionSpan.start - piece.span.start;
  return at > 0 && piece.text[at - 1] === '/' ? { ...versionSpan, start: versionSpan.start - 1, text: '' } : null;
}

/** `/v1.1` in front of a path that is written out. */
const versionInPath = oncePerObject(({ pieces, pathSpan, pathText, version }: EndpointUsage['url']): Edit | null => {
  if (!pathSpan || version === null || !pieceAt(pieces, pathSpan)) return null;
  return { ...pathSpan, end: pathSpan.start, text: pathText.startsWith('/') ? `/${version}` : `${version}/` };
});

/** The piece that holds a place letter for letter. */
function pieceAt(pieces: readonly UrlPiece[], place: Span): UrlPiece | null {
  return pieces.find(({ span, verbatim }) => verbatim && span !== null && isInside(place, span)) ?? null;
}
