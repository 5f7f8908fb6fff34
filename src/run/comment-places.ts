import { kindOf } from '../discover/file-kind.js';
import type { CommentPlaces } from '../engine/marks.js';
import type { AuditResult } from './audit-result.js';

/** Where comments can be put in the files of a result. */
export function commentPlacesOf({
  textOf,
  commentLineOf,
}: Pick<AuditResult, 'textOf' | 'commentLineOf'>): CommentPlaces {
  return { textOf, commentLine: commentLineOf, commentSign };
}

/** JSON has no comments, and of other formats it is not known where one is safe. */
function commentSign(file: string): string | null {
  const signs = { source: '//', env: '#' } as Readonly<Record<string, string>>;
  return signs[kindOf(file) ?? ''] ?? null;
}
