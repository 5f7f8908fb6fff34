import { optionOf } from './decoding.js';
import type { Client } from '../clients/client.js';
import { CLIENTS } from '../clients/index.js';
import { filesLeadingTo } from '../model/leading-files.js';
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
  const settings = [...decoders.map(optionOf), ...errors.lenient];
  return [
    ...sources.filesMentioning(interceptors),
    ...sources.filesMentioning(defaults).filter((file) => settings.some((name) => sources.mentions(file, name))),
  ];
}

/**
 * The files that may answer in the place of a server, whichever it is, for files that ask: those of their packages, and of
 * the packages that import them, and what these import.
 */
export function filesMocking(
  askers: readonly string[],
  sources: Pick<Sources, 'filesMentioning' | 'importersOf' | 'packageOf'>,
): readonly string[] {
  const packagesAbove = (files: readonly string[]): readonly string[] =>
    [...filesLeadingTo(files, sources)].map((file) => sources.packageOf(file));
  const asking = new Set(packagesAbove(askers));
  const words = new Set(CLIENTS.flatMap(({ mock }) => mock?.word ?? []));
  const mocking = [...words].flatMap((word) => sources.filesMentioning(word));
  return mocking.filter((file) => packagesAbove([file]).some((name) => asking.has(name)));
}
