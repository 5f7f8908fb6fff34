/** A host that the user counts among Clever's. */
export interface ConfiguredHost {
  /** In lower case, without port. */
  readonly host: string;
  /** Null for any. */
  readonly port: string | null;
  /** The path below which Clever's paths begin, without a closing slash; empty for all of the host. */
  readonly path: string;
}

/**
 * Takes apart how a configuration names a host.
 *
 * @param text `proxy.example.org`, or an address: `https://proxy.example.org/clever`
 */
export function toHost(text: string): ConfiguredHost {
  const match = /^(?:https?:\/\/)?([^/:]+)(?::(\d+))?(\/.*)?$/i.exec(text);
  if (!match) throw new Error(`The schema lets no such host through: ${text}`);
  const [, host = '', port, path = ''] = match;
  return { host: host.toLowerCase(), port: port ?? null, path: path.replace(/\/+$/, '') };
}
