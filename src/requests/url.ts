import type { ApiBase, Vocabulary } from '../model/vocabulary.js';
import type { CleverUrl, UrlPiece } from '../model/url.js';
import type { Span } from '../model/spans.js';
import { oncePerObject } from '../model/once-per-object.js';
import { charactersOf, type Piece } from '../values/value.js';
import { shownPieces } from './shown-pieces.js';

/** A value that is not known may follow the host without a slash: it is the path then. */
const URL_FORM = /^(?:(https?):)?\/\/([^/?#]+?)(?=\{[^{}]*\}(?:[/?#]|$)|[/?#]|$)([^?#]*)(?:\?([^#]*))?/i;
/** A value that is not known may follow the version without a slash, too. */
const VERSION_SEGMENT = /^\/+(v\d+(?:\.\d+)?(?=\/|$)|v\d+\.\d+(?=\{))/i;

/**
 * Takes a computed URL apart.
 *
 * @param pieces the URL as the evaluator answers it
 * @param vocabulary the hosts that are Clever's, which part of them, and the words of its paths
 * @param foreignUse what else a piece is used for, if anything
 * @returns null for a URL of somebody else, or one that is none
 */
export function parseCleverUrl(
  pieces: readonly Piece[],
  { hosts, words = new Set(), bases = [] }: Pick<Vocabulary, 'hosts' | 'bases' | 'words'>,
  foreignUse: (piece: Piece) => string | null = () => null,
): CleverUrl | null {
  const text = charactersOf(pieces);
  const match = URL_FORM.exec(text);
  const host = hostOf(text);
  if (!match || !host || !hosts.includes(host)) return null;
  const before = basePath(match[2] ?? '', host, match[3] ?? '', bases);
  if (before === null) return null;
  const fullPath = (match[3] ?? '').slice(before.length);
  const pathStart = match[0].length - (match[4] === undefined ? 0 : match[4].length + 1) - fullPath.length;
  const version = VERSION_SEGMENT.exec(fullPath)?.[1] ?? null;
  const resourceStart = version ? pathStart + fullPath.indexOf(version) + version.length : pathStart;
  const pathEnd = pathStart + fullPath.length;
  const shown = shownPieces(pieces, pathStart, words);
  const path = shown.between(resourceStart, pathEnd).replace(/\/{2,}/g, '/');
  const pathPlace = placeOfPath(pieces, resourceStart, pathEnd);
  const versionPlace = version ? placeOfVersion(pieces, resourceStart - version.length, version) : null;
  const versionIn = version ? configuredVariable(pieces, resourceStart - version.length) : null;
  return {
    pieces: shown.pieces.map((piece) => toUrlPiece(piece, foreignUse(piece))),
    text: charactersOf(shown.pieces),
    scheme: (match[1] ?? 'https').toLowerCase(),
    host,
    version: version?.toLowerCase() ?? null,
    path: path.startsWith('/') ? path : `/${path}`,
    query: shown.between(pathEnd + 1, match[0].length),
    originSpan: spanInOnePiece(pieces, 0, pathStart - before.length),
    versionSpan: versionPlace?.span ?? null,
    versionText: versionPlace?.text ?? '',
    ...(versionIn === null ? {} : { versionIn }),
    pathSpan: pathPlace?.span ?? null,
    pathText: pathPlace ? shown.between(pathPlace.start, pathPlace.end) : '',
  };
}

/** What a path begins with before Clever's own begins; null for an address that no base of its host covers. */
function basePath(authority: string, host: string, path: string, bases: readonly ApiBase[]): string | null {
  const own = bases.filter((base) => base.host === host);
  if (!own.length) return '';
  const port = /:(\d+)$/.exec(authority)?.[1] ?? null;
  const covering = own.filter((base) => (base.port ?? port) === port && `${path}/`.startsWith(`${base.path}/`));
  return covering.map((base) => base.path).sort((one, other) => other.length - one.length)[0] ?? null;
}

/** What a formatter fills in: `%s`, `{0}`, `{{version}}`, `:version`, `<version>`, `$version`. */
const PLACE = /^\/(?:%[sdv@(]|[{<$]|:\w)/;

/** Whether a path begins with what is filled in, so that nobody knows the endpoint. */
export function startsWithPlace(path: string): boolean {
  return PLACE.test(path);
}

/**
 * Whether a URL that nobody is seen to ask names something of Clever's API. A bare host proves nothing: what it is joined
 * with does. A version behind it says which API is meant, for all that is asked below it is of that version.
 */
export function saysEnough({ path, version }: Pick<CleverUrl, 'path' | 'version'>): boolean {
  return version !== null || (path !== '/' && !startsWithPlace(path));
}

/**
 * Whether a path is one of Clever's, its version included: what says enough under a base that nobody knows.
 *
 * @param path `/v1.1/students/{id}`; a query behind it is no part of it
 */
export function isCleversPath(path: string, { paths, words = new Set() }: Vocabulary): boolean {
  if (!paths) return false;
  const segments = segmentsOf(path.replace(/[?#].*$/, ''));
  return templatesOf(paths).some(
    (template) =>
      template.length === segments.length &&
      template.every((word, index) =>
        word.startsWith('{') ? !words.has(segments[index] ?? '') : word === segments[index]?.toLowerCase(),
      ),
  );
}

/** Clever's paths, each taken apart once, as thousands of texts may be compared with them. */
const templatesOf = oncePerObject((paths: readonly string[]) => paths.map(segmentsOf));

function segmentsOf(path: string): readonly string[] {
  return path
    .replace(/(?<!\/)\/+$/, '')
    .split('/')
    .slice(1);
}

/** The host a text begins with, in lower case and without port and credentials; null while it is not known. */
export function hostOf(text: string): string | null {
  const authority = URL_FORM.exec(text)?.[2];
  if (!authority) return null;
  return authority.replace(/^.*@/, '').replace(/:\d+$/, '').toLowerCase();
}

/** Whether a text begins with one of some hosts. */
export function isOfHost(text: string, hosts: readonly string[]): boolean {
  return hosts.includes(hostOf(text) ?? '');
}

/** Where characters of a URL are written, if one piece holds them all. */
export function spanInOnePiece(pieces: readonly Piece[], start: number, end: number): Span | null {
  let offset = 0;
  for (const piece of pieces) {
    const next = offset + piece.text.length;
    if (start >= offset && end <= next) return cut(piece, start - offset, end - offset);
    offset = next;
  }
  return null;
}

interface PlaceOfPath {
  readonly span: Span;
  /** Offsets of the URL. */
  readonly start: number;
  readonly end: number;
}

/** The part of the path that the first piece with a name in it holds; a lone slash before it is the base's. */
function placeOfPath(pieces: readonly Piece[], start: number, end: number): PlaceOfPath | null {
  let offset = 0;
  for (const piece of pieces) {
    const next = offset + piece.text.length;
    const from = Math.max(start - offset, 0);
    const to = Math.min(end, next) - offset;
    const text = piece.text.slice(from, to);
    if (start < next && piece.span && /[^/]/.test(text)) {
      const span = piece.hole ? piece.span : cut(piece, from, to);
      return span && { span, start: offset + from, end: offset + to };
    }
    offset = next;
  }
  return null;
}

/** The version in one piece, or, where the code writes `v` and the number apart, the number. */
function placeOfVersion(pieces: readonly Piece[], start: number, version: string): { span: Span; text: string } | null {
  const end = start + version.length;
  const whole = spanInOnePiece(pieces, start, end);
  if (whole) return { span: whole, text: version };
  const number = spanInOnePiece(pieces, start + 1, end);
  return number ? { span: number, text: version.slice(1) } : null;
}

/** The variable whose value has the character at an offset, where no file that was read holds that value. */
function configuredVariable(pieces: readonly Piece[], offset: number): string | null {
  let end = 0;
  for (const { text, hole, span, variable } of pieces) {
    end += text.length;
    if (offset < end) return hole || span ? null : (variable ?? null);
  }
  return null;
}

function toUrlPiece(piece: Piece, foreign: string | null): UrlPiece {
  const { text, hole, span, verbatim, variable, overriddenBy, takesNoQuery } = piece;
  const named = {
    ...(variable === undefined ? {} : { variable }),
    ...(overriddenBy === undefined ? {} : { overriddenBy }),
    ...(takesNoQuery === undefined ? {} : { takesNoQuery }),
  };
  return { text, hole, span, verbatim, foreign, ...named };
}

function cut(piece: Piece, from: number, to: number): Span | null {
  if (!piece.span) return null;
  if (!piece.verbatim) return piece.span;
  return { file: piece.span.file, start: piece.span.start + from, end: piece.span.start + to };
}

/** The URL that a library asks for, or a link holds, and that nobody wrote. */
export function unwrittenUrl(host: string, version: string, path: string): CleverUrl {
  return {
    pieces: [],
    text: `https://${host}/${version}${path}`,
    scheme: 'https',
    host,
    version,
    path,
    query: '',
    originSpan: null,
    versionSpan: null,
    versionText: '',
    pathSpan: null,
    pathText: '',
  };
}
