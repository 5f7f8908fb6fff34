import type { Client } from '../clients/client.js';
import { CLIENTS } from '../clients/index.js';
import type { Sources } from '../program/sources.js';

/**
 * The files that may set up a client for all who use it, in their bytes: `axios.interceptors.response.use(…)`,
 * `http.defaults.validateStatus = …`. Such a file need not name Clever, nor be imported by the code that asks.
 */
export function filesSettingUp(
  { interceptor, assignedBase, decoders, errors }: Client,
  sources: Pick<Sources, 'filesMentioning' | 'mentions'>,
): readonly string[] {
  const [interceptors] = interceptor;
  const [defaults] = assignedBase;
  if (interceptors === undefined || defaults === undefined) return [];
  const settings = [...decoders, ...errors.lenient];
  return [
    ...sources.filesMentioning(interceptors),
    ...sources.filesMentioning(defaults).filter((file) => settings.some((name) => sources.mentions(file, name))),
  ];
}

/** The files that may answer in the place of a server, whichever it is. */
export function filesMocking(sources: Pick<Sources, 'filesMentioning'>): readonly string[] {
  const words = new Set(CLIENTS.flatMap(({ mock }) => mock?.word ?? []));
  return [...words].flatMap((word) => sources.filesMentioning(word));
}
