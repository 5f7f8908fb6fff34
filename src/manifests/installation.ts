/** A run of characters of a text, in UTF-16 offsets. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** One copy of a package that a lock file installs. */
export interface Copy {
  /** As the registry knows it, whatever alias the project has for it. */
  readonly name: string;
  readonly release: string;
  /** The keys of the copies that it needs. */
  readonly needs: readonly string[];
  /** Where the lock file names it; looked up when asked for, since few copies are spoken of. */
  readonly place: () => Place;
}

/** What a lock file says is installed. */
export interface Installation {
  /** By a key of the lock file's own. */
  readonly copies: ReadonlyMap<string, Copy>;
  /**
   * What each package of the project asks for itself, by the package's folder relative to the lock file (`''` beside
   * it): the names it uses, with the keys of the copies it is given.
   */
  readonly members: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** What the manifests beside and below a lock file ask for, by folder as in `Installation.members`: name and range. */
export type AskedByFolder = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Turns the text of a lock file into what it says; throws SyntaxError for a text that is none. */
export type LockReader = (text: string, asked: AskedByFolder) => Installation;
