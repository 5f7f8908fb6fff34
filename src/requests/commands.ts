import type { CommandForm } from '../clients/client.js';
import type { Evaluation } from '../values/evaluation.js';
import { asTexts } from '../values/literals.js';
import { spreadOut } from '../values/spreading.js';
import {
  charactersOf,
  concatenate,
  impliedText,
  slicePieces,
  type CallSite,
  type Piece,
  type Placed,
} from '../values/value.js';

type Text = readonly Piece[];

/** A program that sends a request. */
const PROGRAM = /(?:^|[\s;&|(/])(?:curl|wget|https?|xh)(?=\s)/i;
/** The address that it is given somewhere behind; one with a host before one whose front is not known. */
const ADDRESSES = [/(?<=[\s"'=])https?:\/\/[^\s"'`\\|;]+/i, /(?<=[\s"'=])\{[^{}]*\}\/[^\s"'`\\|;]*/];

/**
 * The addresses that a command asks for: `curl -s https://…`.
 *
 * @returns of a command that only callers know, what must be known of it
 */
export function urlsInCommand({ text, list }: CommandForm, site: CallSite, evaluation: Evaluation): readonly Text[] {
  const given = spreadOut(site.arguments, evaluation);
  const command = textsOf(given[text], evaluation);
  const rest = list === null ? [] : wordsOf(given[list], evaluation);
  const words = rest.flatMap((word) => [[impliedText(' ').pieces], word]);
  return concatenate([command, ...words]).flatMap(({ pieces }) => {
    const address = addressIn(pieces);
    if (address) return [address];
    const open = pieces.find(({ hole, opens }) => hole && opens !== null);
    return open ? [[open]] : [];
  });
}

/** The address that a command asks for; null where it asks for none. */
export function addressIn(pieces: Text): Text | null {
  const characters = charactersOf(pieces);
  const found = PROGRAM.test(characters) ? ADDRESSES.map((each) => each.exec(characters)).find((each) => each) : null;
  return found ? slicePieces(pieces, found.index, found.index + found[0].length) : null;
}

function textsOf(given: Placed | undefined, evaluation: Evaluation): readonly Text[] {
  return given ? asTexts(given.node, evaluation.evaluate(given.node, given.context)) : [];
}

/** The texts of each element of a list; none of what is no list. */
function wordsOf(given: Placed | undefined, evaluation: Evaluation): readonly (readonly Text[])[] {
  const values = given ? evaluation.evaluate(given.node, given.context) : [];
  const list = values.find((value) => value.kind === 'array');
  return list?.kind === 'array' ? list.elements.map((element) => textsOf(element, evaluation)) : [];
}
