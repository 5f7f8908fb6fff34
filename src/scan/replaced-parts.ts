import type { Exit } from '../flow/passages.js';
import type { Edit } from '../model/finding.js';
import { isInside } from '../model/spans.js';
import type { CleverUrl } from '../model/url.js';
import type { ReplacedPart } from '../model/usage.js';
import type { Sources } from '../program/sources.js';
import type { Replacements } from '../requests/replaced-functions.js';
import type { Piece } from '../values/value.js';

/** The address of a request. */
interface Address {
  readonly url: CleverUrl;
  readonly pieces: readonly Piece[];
}

/**
 * The parts of the program in whose place another file puts something, so that code which edits change reads what that
 * answers, or asks it once more.
 *
 * @param exits what hands the answer of the request on
 */
export function replacedBehind(
  edits: readonly Edit[],
  exits: readonly Exit[],
  address: Address,
  replacements: Replacements,
  sources: Sources,
): readonly ReplacedPart[] {
  return exits.flatMap((exit) =>
    replacements(exit).flatMap(({ file, isOfModule }) => {
      const mattering = exit
        .editsBehind(edits, isOfModule)
        .filter((edit) => !isOfAddress(edit, address) || namesPath(address.url, sources.text(file)));
      return mattering.length ? [{ name: exit.names[0] ?? exit.around[0] ?? exit.file, file }] : [];
    }),
  );
}

/** Whether an edit changes only what is asked for, which matters to nobody who does not look at it. */
function isOfAddress(edit: Edit, { pieces }: Address): boolean {
  return pieces.some(({ span }) => span && isInside(edit, span));
}

/** Whether a text holds the end of a path, as one does that expects the address. */
function namesPath({ path }: CleverUrl, text: string): boolean {
  const last = path.split('/').findLast((part) => !part.includes('{'));
  return last === undefined || text.includes(`/${last}`);
}
