/** Why nobody can say what becomes of an answer, where nothing more is to be told. */
export type PlainEscape =
  | 'compared with a text'
  | 'compared with ids'
  | 'compared with stored id'
  | 'compared with stored ids'
  | 'computed with'
  | 'exported'
  | 'followed too far'
  /** Through code that calls itself, which comes to the same place again with more around the answer, or less of it. */
  | 'gone round too often'
  | 'handed to passport'
  /** A field whose text is spelled otherwise on v3. */
  | 'in another format'
  | 'key of a table'
  | 'kept as default'
  | 'kept as rest'
  | 'kept in a list'
  | 'kept under unknown name'
  /** A member that no answer had before v3. */
  | 'new on v3'
  | 'not followed'
  | 'part of a text'
  | 'read by unknown name'
  | 'returned out of sight'
  | 'schema out of sight'
  | 'searched as text'
  | 'spread'
  | 'taken apart'
  | 'thrown'
  | 'wrapped too deep';

/** Where it is a limit of this tool that what follows is not known. */
const CUT: ReadonlySet<EscapeReason['kind']> = new Set(['followed too far', 'wrapped too deep']);

export function isCutShort({ kind }: EscapeReason): boolean {
  return CUT.has(kind);
}

/** Why nobody can say what becomes of an answer, with the code that takes it. */
export type EscapeTo =
  | 'asked for its ETag by'
  | 'asked for its URL by'
  | 'changed by'
  | 'changed through'
  | 'checked with'
  | 'decoded by'
  | 'key of'
  | 'kept in'
  | 'kept in what is handed on'
  | 'kept in what is declared elsewhere'
  | 'passed to'
  | 'renamed by'
  | 'returned to'
  | 'shown as'
  | 'used by';

/** Why an answer, or a part of it, leaves what the scan can see. */
export type EscapeReason =
  | { readonly kind: PlainEscape }
  | { readonly kind: EscapeTo; readonly code: string }
  /** A field that people of these kinds did not have before v3. */
  | { readonly kind: 'new for'; readonly records: readonly string[] }
  /** A field of a record that the version of the call did not have. */
  | { readonly kind: 'missing in'; readonly version: string }
  /** A field that Clever lists from a later version on. */
  | { readonly kind: 'listed from'; readonly version: string };
