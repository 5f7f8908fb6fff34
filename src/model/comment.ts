/** A comment of a file. Offsets are those of the text without its byte-order mark. */
export interface Comment {
  readonly start: number;
  readonly end: number;
  /** What it says, without the marks around it. */
  readonly text: string;
  /** Whether it has an end of its own, as opposed to that of its line. */
  readonly isBlock: boolean;
}
