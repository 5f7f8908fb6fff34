import { Buffer } from 'buffer';

export { Buffer };

/** Whether bytes are valid UTF-8, as `isUtf8` of `node:buffer` says. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
