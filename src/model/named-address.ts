/** A place that tells requests by the address that a change moves. */
export interface NamedAddress {
  readonly file: string;
  /** The first is 1. */
  readonly line: number;
  /** Whether it answers for any address of the host, so that the new one is answered as the old one was. */
  readonly answersAny: boolean;
}
