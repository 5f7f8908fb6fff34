import type { Edit, Span } from './spans.js';

/** A run of characters of a computed URL and where it was written. */
export interface UrlPiece {
  /** The characters, or `{name}` for a value that only run time knows. */
  readonly text: string;
  /** Whether `text` stands for a value that is not known. */
  readonly hole: boolean;
  /** The text's place in the source; null where no source spells it (a base that a client adds by itself). */
  readonly span: Span | null;
  /** Whether `span` holds `text` letter for letter, so that a part of the text has a part of the span. */
  readonly verbatim: boolean;
  /** The environment variable that it is read from, whether its value is known or not. */
  readonly variable?: string;
  /** The environment variable whose value takes its place where a deployment sets it. */
  readonly overriddenBy?: string;
  /** Whether the code takes no query from here, as what is written ends with the path: `url.pathname`. */
  readonly takesNoQuery?: true;
  /** What else the program uses the same text for: other servers, a comparison, a route; null for nothing. */
  readonly foreign: string | null;
}

/**
 * A Clever URL, taken apart. Offsets count characters of the concatenated pieces. A mask stands for what must not be
 * shown, so that nothing that is made of a usage can show it.
 */
export interface CleverUrl {
  readonly pieces: readonly UrlPiece[];
  /** All pieces joined, for messages: `https://api.clever.com/v1.1/students/{id}`. */
  readonly text: string;
  readonly scheme: string;
  readonly host: string;
  /** `v1.1`, or null for a path without a version. */
  readonly version: string | null;
  /** Path below the version, holes as `{name}`, no query: `/students/{id}/contacts`. */
  readonly path: string;
  /** Query without the question mark; empty if there is none. */
  readonly query: string;
  /** Where scheme and host are written, if in one piece. */
  readonly originSpan: Span | null;
  /** Where the version is written, or the part of it that names the number. */
  readonly versionSpan: Span | null;
  /** What stands at `versionSpan`: `v1.1`, or `1.1` where the code adds the letter. */
  readonly versionText: string;
  /** The environment variable that has the version in its value, where the configuration of this tool gives it that value. */
  readonly versionIn?: string;
  /** Where the path begins to be written, up to the end of the piece or of the path. */
  readonly pathSpan: Span | null;
  /** What stands at `pathSpan`: `/me`, or `me` where a client adds the slash. */
  readonly pathText: string;
  /**
   * The edits that take the version out of a base, and put it into the paths of the other calls that use the base and do
   * not move. The path of this one is to get the version that it moves to.
   */
  readonly pushedDown?: readonly Edit[];
}

/** How a URL came to be seen. */
export type UrlOrigin =
  /** an HTTP client is called with it */
  | 'request'
  /** it is handed to something that will call it: a provider, a strategy */
  | 'setting'
  /** a mock answers it in the place of the server */
  | 'mock'
  /** a package asks for it, and hands on the answer */
  | 'package'
  /** it is a link that an earlier answer held, so that no source spells it */
  | 'link'
  /** a constant that nothing known uses */
  | 'constant'
  /** text of a configuration file */
  | 'text'
  /** text of a program in another language */
  | 'language'
  /** an address in the description of an API: OpenAPI, Postman */
  | 'description'
  /** a code block of a document */
  | 'document';
