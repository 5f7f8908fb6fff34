import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import type { Question } from './messages.ts';

/** What a link carries. */
export type Shared = Omit<Question, 'id'>;

/**
 * Writes a project into the fragment of a link, which browsers do not send to any server.
 *
 * @returns the fragment without its `#`
 */
export function toFragment(shared: Shared): string {
  const bytes = deflateSync(strToU8(JSON.stringify(shared)), { level: 9 });
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * Reads a project from the fragment of a link.
 *
 * @param fragment without its `#`
 * @returns null for a fragment that `toFragment` did not write
 */
export function fromFragment(fragment: string): Shared | null {
  try {
    const binary = atob(fragment.replaceAll('-', '+').replaceAll('_', '/'));
    const text = strFromU8(inflateSync(Uint8Array.from(binary, (character) => character.charCodeAt(0))));
    const shared: unknown = JSON.parse(text);
    return isShared(shared) ? shared : null;
  } catch {
    // Anybody can write a link: what is none shows the first example.
    return null;
  }
}

function isShared(value: unknown): value is Shared {
  if (typeof value !== 'object' || value === null) return false;
  const { files, preset, target } = value as Record<string, unknown>;
  return (
    typeof files === 'object' &&
    files !== null &&
    Object.keys(files).length > 0 &&
    Object.values(files).every((text) => typeof text === 'string') &&
    (preset === 'recommended' || preset === 'strict') &&
    (target === 'v3.0' || target === 'v3.1')
  );
}
