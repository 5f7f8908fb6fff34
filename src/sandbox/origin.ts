/** The port of the sandbox where none is asked for. */
export const usualPort = 4310;

const loopback: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Reads the address of a sandbox.
 *
 * @param address as a user gives it; undefined or empty for the usual one
 * @returns scheme, host and port
 * @throws Error for an address that is none, or that is not on this machine
 */
export function sandboxOrigin(address: string | undefined): string {
  if (!address) return `http://127.0.0.1:${usualPort}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'http:' || !loopback.includes(url.hostname)) {
    const example = `http://127.0.0.1:${usualPort}`;
    throw new Error(`CLEVER_SANDBOX_URL must be a URL on this machine, such as ${example}, not '${address}'`);
  }
  return url.origin;
}
