import type { ts } from 'ts-morph';
import { holdsSettings } from '../discover/file-kind.js';
import { remembered } from '../model/remembered.js';
import type { Span } from '../model/spans.js';
import type { UrlPiece } from '../model/url.js';

/** What a parameter or a field hangs on: known once it is known from where the function, or the class, is called. */
export type Scope = ts.FunctionLikeDeclaration | ts.ClassLikeDeclaration;

/**
 * Where a text comes from. What the settings of a deployment say (env files, compose files, JSON) may be a secret: it is
 * evaluated, but never written into a program.
 */
export type TextOrigin = 'program' | 'settings';

/** A piece of a text that is being computed. */
export interface Piece extends Omit<UrlPiece, 'foreign'> {
  readonly origin: TextOrigin;
  /** For a hole: the scope whose call sites would fill it. */
  readonly opens: Scope | null;
  /** For a hole: the one fact that would settle it. */
  readonly missing: string;
  /** For a hole: how a sentence says that, with the code as it is written, whose names say nothing of the value. */
  readonly said?: string;
  /** For a hole: the names that its value is read off, one after the other. */
  readonly readOff?: string;
  /** Where a proxy is told that it sends requests on to the address that begins with this piece. */
  readonly proxy?: Span;
  /** For a hole: whether it stands for more values than are checked. */
  readonly isCut?: boolean;
  /** The choices under which the text has this piece. */
  readonly choices?: readonly Choice[];
}

/**
 * One of several objects that a name may stand for, or of several values that a key or a condition may have: what is read off
 * it, or is so where it has this value, goes only with what else is.
 */
export interface Choice {
  /** The name, as written, or what the condition is about. */
  readonly holder: string;
  /** The call in which the name was read. */
  readonly frame: Frame | null;
  /** The object, or what the value may be. */
  readonly picked: ts.Node | Named;
}

/** What a key, or the outcome of a condition, may be. */
export interface Named {
  readonly texts: readonly string[];
  /** Whether it is one of the texts; else it is none of them. */
  readonly isAmong: boolean;
}

/** Where an object is used under the name of a variable. */
export interface Sight {
  readonly use: ts.Identifier;
  readonly context: Context;
  /** Where it was handed to the function of whose parameter this is the name. */
  readonly outer?: Sight | undefined;
}

/** An expression and what is known where it stands. */
export interface Placed {
  readonly node: ts.Expression;
  readonly context: Context;
}

/** One call of a function or one construction of a class. */
export interface CallSite {
  /** Null for a getter, which is called by being read. */
  readonly node: ts.CallExpression | ts.NewExpression | null;
  readonly arguments: readonly Placed[];
  readonly context: Context;
  /** The choices under which it calls what it calls. */
  readonly choices?: readonly Choice[] | undefined;
  /** The instance that is made by it where a class of the program extends the class that is called. */
  readonly heir?: ValueOf<'instance'>;
}

/** A call that evaluation went down into. */
export interface Frame {
  readonly scope: Scope;
  readonly site: CallSite;
  readonly receiver: Value | null;
  /** The frame in which the function was made: what its closure sees. */
  readonly parent: Frame | null;
}

/** A call of a method that ends in `return this`. */
export interface BuilderStep {
  readonly method: ts.FunctionLikeDeclaration;
  /** What is known inside of the method. */
  readonly context: Context;
}

/** What is known about parameters while an expression is evaluated. */
export interface Context {
  /** Call sites chosen, one for each scope, for code that is looked at without knowing who calls it. */
  readonly opened: ReadonlyMap<Scope, CallSite | null>;
  readonly frame: Frame | null;
  readonly depth: number;
  /** What is known outside of all calls that evaluation went down into; null where it is in none. */
  readonly outside: Context | null;
  /** A node that stands for values which were worked out elsewhere: what `map` made of an element. */
  readonly given: { readonly node: ts.Node; readonly values: Values } | null;
}

/** A step from a thing the program does not define: a member of it, or a call of it. */
export type ExternalStep =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'call'; readonly site: CallSite; readonly construct: boolean };

