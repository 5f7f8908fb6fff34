/**
 * How far a value is followed. No program that means what it does comes near one of these; past them it is generated, or
 * hostile.
 */

/** Steps that one answer may take. */
export const MAXIMUM_STEPS = 20_000;

/** Ways by which an answer comes to one expression of a function that calls itself, with other members each time. */
export const MAXIMUM_WAYS = 100;

/** Members in a row: longer paths only occur where a program walks a tree that it builds itself. */
export const MAXIMUM_PATH = 8;

/** Objects, lists and promises around an answer: deeper ones only come of a program that wraps without end. */
export const MAXIMUM_DEPTH = 7;

/** Names in a row for one value. */
export const MAXIMUM_NAMES = 8;

/** Functions that hand a function on to the next. */
export const MAXIMUM_LEVELS = 6;

/** Calls, one within the other, by which a position is told apart; a function that calls itself would never end. */
export const LEVELS_TOLD_APART = 3;

/** Functions of the program, one within the other, of which it is asked whether they do anything but make a value. */
export const MAXIMUM_CALLS = 4;

/** How many views one view is followed into. */
export const MOST_VIEWS_SHOWN = 100;

/** Blocks of a template, one within the other, that are read. */
export const DEEPEST_NESTING = 100;
