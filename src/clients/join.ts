/** How a client joins a base and a path. */
export interface Join {
  /**
   * What comes between: exactly one slash whatever both bring; a slash if the base has none, and a path that begins
   * with one is refused; nothing; nothing, and a base that is more than an origin is refused; a path behind a base
   * whose closing slashes are cut; or the path is resolved as a browser resolves a link.
   */
  readonly between:
    | 'one slash'
    | 'slash before names'
    | 'nothing'
    | 'nothing after an origin'
    | 'nothing after cut slashes'
    | 'resolution';
  /** What becomes of a path that is an absolute URL: it stands alone, is refused, or is joined like any other. */
  readonly absolute: 'alone' | 'refused' | 'joined';
}

/** `base/` and `/path` give `base/path`. */
export const ONE_SLASH: Join = { between: 'one slash', absolute: 'alone' };

/** `base` and `path` give `base/path`; `/path` is an error. */
export const SLASH_BEFORE_NAMES: Join = { between: 'slash before names', absolute: 'alone' };

/** `base/` and `/path` give `base//path`, and an absolute URL is no exception. */
export const AS_WRITTEN: Join = { between: 'nothing', absolute: 'joined' };

/** `https://host/v1/` and `/path` give `https://host/path`. */
export const RESOLUTION: Join = { between: 'resolution', absolute: 'alone' };
