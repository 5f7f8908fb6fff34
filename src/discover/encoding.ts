import { isUtf8 } from 'node:buffer';
import { UnfitFile } from './read-regular-file.js';

/** A text in UTF-8, and whether the file has it in another encoding. */
export interface DecodedFile {
  readonly content: Buffer;
  readonly isReencoded: boolean;
}

/**
 * Gives a file in UTF-8, in which everything else is searched and read. UTF-16 is known by its byte-order mark, or by the
 * zero bytes of its first two characters. Any other text is read as compilers read it: with a sign in place of each byte
 * that is no UTF-8, as of a letter in Latin-1. All that can be of Clever is in ASCII.
 *
 * @throws UnfitFile for UTF-16 that is broken, and for UTF-32
 */
export function decodeFile(content: Buffer): DecodedFile {
  if (isUtf32(content)) throw new UnfitFile('not a text file');
  const order = utf16OrderOf(content);
  if (order === null) return readAsUtf8(content);
  try {
    // The mark stays, as it does in UTF-8.
    const text = new TextDecoder(order, { fatal: true, ignoreBOM: true }).decode(content);
    return { content: Buffer.from(text, 'utf8'), isReencoded: true };
  } catch (error) {
    if (error instanceof TypeError) throw new UnfitFile('not a text file');
    throw error;
  }
}

function readAsUtf8(content: Buffer): DecodedFile {
  // What has a zero byte is no text in any of the encodings.
  if (isUtf8(content) || content.includes(0)) return { content, isReencoded: false };
  return { content: Buffer.from(content.toString('utf8'), 'utf8'), isReencoded: true };
}

/** Four bytes for each character, of which the first two, or the last two, are zero in all of ASCII and in the mark. */
function isUtf32(content: Buffer): boolean {
  if (content.length < 8 || content.length % 4) return false;
  const [first, second] = [content.readUInt32BE(0), content.readUInt32BE(4)];
  const isBigEnd = (value: number): boolean => value > 0 && value < 0x80;
  const isLittleEnd = (value: number): boolean => value > 0 && value % 0x1000000 === 0 && value < 0x80000000;
  const isMarkOrLetter = first === 0xfeff || isBigEnd(first);
  return (isMarkOrLetter && isBigEnd(second)) || ((first === 0xfffe0000 || isLittleEnd(first)) && isLittleEnd(second));
}

function utf16OrderOf(content: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (content.length < 2) return null;
  const [first, second, third, fourth] = content;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first && second === 0 && third && fourth === 0) return 'utf-16le';
  return first === 0 && second && third === 0 && fourth ? 'utf-16be' : null;
}
