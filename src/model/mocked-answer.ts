import type { Layout } from './layout.js';
import type { Span } from './spans.js';

/** The answer that a mock gives in the place of the server. */
export interface MockedAnswer {
  /** The code from the request that is named to the end of its answer. Said once more, it answers one more request. */
  readonly code: Span;
  readonly text: string;
  /** What goes between the code and one more like it. */
  readonly joint: string;
  /** Whether it says that the request failed. */
  readonly fails: boolean;
  /** Whether it lets the request go to the server. */
  readonly passes: boolean;
  /** What its file asks of the mocks later: whether all were asked for, or how often each was; null for neither. */
  readonly counted: 'all' | 'each' | null;
  /** Null where the body is not written in place. */
  readonly body: ObjectText | null;
}

/** An object as its code spells it. */
export interface ObjectText {
  readonly span: Span;
  /** Where the code has it: the same place, or that of the constant's name. */
  readonly at: Span;
  readonly text: string;
  readonly members: readonly MemberText[];
  /** The quotation mark that its file uses. */
  readonly quote: string;
  readonly layout: Layout;
}

/** A member of an object: its name, and its value as written. */
export interface MemberText {
  readonly name: string;
  readonly text: string;
  /** The value, where it is a text that is spelled out. */
  readonly literal: string | null;
  /** The value's own members, where it is an object that is spelled out. */
  readonly members: readonly MemberText[] | null;
}