/** What an expression can be. */
export type Value =
  | { readonly kind: 'text'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'object';
      readonly node: ts.ObjectLiteralExpression | ts.EnumDeclaration;
      readonly context: Context;
      /** The choices under which it is this object. */
      readonly choices?: readonly Choice[];
      /** Where it was seen under a name whose members are assigned: what they hold there may be known. */
      readonly seen?: Sight;
    }
  | { readonly kind: 'merge'; readonly parts: readonly Value[] }
  /** An object that a package makes: what it hands to a function of the program. */
  | { readonly kind: 'members'; readonly members: Readonly<Record<string, Values>> }
  | { readonly kind: 'array'; readonly elements: readonly Placed[] }
  | {
      readonly kind: 'function';
      readonly node: ts.FunctionLikeDeclaration;
      readonly context: Context;
      readonly receiver: Value | null;
      /** Arguments given ahead by `.bind`. */
      readonly bound: readonly Placed[];
      /** The choices under which it is this function. */
      readonly choices?: readonly Choice[];
      /**
       * Whether a call of it may get an answer without a run of it: the one of an earlier call, whatever it is called with
       * (`_.once(load)`) or with the same first argument (`_.memoize(load)`), or one that a library has in its place.
       */
      readonly skipped?: 'after a call' | 'by first argument' | 'by a library';
    }
  | {
      readonly kind: 'class';
      readonly node: ts.ClassLikeDeclaration;
      readonly context: Context;
      /** For `this` in a static method: the method, whose callers say whether an heir is meant. */
      readonly opens: Scope | null;
    }
  | {
      readonly kind: 'instance';
      /** Its class, or the function that constructs it. */
      readonly node: Scope;
      /** Where it is constructed; null if that is not known. */
      readonly site: CallSite | null;
      /** What is known where the instance is seen. */
      readonly context: Context;
      /** The class at which the search for members begins, where code says `super`. */
      readonly from: ts.ClassLikeDeclaration | null;
      /** The calls in a chain that it came through: `address.version('v1.1').resource('students')`. */
      readonly steps?: readonly BuilderStep[];
    }
  | { readonly kind: 'module'; readonly file: string }
  | {
      readonly kind: 'external';
      readonly root: ExternalRoot;
      readonly steps: readonly ExternalStep[];
      /** For an environment that was checked: what each variable must be, with defaults. */
      readonly schema?: Value;
    }
  | {
      readonly kind: 'unknown';
      readonly name: string;
      readonly missing: string;
      readonly opens: Scope | null;
      /** Null for what stands nowhere by itself. */
      readonly span: Span | null;
      /** The environment variable whose value it is. */
      readonly variable?: string;
      /** For a member of what is not known: the names that it is read off, one after the other. */
      readonly readOff?: string;
      /** Whether it stands for more values than are checked. */
      readonly isCut?: boolean;
    };

/** A package or a global name. */
export type ExternalRoot = { readonly module: string } | { readonly global: string };

export type ValueOf<Kind extends Value['kind']> = Extract<Value, { kind: Kind }>;
export type Values = readonly Value[];

/** The context of code about which nothing is known. */
export const EMPTY_CONTEXT: Context = { opened: new Map(), frame: null, depth: 0, outside: null, given: null };

/** The value of a name that is not set. */
export const NOTHING: Value = { kind: 'nothing' };

/** What one expression can be: as many values are looked at, and the last of more says that there are more. */
export const MAXIMUM_ALTERNATIVES = 64;

const MORE_VALUES = 'more values than this tool checks';

/** Stands for the values past the bound. */
export const OTHERS: Value = {
  kind: 'unknown',
  name: 'others',
  missing: MORE_VALUES,
  opens: null,
  span: null,
  isCut: true,
};

/** Why a value is not known whose expression leads back to itself. */
export const COMPUTED_FROM_ITSELF = 'a value that is computed from itself';

/** What is known outside of all calls that evaluation went down into. */
export function outsideOf(context: Context): Context {
  return context.outside ?? context;
}

/** An expression that stands for values which were worked out elsewhere. */
export function placedValues(node: ts.Expression, values: Values): Placed {
  return { node, context: { ...EMPTY_CONTEXT, given: { node, values } } };
}

/** Pieces that a text is followed with; one of more is generated, or hostile. */
const MAXIMUM_PIECES = 500;

const TOO_MANY_PIECES = 'a string with too many pieces';

/** A text whose characters stand in the source. */
export function writtenText(text: string, span: Span, verbatim: boolean): ValueOf<'text'> {
  return knownPiece(text, span, verbatim, holdsSettings(span.file) ? 'settings' : 'program');
}

/** A text that no source spells, such as the separator of a join. */
export function impliedText(text: string): ValueOf<'text'> {
  return knownPiece(text, null, false, 'program');
}

