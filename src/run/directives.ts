import { kindOf } from '../discover/file-kind.js';
import { DIRECTIVE_WORDS, readDirectives, type Directives } from '../engine/directives.js';
import type { DirectivesOf } from '../engine/suppress.js';
import { RULE_PREFIX } from '../engine/judge.js';
import type { Comment } from '../model/comment.js';
import type { Rule } from '../rule/rule.js';
import { commentsOfText } from '../text/search.js';

const NONE: Directives = { covers: [], own: [], faults: [] };

/** What the directives of a project are read from. */
export interface DirectiveSources {
  readonly rules: readonly Rule[];
  readonly textOf: (file: string) => string;
  /** The comment around an offset of a file that was parsed. */
  readonly commentAt: (file: string, offset: number) => Comment | null;
}

/** Reads the directives of files, each once and when it is first asked for. */
export function openDirectives({ rules, textOf, commentAt }: DirectiveSources): DirectivesOf {
  const known = new Map<string, Directives>();
  const names = rules.map(({ name }) => RULE_PREFIX + name);
  const today = new Date().toISOString().slice(0, 10);
  const read = (file: string): Directives => {
    const text = textOf(file);
    const words = [...text.matchAll(DIRECTIVE_WORDS)].map(({ index }) => index);
    if (words.length === 0) return NONE;
    const isLinted = kindOf(file) === 'source';
    const comments = isLinted ? commentsAround(words, (offset) => commentAt(file, offset)) : commentsOfText(file, text);
    return readDirectives(text, comments, { rules: names, today, isLinted });
  };
  return (file) => {
    const directives = known.get(file) ?? read(file);
    known.set(file, directives);
    return directives;
  };
}

/** Each comment once, in their order. */
function commentsAround(offsets: readonly number[], commentAt: (offset: number) => Comment | null): readonly Comment[] {
  const comments = offsets.flatMap((offset) => commentAt(offset) ?? []);
  return [...new Map(comments.map((comment) => [comment.start, comment])).values()];
}
