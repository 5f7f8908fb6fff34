import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The part of `createHash` that fingerprints of findings need: SHA-256 of a text, in hexadecimal digits. */
export function createHash(algorithm: string) {
  if (algorithm !== 'sha256') throw new Error(`No such hash: ${algorithm}`);
  const hash = sha256.create();
  return {
    update(text: string) {
      hash.update(utf8ToBytes(text));
      return this;
    },
    digest: () => bytesToHex(hash.digest()),
  };
}
