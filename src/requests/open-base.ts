import type { ts } from 'ts-morph';
import { namesClever } from '../model/clever-name.js';
import type { CleverUrl } from '../model/url.js';
import type { Vocabulary } from '../model/vocabulary.js';
import { fileOf } from '../program/program.js';
import { tsc } from '../syntax/compiler.js';
import { namesLeadingTo } from '../syntax/names.js';
import { charactersOf, slicePieces, type Piece } from '../values/value.js';
import { isCleversPath, parseCleverUrl } from './url.js';

/** A base that nobody knows: `{CLEVER_URL}`, `https://{host}`, `{protocol}://{host}`; a version and a path behind it. */
const OPEN_BASE = /^(?:(?:https?|\{[^{}]*\}):\/\/)?\{[^{}]*\}(?=\/v\d)/i;

/**
 * Takes an address apart whose base only the deployment knows. A path of Clever's with its version says enough where the
 * variable, the instance, the class or the file that holds the base names Clever.
 *
 * @param asked the call, or whatever else the address is handed to
 * @param isElsewhere whether the base may as well be a server that is not Clever's, so that only its variable decides
 * @returns null for a base that is known, or may be anybody's, and for any other path
 */
export function parseUnderOpenBase(
  pieces: readonly Piece[],
  asked: ts.Node,
  vocabulary: Vocabulary,
  isElsewhere = false,
): CleverUrl | null {
  const text = charactersOf(pieces);
  const [base] = OPEN_BASE.exec(text) ?? [];
  const hole = base === undefined ? undefined : slicePieces(pieces, 0, base.length).findLast((piece) => piece.hole);
  if (base === undefined || !hole || !isCleversPath(text.slice(base.length), vocabulary)) return null;
  const holders = isElsewhere ? [hole.variable ?? ''] : holdersOf(hole, asked);
  if (!holders.some(namesClever)) return null;
  const standIn = { ...hole, text: `https://${vocabulary.hosts[0] ?? ''}` };
  const url = parseCleverUrl([standIn, ...slicePieces(pieces, base.length, text.length)], vocabulary);
  return url && { ...url, text: base + url.text.slice(standIn.text.length), originSpan: null };
}

/** What holds a base: its variable, the expression it is read with, the client that it is given to, and their file. */
function holdersOf({ text, missing, variable, readOff, span }: Piece, asked: ts.Node): readonly string[] {
  const receivers = tsc.isCallExpression(asked) ? namesLeadingTo(asked.expression) : [];
  return [text, missing, variable ?? '', readOff ?? '', span?.file ?? fileOf(asked), ownerOf(asked), ...receivers];
}

/** The name of the class that code stands in; empty where it has none. */
export function ownerOf(node: ts.Node): string {
  return tsc.findAncestor(node, tsc.isClassLike)?.name?.text ?? '';
}
