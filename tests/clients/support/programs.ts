/** Programs that use one client. The server's address is written as `http://127.0.0.1:PORT`. */
export interface ClientPrograms {
  /** What begins every program. */
  readonly head: string;
  /** Programs whose request arrives at the server; each by the situation it stands for. */
  readonly requests: Readonly<Record<string, string>>;
  /** Programs that export, as `id`, the member `data.id` of the answer. */
  readonly answers: Readonly<Record<string, string>>;
  /** Programs that the client refuses to send a request for, or whose request a mock keeps back. */
  readonly refused?: Readonly<Record<string, string>>;
  /** The names under which other versions of packages are installed here. */
  readonly installedAs?: Readonly<Record<string, string>>;
}

/** Where the server is. */
export const ORIGIN = 'http://127.0.0.1:PORT';

/** Bases as they are written, and paths. */
const BASES = [ORIGIN, `${ORIGIN}/`, `${ORIGIN}/v1.1`, `${ORIGIN}/v1.1/`];
const PATHS = ['me', '/me'];

/**
 * Every way in which base and path can meet: with a slash on either side, on both and on none.
 *
 * @param write makes a program of base and path
 * @param accepts says which of them the client takes
 * @returns the programs by their situation
 */
export function slashes(
  what: string,
  write: (base: string, path: string) => string,
  accepts: (base: string, path: string) => boolean = () => true,
): Record<string, string> {
  const pairs = BASES.flatMap((base) => PATHS.map((path) => [base, path] as const));
  return Object.fromEntries(
    pairs
      .filter(([base, path]) => accepts(base, path))
      .map(([base, path]) => [`${what}: ${base} and ${path}`, write(base, path)]),
  );
}

/** Of the ways in which base and path can meet, those that `slashes` leaves out for the same test. */
export function startsWithSlash(_base: string, path: string): boolean {
  return path.startsWith('/');
}

/** Paths that a client with a prefix takes. */
export function startsWithName(_base: string, path: string): boolean {
  return !path.startsWith('/');
}
