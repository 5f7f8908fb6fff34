/** An answer that is not 200: JSON with a message, or a page for people. */
export class Refusal extends Error {
  readonly status: number;
  readonly isPage: boolean;

  constructor(status: number, message: string, isPage = false) {
    super(message);
    this.status = status;
    this.isPage = isPage;
  }
}
