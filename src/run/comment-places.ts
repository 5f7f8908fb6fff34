import { assignmentsIn } from '../discover/env-syntax.js';
import { baseNameOf, kindOf } from '../discover/file-kind.js';
import { lineCommentOf } from '../discover/text-formats.js';
import type { CommentPlaces } from '../engine/marks.js';
import { lineStartAt } from '../model/lines.js';
import { firstIndex, type Extent } from '../model/place-index.js';
import { remembered } from '../model/remembered.js';
import { lineForComment, linesForComments } from '../text/comment-lines.js';
import type { AuditResult } from './audit-result.js';

/** Where comments can be put in the files of a result. */
export function commentPlacesOf({
  textOf,
  commentLineOf,
}: Pick<AuditResult, 'textOf' | 'commentLineOf'>): CommentPlaces {
  return { textOf, commentLine: commentLineOf, commentSign };
}

/** JSON has no comments, and of other settings it is not known where one is safe. */
function commentSign(file: string): string | null {
  const kind = kindOf(file);
  if (kind === 'text') return lineCommentOf(baseNameOf(file))?.sign ?? null;
  const signs = { source: '//', env: '#' } as Readonly<Record<string, string>>;
  return signs[kind ?? ''] ?? null;
}

/**
 * Finds where a comment can be put in files that no compiler reads.
 *
 * @param textOf the text of a file, without its byte-order mark
 * @returns what answers the start of the line above which a comment about an offset can stand alone; null for none
 */
export function openCommentLines(textOf: (file: string) => string): CommentPlaces['commentLine'] {
  const assignments = new Map<string, readonly Extent[]>();
  const lines = new Map<string, readonly number[]>();
  return (file, offset) => {
    const text = textOf(file);
    const kind = kindOf(file);
    if (kind === 'env') {
      const inFile = remembered(assignments, file, () => assignmentsIn(text));
      // Between the lines of a value in quotes, a comment would be a part of the value.
      const around = inFile[firstIndex(inFile, ({ end }) => end >= offset)];
      return lineStartAt(text, Math.min(offset, around?.start ?? offset));
    }
    const comment = kind === 'text' ? lineCommentOf(baseNameOf(file)) : null;
    if (!comment) return null;
    const inFile = remembered(lines, file, () => linesForComments(text, comment.style));
    return lineForComment(text, inFile, offset);
  };
}
