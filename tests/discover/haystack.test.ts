import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Haystack } from '../../src/discover/haystack.js';
import { temporaryFolder } from '../support/folders.js';

/** Pieces that make words across the ends of files, and texts that are none. */
const piece = fc.constantFrom('cle', 'ver', 'clever', 'LEVER', 'a', '\n', '\0', 'é', '\u{1F642}', 'word', 'wo', 'rd');
const content = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((pieces) => Buffer.from(pieces.join(''))),
  fc.constant(Buffer.from([0xe9, 0x61])),
  fc.constant(Buffer.from([0x61, 0xc3])),
  fc.constant(Buffer.from([0xa9, 0x61])),
);
const word = fc.constantFrom('clever', 'word', 'é', 'ver');

describe('Haystack', () => {
  it('tells of each file what it would tell of that file alone', () => {
    const root = temporaryFolder({});
    fc.assert(
      fc.property(fc.array(content, { minLength: 1, maxLength: 8 }), word, (contents, needle) => {
        const haystack = new Haystack();
        for (const [index, bytes] of contents.entries()) {
          writeFileSync(join(root, String(index)), bytes);
          haystack.read(String(index), join(root, String(index)));
        }
        const places = [...haystack.places(needle)].map(({ file }) => file);
        for (const [index, bytes] of contents.entries()) {
          const read = haystack.get(String(index));
          const isPlain = !bytes.includes(0) && isUtf8Alone(bytes);
          expect(read.content.equals(bytes)).toBe(true);
          expect(read.isPlain).toBe(isPlain);
          expect(read.mayNameClever).toBe(bytes.includes('lever') || bytes.includes('LEVER'));
          expect(places.filter((file) => file === String(index))).toHaveLength(countOf(bytes, needle));
        }
      }),
    );
  });

  it('keeps texts that fill a buffer, and those that do not fit into what is left of one', () => {
    const root = temporaryFolder({});
    const haystack = new Haystack();
    const sizes = [10, 1024 * 1024 - 12, 1024 * 1024 - 1, 1024 * 1024, 3 * 1024 * 1024, 0, 700_000, 700_000, 5];
    for (const [index, size] of sizes.entries()) {
      const path = join(root, `${index}.txt`);
      writeFileSync(path, Buffer.alloc(size, String(index)));
      haystack.read(path, path);
    }
    for (const [index, size] of sizes.entries()) {
      const { content } = haystack.get(join(root, `${index}.txt`));
      expect([content.length, content.equals(Buffer.alloc(size, String(index)))]).toEqual([size, true]);
    }
  });

  it('forgets a text when another takes its place', () => {
    const haystack = new Haystack();
    haystack.add('a', Buffer.from('clever'));
    haystack.add('a', Buffer.from('x'));
    expect([...haystack.places('clever')]).toEqual([]);
    expect(haystack.get('a').mayNameClever).toBe(false);
  });
});

/** What the decoder of the platform accepts. */
function isUtf8Alone(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function countOf(bytes: Buffer, needle: string): number {
  let count = 0;
  for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + 1)) count += 1;
  return count;
}
