import { UnfitFile } from './read-regular-file.js';

/** A text in UTF-8, and whether the file has it so. */
export interface DecodedFile {
  readonly content: Buffer;
  readonly isUtf16: boolean;
}

/**
 * Gives a file in UTF-8, in which everything else is searched and read. UTF-16 is known by its byte-order mark, or by the
 * zero bytes of its first two characters.
 *
 * @throws UnfitFile for UTF-16 that is broken
 */
export function decodeFile(content: Buffer): DecodedFile {
  const order = utf16OrderOf(content);
  if (order === null) return { content, isUtf16: false };
  try {
    // The mark stays, as it does in UTF-8.
    const text = new TextDecoder(order, { fatal: true, ignoreBOM: true }).decode(content);
    return { content: Buffer.from(text, 'utf8'), isUtf16: true };
  } catch (error) {
    if (error instanceof TypeError) throw new UnfitFile('not a text file');
    throw error;
  }
}

function utf16OrderOf(content: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (content.length < 2) return null;
  const [first, second, third, fourth] = content;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first && second === 0 && third && fourth === 0) return 'utf-16le';
  return first === 0 && second && third === 0 && fourth ? 'utf-16be' : null;
}
