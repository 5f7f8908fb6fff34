import type { Span } from '../model/spans.js';
import { impliedText, charactersOf, type Piece } from '../values/value.js';
import { piecesOf, type FoundUrl } from './find-urls.js';

/** The host of Swagger 2, on a line of YAML or as a member of JSON: `host: api.clever.com`. */
const HOST = /(?:^|[\n{,])\s{0,99}["']?host["']?\s{0,99}:\s{0,99}["']?([\w.:-]+)/;
/** What stands between the host and all paths: `basePath: /v1.1`. */
const BASE_PATH = /(?:^|[\n{,])\s{0,99}["']?basePath["']?\s{0,99}:\s{0,99}["']?(\/[\w./{}-]*)/;
/** A path of the description: the name of a member. */
const PATH = /(?<=(?:^|[\n{,])\s{0,99}["']?)\/[\w./{}-]+(?=["']?\s{0,99}:(?:\s|\{|$))/g;
/** A server that is Clever's API, and nothing behind it. */
const HOST_ALONE = /^https?:\/\/[^/]+\/?$/i;

/** A variable of a Postman collection, whichever of its two members comes first. */
const VARIABLE =
  /"(?:key"\s{0,99}:\s{0,99}"([^"\\]{1,200})"\s{0,99},\s{0,99}"value"\s{0,99}:\s{0,99}"(https?:[^"\\]{1,2000})"|value"\s{0,99}:\s{0,99}"(https?:[^"\\]{1,2000})"\s{0,99},\s{0,99}"key"\s{0,99}:\s{0,99}"([^"\\]{1,200})")/g;
/** An address that begins with a variable: `"{{base}}/v1.1/students"`. */
const BEHIND_VARIABLE = /(?<="\{\{([^{}"\\]{1,200})\}\})\/[^"\\\s]{1,2000}(?=")/g;

/**
 * The addresses of a description whose host and paths stand apart: `host`, `basePath` and `paths` of Swagger 2, a server and
 * `paths` of OpenAPI 3, the variables of a Postman collection.
 *
 * @param text the text of the file without its comments
 * @param found the URLs that are written in it as a whole
 * @param hosts the hosts that are Clever's
 */
export function describedPaths(
  file: string,
  text: string,
  found: readonly FoundUrl[],
  hosts: readonly string[],
): readonly FoundUrl[] {
  const behind = behindVariables(file, text);
  if (behind.length) return behind;
  const base = baseOf(file, text, found, hosts);
  if (!base) return [];
  // A version in front of all paths is told once.
  if (/\/v\d/.test(charactersOf(base.pieces))) return base.span ? [{ span: base.span, pieces: base.pieces }] : [];
  return [...text.matchAll(PATH)].map(({ 0: path, index }) => {
    const span = { file, start: index, end: index + path.length };
    return { span, pieces: [...base.pieces, ...piecesOf(path, span, false)] };
  });
}

/** The addresses of a Postman collection below a variable that the collection itself sets. */
function behindVariables(file: string, text: string): readonly FoundUrl[] {
  if (!text.includes('{{')) return [];
  const bases = new Map(
    [...text.matchAll(VARIABLE)].map(([, key, value, first, second]) => [key ?? second, value ?? first ?? '']),
  );
  return [...text.matchAll(BEHIND_VARIABLE)].flatMap(({ 0: path, 1: name, index }): readonly FoundUrl[] => {
    const base = bases.get(name)?.replace(/\/$/, '') ?? '';
    // A version in front of all paths is told once, where the variable is set.
    if (base === '' || /\/v\d/.test(base)) return [];
    const span = { file, start: index, end: index + path.length };
    return [{ span, pieces: [...impliedText(base).pieces, ...piecesOf(path, span, false)] }];
  });
}

/** What stands before all paths, and where it is written, if not only as a host. */
function baseOf(
  file: string,
  text: string,
  found: readonly FoundUrl[],
  hosts: readonly string[],
): { readonly pieces: readonly Piece[]; readonly span: Span | null } | null {
  const host = HOST.exec(text)?.[1]?.toLowerCase() ?? '';
  const server = found.find(({ pieces }) => HOST_ALONE.test(charactersOf(pieces)));
  if (!hosts.includes(host)) return server ? { pieces: impliedText(withoutSlash(server)).pieces, span: null } : null;
  const origin = impliedText(`https://${host}`).pieces;
  const match = BASE_PATH.exec(text);
  const written = match?.[1]?.replace(/\/$/, '') ?? '';
  if (!match || !written) return { pieces: origin, span: null };
  const start = match.index + match[0].indexOf(written);
  const span = { file, start, end: start + written.length };
  return { pieces: [...origin, ...piecesOf(written, span, false)], span };
}

function withoutSlash({ pieces }: FoundUrl): string {
  return charactersOf(pieces).replace(/\/$/, '');
}
