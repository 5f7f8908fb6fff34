import { expect } from 'vitest';
import type { FixResult } from '../../src/run/fix.js';
import type { Texts } from './findings.js';

/**
 * Checks that a fix left all that no edit covers as it was and in its order, byte-order marks and line ends included.
 *
 * @param texts the files as they were, by path, with byte-order marks
 * @param after the files as they became
 * @throws AssertionError that names the file and what it lost
 */
export function checkKeptBytes(texts: Texts, after: Texts, { before, changes }: FixResult): void {
  const edits = before.findings.flatMap(({ fix: change, suggestions }) => (change ?? suggestions[0])?.edits ?? []);
  for (const { file, before: text } of changes) {
    const spans = edits.filter((edit) => edit.file === file).sort((left, right) => left.start - right.start);
    const starts = [0, ...spans.map(({ end }) => end)];
    const kept = starts.map((start, index) => text.slice(start, spans[index]?.start ?? text.length));
    const now = after[file] ?? '';
    let offset = 0;
    for (const piece of kept) {
      const found = now.indexOf(piece, offset);
      expect(found, `${JSON.stringify(piece)} must stay in ${file}`).toBeGreaterThanOrEqual(0);
      offset = found + piece.length;
    }
    const original = texts[file] ?? '';
    expect(now.startsWith('\uFEFF'), `byte-order mark of ${file}`).toBe(original.startsWith('\uFEFF'));
    expect(lineEndsOf(now), `line ends of ${file}`).toEqual(lineEndsOf(original));
  }
}

function lineEndsOf(text: string): readonly string[] {
  return [...new Set(text.match(/\r?\n/g))].sort();
}
