/** What the compiler has against a text. */
export interface CompilerError {
  /** Its number among the compiler's messages. */
  readonly code: number;
  /** Where in the text that was checked. */
  readonly start: number;
  /** Its first line. */
  readonly message: string;
  /** The code that it is about: of a member, with what it is read from. */
  readonly about: string;
}