/** A text that the user's configuration gives a variable. */
export function configuredText(text: string): ValueOf<'text'> {
  return knownPiece(text, null, false, 'settings');
}

function knownPiece(text: string, span: Span | null, verbatim: boolean, origin: TextOrigin): ValueOf<'text'> {
  return { kind: 'text', pieces: [{ text, hole: false, span, verbatim, origin, opens: null, missing: '' }] };
}

/** A value that cannot be computed. */
export function unknown(name: string, missing: string, span: Span, opens: Scope | null = null): ValueOf<'unknown'> {
  return { kind: 'unknown', name, missing, opens, span };
}

/** How many characters are kept of the names that a value is read off: a loop may read members of members for ever. */
const LONGEST_NAMES = 200;

/** A member of a value that is not known, which is not known for the same reason. */
export function memberOfUnknown(holder: ValueOf<'unknown'>, name: string, span = holder.span): Value {
  const { missing, opens, isCut } = holder;
  const readOff = `${holder.readOff ?? holder.name} ${name}`.slice(-LONGEST_NAMES);
  return { kind: 'unknown', name, missing, opens, span, readOff, ...(isCut ? { isCut } : {}) };
}

/** The same values as the defaults of an environment variable, whose texts tell its name. */
export function asDefaults(values: Values, variable: string): Values {
  return values.map((value) =>
    value.kind === 'text'
      ? { ...value, pieces: value.pieces.map((piece) => ({ overriddenBy: variable, ...piece })) }
      : value,
  );
}

/** The characters of a text, holes as `{name}`. */
export function charactersOf(pieces: readonly { readonly text: string }[]): string {
  let text = '';
  for (const piece of pieces) text += piece.text;
  return text;
}

/** The texts among values. */
export function textsAmong(values: Values): readonly (readonly Piece[])[] {
  return values.flatMap((value) => (value.kind === 'text' ? [value.pieces] : []));
}

/** The whole text, if nothing in it is unknown. */
export function knownText(value: Value): string | null {
  if (value.kind !== 'text' || value.pieces.some((piece) => piece.hole)) return null;
  return charactersOf(value.pieces);
}

/**
 * What a value becomes where a text is needed.
 *
 * @param value any value
 * @param name of the hole that an unknown value leaves
 * @param written the expression as the code has it, for what is said to be missing
 */
export function toPieces(value: Value, name: string, span: Span, written = name): readonly Piece[] {
  if (value.kind === 'text') return value.pieces;
  if (value.kind === 'unknown') {
    const { opens, missing, variable, readOff, isCut } = value;
    const hole = holePiece(value.name, value.span ?? span, missing, opens);
    const source = { ...(variable === undefined ? {} : { variable }), ...(readOff === undefined ? {} : { readOff }) };
    return [{ ...hole, ...source, ...(isCut ? { isCut } : {}) }];
  }
  const shown = value.kind === 'external' ? (nameOfExternal(value) ?? name) : name;
  const hole = { ...holePiece(shown, span, `the value of ${shown}`, null), said: `the value of \`${written}\`` };
  if (value.kind !== 'external') return [hole];
  const { setting, readOff } = namesOf(value);
  return [
    setting === null ? { ...hole, readOff } : { ...holePiece(shown, span, nameOfSetting(setting), null), readOff },
  ];
}

function nameOfSetting(setting: string): string {
  return `the value of the setting \`${setting}\``;
}

function holePiece(name: string, span: Span | null, missing: string, opens: Scope | null): Piece {
  return { text: `{${name}}`, hole: true, span, verbatim: false, origin: 'program', opens, missing };
}

/**
 * All names on the way to a value: `config clever url` of `config().clever.url`, `get clever.url` of
 * `config.get('clever.url')`, and the setting that was asked for last.
 */
function namesOf({ steps }: ValueOf<'external'>): { readonly setting: string | null; readonly readOff: string } {
  const names: string[] = [];
  let setting: string | null = null;
  steps.forEach((step, index) => {
    if (step.kind === 'member') return names.push(step.name);
    const before = steps[index - 1];
    if (before?.kind !== 'member' || !TAKES_SETTING.test(before.name)) return names.length;
    const given = namesGiven(step.site);
    const isVerb = IS_VERB.test(before.name);
    setting = given.find((name) => !name.includes('://') && !(isVerb && name.startsWith('/'))) ?? setting;
    return names.push(...given);
  });
  return { setting, readOff: names.join(' ') };
}

