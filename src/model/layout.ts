import type { Edit, Span } from './spans.js';

/** A statement that declares what an element of a pattern declared. */
export interface Replacement {
  /** Where the statement goes. */
  readonly at: Span;
  /** Whether it goes behind another statement, instead of before one. */
  readonly follows: boolean;
  /** `const`, `let` or `var`. */
  readonly keyword: string;
  /** The name that the element declares. */
  readonly name: string;
  /** A free name for the roles, and one for the id of v3, that the pattern takes out instead. */
  readonly roles: string;
  readonly newId: string;
  /** Whether a default of the pattern may stand for a part of the answer. */
  readonly mayBeNothing: boolean;
  /** What the name stands for where the answer has no such member, as code; null for nothing. */
  readonly fallback: string | null;
  readonly quote: string;
  /** What ends a statement. */
  readonly semicolon: string;
  readonly layout: Layout;
}

/** How a file writes code at one of its places. */
export interface Layout {
  /** What the line begins with. */
  readonly indent: string;
  /** One more level of it. */
  readonly step: string;
  readonly newline: string;
  /** How many characters a line has at most. */
  readonly width: number;
}

/** A place for statements beside another one. */
export interface StatementPlace {
  /** Where they go. */
  readonly at: Span;
  /** The block that sees what they declare. */
  readonly scope: Span;
  /** What ends a statement. */
  readonly semicolon: string;
  readonly layout: Layout;
  /** What the code around them needs so that they may stand there. */
  readonly around: readonly Edit[];
  /** The first of some names that nothing there has, for a value; null where all are taken. */
  freeName(wanted: readonly string[], value: string): string | null;
}

/** Where code that finds another result for an expression goes: in front of its statement, or behind the declaration of it. */
export interface ResultPlace extends StatementPlace {
  /** The variable that is declared as the expression; null where the statement returns it, or is chosen by it. */
  readonly declared: DeclaredName | null;
}

/** `const known` of `const known = await find(id)`. */
export interface DeclaredName {
  readonly name: string;
  /** `const` or `let`. */
  readonly keyword: Span;
}
