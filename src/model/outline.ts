/** What a file says to those that import it. */
export interface Outline {
  /** The declarations of what it exports, as the compiler would write them beside a library. */
  readonly text: string;
  /** Whether they mention other files, so that they may mean something else under the same text. */
  readonly mentionsOthers: boolean;
}
