import { config } from '../config.js';

/** Clever answered with something other than success. */
export class CleverError extends Error {
  constructor(
    readonly status: number,
    path: string,
  ) {
    super(`Clever answered ${status} to GET ${path}`);
    this.name = 'CleverError';
  }
}

/** Reads Clever's API on behalf of the owner of a token. */
export class CleverClient {
  private readonly baseUrl = config.clever.apiUrl;

  constructor(private readonly token: string) {}

  /**
   * Asks for one path.
   *
   * @param path begins with a slash
   * @throws CleverError for any status but 2xx
   */
  async get<Body>(path: string): Promise<Body> {
    const response = await fetch(`${this.baseUrl}${path}`, {
      headers: { Authorization: `Bearer ${this.token}`, Accept: 'application/json' },
    });
    if (!response.ok) throw new CleverError(response.status, path);
    return (await response.json()) as Body;
  }
}
