/** Words that hold the name and mean something else. */
export const LOOK_ALIKE = /clever[-_]?(?:cloud|tap|bot|reach)|clever-audit|clever(?:ly|ness|er|est|ish)$/i;

/**
 * Whether a name, or a path, says that something is Clever's.
 *
 * @param text `cleverApi`, `CLEVER_API_URL`, `packages/clever-sync/http.ts`
 */
export function namesClever(text: string): boolean {
  return text.split(/[^\w$-]+/).some((word) => /clever/i.test(word) && !LOOK_ALIKE.test(word));
}
