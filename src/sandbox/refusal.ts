/** An answer that is not 200. */
export class Refusal extends Error {
  readonly status: number;
  /** JSON with a message, or a page for people. */
  readonly form: 'json' | 'page';

  constructor(status: number, message: string, form: 'json' | 'page' = 'json') {
    super(message);
    this.status = status;
    this.form = form;
  }
}

/** What Clever has, and the sandbox does not play. */
export function notPlayed(what: string): Refusal {
  return new Refusal(501, `The sandbox does not support ${what}.`);
}
