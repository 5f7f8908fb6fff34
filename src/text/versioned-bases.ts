import { charactersOf } from '../values/value.js';
import { addressesByName, holderOf } from './address-names.js';
import { continued } from './continued.js';
import { piecesOf, type FoundUrl } from './find-urls.js';
import type { JoinedAddress } from './split-addresses.js';

/** A host and a version, without a path: `https://api.clever.com/v1.1`. */
const VERSIONED = /^https?:\/\/[^/{}]+\/v\d+(?:\.\d+)?\/?$/i;
/** A path that is joined with what stands before it: `BASE + "/students`, `"#{BASE}/me`, `"$BASE/schools`, `"%s/me`. */
const JOINED_PATH =
  /(?<=(?:[+.&]|<>)\s{0,99}[fbru]{0,2}["'`]|[\w}]\}|\$\w{1,60}|["'`](?:%[sv@]|\{0?\}))\/[a-z_]{2,40}(?:\/(?:[\w-]{1,80}|[#$]?\{[^{}\n]{1,80}\}|\$\w{1,60})){0,5}\/?(?:\?[\w=&-]{0,200})?/g;

/** What a file joins with its bases. */
export interface BehindVersions {
  readonly joined: readonly JoinedAddress[];
  /** The bases that the file uses for nothing else. */
  readonly told: ReadonlySet<FoundUrl>;
}

/**
 * The addresses of a file whose base holds the version: `BASE = "https://api.clever.com/v1.1"` and `BASE + "/students"`.
 *
 * @param text the file's text without its comments
 * @param found the URLs that are written in it as a whole
 */
export function behindVersions(file: string, text: string, found: readonly FoundUrl[]): BehindVersions {
  const named = addressesByName(
    found.filter(({ pieces }) => VERSIONED.test(charactersOf(pieces))),
    text,
  );
  if (named.size === 0) return { joined: [], told: new Set() };
  const uses = new Map<string, number>();
  const joined = [...text.matchAll(JOINED_PATH)].flatMap(({ 0: path, index }): readonly JoinedAddress[] => {
    const span = { file, start: index, end: index + path.length };
    const holder = holderOf(span, text);
    const base = named.get(holder?.name ?? '');
    if (!holder || !base) return [];
    uses.set(holder.name, (uses.get(holder.name) ?? 0) + 1);
    const pieces = [...base.pieces, ...piecesOf(path, span, false)];
    return [continued({ span, pieces, joinedFrom: holder.from, doubt: null }, text)];
  });
  const told = [...uses].filter(([name, number]) => timesWritten(name, text) === number + 1);
  return { joined, told: new Set(told.flatMap(([name]) => named.get(name) ?? [])) };
}

/** How often a file writes a name. */
function timesWritten(name: string, text: string): number {
  return text.match(new RegExp(String.raw`\b${name}\b`, 'g'))?.length ?? 0;
}
