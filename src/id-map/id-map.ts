/** Which id of API v3.0 stands for which id of before. */
export interface IdMap {
  /** The file it was read from, as its user names it. */
  readonly name: string;
  /** New ids by old ids; ids that stay as they are are there too. */
  readonly ids: ReadonlyMap<string, string>;
}

/** The columns of the only migration CSV that a public program is known to read; Clever describes none. */
export const KNOWN_COLUMNS: IdMapColumns = { old: 'role_id', new: 'user_id' };

/** Names of the two columns that matter. */
export interface IdMapColumns {
  readonly old: string;
  readonly new: string;
}
