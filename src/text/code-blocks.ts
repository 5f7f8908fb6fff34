import { commentsOfBlock } from '../discover/text-formats.js';
import { blank } from '../model/blanked.js';
import { withoutComments } from './comments.js';

/** Each mark takes one space and no more, so that there is one way only to read a line. */
const FENCE = /^ {0,3}(?:[-*+]\s|\d+[.)]\s|>|\s)*(`{3,}|~{3,})\s*\{?\.?([\w+-]*)/;
const INDENTED = /^(?: {4}|\t)/;
const LIST_ITEM = /^\s*(?:[-*+]|\d+[.)])\s/;

/**
 * Blanks all of a Markdown document but its code blocks, and the comments in those.
 *
 * @param text the document
 * @returns a text of the same length
 * @see https://spec.commonmark.org/0.31.2/#fenced-code-blocks
 */
export function codeBlocksOf(text: string): string {
  const lines = text.split(/(?<=\n)/);
  const textOf = (first: number, end: number): string => lines.slice(first, end).join('');
  let result = '';
  let done = 0;
  for (const { first, end, comments } of findBlocks(lines)) {
    result += blank(textOf(done, first)) + withoutComments(textOf(first, end), comments);
    done = end;
  }
  return result + blank(textOf(done, lines.length));
}

/** Lines from `first` up to, and without, `end`. */
interface Block {
  readonly first: number;
  readonly end: number;
  readonly comments: ReturnType<typeof commentsOfBlock>;
}

function findBlocks(lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  let isInList = false;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const fence = FENCE.exec(line);
    const block = fence
      ? {
          first: index + 1,
          end: endOfFence(lines, index + 1, fence[1] ?? ''),
          comments: commentsOfBlock(fence[2] ?? ''),
        }
      : !isInList && isIndentedStart(lines, index)
        ? { first: index, end: endOfIndented(lines, index), comments: commentsOfBlock('') }
        : null;
    if (block) {
      if (block.end > block.first) blocks.push(block);
      index = fence ? block.end : block.end - 1;
    } else if (LIST_ITEM.test(line)) isInList = true;
    else if (/^\S/.test(line)) isInList = false;
  }
  return blocks;
}

function endOfFence(lines: readonly string[], from: number, mark: string): number {
  const closes = new RegExp(String.raw`^[\s>]*${mark.charAt(0)}{${mark.length},}\s*$`);
  return endOfBlock(lines, from, (line) => closes.test(line));
}

/** Indented code stands behind an empty line, or at the top; otherwise it goes on with the paragraph. */
function isIndentedStart(lines: readonly string[], index: number): boolean {
  return INDENTED.test(lines[index] ?? '') && (lines[index] ?? '').trim() !== '' && !(lines[index - 1] ?? '').trim();
}

function endOfIndented(lines: readonly string[], from: number): number {
  return endOfBlock(lines, from + 1, (line) => line.trim() !== '' && !INDENTED.test(line));
}

function endOfBlock(lines: readonly string[], from: number, ends: (line: string) => boolean): number {
  let end = from;
  while (end < lines.length && !ends(lines[end] ?? '')) end += 1;
  return end;
}