/** What functions are called that answer a setting by its name. */
const TAKES_SETTING = /^(?:get|read|fetch|load|lookup|config|settings?|env|param|option|secret|value|require)/i;

/** Those that send requests too: `axios.get('https://…')` and `api.get('/students')` have an address, and no setting. */
const IS_VERB = /^(?:get|fetch)$/i;

/** The names that a call is given, as texts or by other names. */
function namesGiven({ arguments: given }: CallSite): readonly string[] {
  return given.flatMap(({ node }) => ('text' in node && typeof node.text === 'string' ? [node.text] : []));
}

/** `id` of `request.params.id`, `getId` of `getId()`. */
function nameOfExternal({ root, steps }: ValueOf<'external'>): string | null {
  const member = steps.findLast((step) => step.kind === 'member');
  if (member?.kind === 'member') return member.name;
  return 'global' in root ? root.global : null;
}

/** Joins texts piece by piece; every alternative of each part with every one of the others, up to the bound. */
export function concatenate(parts: readonly (readonly (readonly Piece[])[])[]): readonly ValueOf<'text'>[] {
  const joined = parts.reduce(appended, [[]]);
  return joined.map((pieces) => ({ kind: 'text', pieces }));
}

/** Where there are more ways than are looked at, each text goes on with a hole for those that are left out. */
function appended(
  heads: readonly (readonly Piece[])[],
  tails: readonly (readonly Piece[])[],
): readonly (readonly Piece[])[] {
  const pairs = pairsOf(heads, tails);
  const kept = pairs.length > MAXIMUM_ALTERNATIVES ? pairs.slice(0, MAXIMUM_ALTERNATIVES - heads.length) : pairs;
  const joined = kept.map(([head, tail]) => longer(head, tail));
  return kept === pairs ? joined : [...joined, ...heads.map((head) => longer(head, [othersAt(tails)]))];
}

/** The texts that go together, up to one more than are looked at. */
function pairsOf(
  heads: readonly (readonly Piece[])[],
  tails: readonly (readonly Piece[])[],
): readonly (readonly [head: readonly Piece[], tail: readonly Piece[]])[] {
  const pairs: [head: readonly Piece[], tail: readonly Piece[]][] = [];
  for (const head of heads) {
    const made = choicesOf(head);
    for (const tail of tails) {
      if (made.length && !isSameChoice(made, choicesOf(tail))) continue;
      pairs.push([head, tail]);
      if (pairs.length > MAXIMUM_ALTERNATIVES) return pairs;
    }
  }
  return pairs;
}

/** A text with more behind it; one that was cut already ends where it was cut. */
function longer(head: readonly Piece[], tail: readonly Piece[]): readonly Piece[] {
  if (head.length === MAXIMUM_PIECES && head.at(-1)?.missing === TOO_MANY_PIECES) return head;
  if (!head.length) return shortened(tail);
  const whole = [...head, ...tail];
  choicesKnown.set(whole, [...new Set([...choicesOf(head), ...choicesOf(tail)])]);
  return shortened(whole);
}

/** A hole for texts past a bound, at the place of the first. */
function othersAt([first]: readonly (readonly Piece[])[]): Piece {
  return { ...holePiece('others', first?.[0]?.span ?? null, MORE_VALUES, null), isCut: true };
}

/**
 * The pieces of a text up to the bound, with a hole for the rest.
 *
 * @param pieces any number; those that are empty do not count
 */
export function shortened(pieces: readonly Piece[]): readonly Piece[] {
  if (pieces.length <= MAXIMUM_PIECES) return pieces;
  const written = pieces.filter(({ text }) => text !== '');
  if (written.length <= MAXIMUM_PIECES) return written;
  const rest = holePiece('text', written[MAXIMUM_PIECES]?.span ?? null, TOO_MANY_PIECES, null);
  return [...written.slice(0, MAXIMUM_PIECES - 1), { ...rest, isCut: true }];
}

/** Whether two texts do not rest on different choices for the same name. */
export function goTogether(head: readonly Piece[], tail: readonly Piece[]): boolean {
  const made = choicesOf(head);
  return made.length === 0 || isSameChoice(made, choicesOf(tail));
}

const NO_CHOICES: readonly Choice[] = [];

