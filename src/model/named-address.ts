/** A place that tells requests by the address that a change moves. */
export interface NamedAddress {
  readonly file: string;
  /** The first is 1. */
  readonly line: number;
}
