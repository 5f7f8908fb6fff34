import type { ts } from 'ts-morph';

/** Where a new line may begin. */
export interface Gap {
  /** The blanks between two tokens, and what of the tokens goes with them. */
  readonly start: number;
  readonly end: number;
  /** How many levels further in than its node the new line is, and how many blanks or tabs beyond that. */
  readonly levels: number;
  readonly aligned: number;
  /** What stands before the new line and behind it: a comma that a list gets, a bracket. */
  readonly before: string;
  readonly behind: string;
}

/** Text whose lines go further in once a node is broken. */
export interface Deeper {
  readonly start: number;
  readonly end: number;
  readonly levels: number;
  readonly aligned: number;
}

/** The places in which a node that stands in one line is broken into several. */
export interface Break {
  readonly gaps: readonly Gap[];
  readonly deeper: readonly Deeper[];
  /** Edits that go with it: brackets that are no longer needed. */
  readonly dropped: readonly { readonly start: number; readonly end: number }[];
}

/** How a file writes lists that go over several lines. */
export interface Habits {
  readonly trailingComma: boolean;
  /** What ends a member of a type. */
  readonly memberEnd: string;
}

/** A gap before a node. */
export function gapTo(node: ts.Node, levels: number, aligned = 0): Gap {
  return gapBetween(endBefore(node), node.getStart(), levels, aligned);
}

/** A gap between two offsets. */
export function gapBetween(start: number, end: number, levels: number, aligned = 0): Gap {
  return { start, end, levels, aligned, before: '', behind: '' };
}

/** The end of the token before a node. */
function endBefore(node: ts.Node): number {
  const { text } = node.getSourceFile();
  let end = node.getStart();
  while (end > 0 && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return end;
}

/** Whether nothing but blanks stands in the gaps of a break, and no new line yet: a comment would be moved. */
export function isUnbroken({ gaps }: Break, text: string): boolean {
  return gaps.every(({ start, end }) => /^[^\S\n]*$/.test(text.slice(start, end)));
}