/** The choices of texts, which are not looked for again where a text is made longer piece by piece. */
const choicesKnown = new WeakMap<object, readonly Choice[]>();

/** The choices that a text rests on. */
export function choicesOf(pieces: readonly Pick<Piece, 'choices'>[]): readonly Choice[] {
  // Pieces that went the same way share one list.
  return remembered(choicesKnown, pieces, () =>
    [...new Set(pieces.map(({ choices }) => choices ?? NO_CHOICES))].flat(),
  );
}

/** Whether no name that two lists of choices have in common stands for another thing in each. */
export function isSameChoice(one: readonly Choice[], other: readonly Choice[]): boolean {
  return other.every(({ holder, frame, picked }) =>
    one.every((each) => each.holder !== holder || each.frame !== frame || mayBeBoth(each.picked, picked)),
  );
}

/** Whether what was picked here and what was picked there can be one and the same. */
function mayBeBoth(one: Choice['picked'], other: Choice['picked']): boolean {
  if (!('texts' in one) || !('texts' in other)) return one === other;
  if (one.isAmong) return one.texts.some((text) => other.texts.includes(text) === other.isAmong);
  return !other.isAmong || mayBeBoth(other, one);
}

/** Choices that a piece of a text remembers; with more of them, fewer texts would be kept apart, and none is lost. */
const MOST_CHOICES = 24;

/** Values that are read off one of several objects, or answered by it: they remember which. */
export function withChoices(values: Values, choices: readonly Choice[] | undefined): Values {
  if (!choices?.length) return values;
  const more = <Chosen extends { readonly choices?: readonly Choice[] }>(chosen: Chosen): Chosen => {
    const known = chosen.choices ?? NO_CHOICES;
    const all = moreChoices(known, choices);
    return all === known ? chosen : { ...chosen, choices: all };
  };
  return values.map((value): Value => {
    if (value.kind === 'text') return { ...value, pieces: value.pieces.map(more) };
    return value.kind === 'object' || value.kind === 'function' ? more(value) : value;
  });
}

/** Lists of choices with others behind them: one list for all pieces that go the same way, so that it is told by identity. */
const moreKnown = new WeakMap<readonly Choice[], WeakMap<readonly Choice[], readonly Choice[]>>();

function moreChoices(known: readonly Choice[], choices: readonly Choice[]): readonly Choice[] {
  if (known.length >= MOST_CHOICES) return known;
  const ways = remembered(moreKnown, known, () => new WeakMap<readonly Choice[], readonly Choice[]>());
  return remembered(ways, choices, () => {
    const news = choices.filter((choice) => !known.some((each) => isEqualChoice(each, choice)));
    return news.length ? [...known, ...news] : known;
  });
}

/** The values that do not rest on other choices than these. */
export function underChoices(values: Values, choices: readonly Choice[] | undefined): Values {
  if (!choices?.length) return values;
  return values.filter((value) => {
    if (value.kind === 'text') return isSameChoice(choices, choicesOf(value.pieces));
    return !('choices' in value) || isSameChoice(choices, value.choices ?? []);
  });
}

export function isEqualChoice(one: Choice, other: Choice): boolean {
  return one.holder === other.holder && one.frame === other.frame && isSamePick(one.picked, other.picked);
}

/** Whether two choices pick the same, whatever they pick from. */
function isSamePick(one: Choice['picked'], other: Choice['picked']): boolean {
  if (!('texts' in one) || !('texts' in other)) return one === other;
  return (
    one.isAmong === other.isAmong &&
    one.texts.length === other.texts.length &&
    one.texts.every((text, index) => text === other.texts[index])
  );
}

/**
 * A part of a text, its pieces cut to fit.
 *
 * @param pieces the text
 * @param start first character
 * @param end behind the last character
 */
export function slicePieces(pieces: readonly Piece[], start: number, end: number): readonly Piece[] {
  const result: Piece[] = [];
  let offset = 0;
  for (const piece of pieces) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, piece.text.length);
    if (from < to) result.push(cutPiece(piece, from, to));
    offset += piece.text.length;
  }
  return result;
}

function cutPiece(piece: Piece, from: number, to: number): Piece {
  if (from === 0 && to === piece.text.length) return piece;
  const text = piece.text.slice(from, to);
  if (!piece.verbatim || !piece.span) return { ...piece, text };
  return { ...piece, text, span: { ...piece.span, start: piece.span.start + from, end: piece.span.start + to } };
}
