import { lineStartAt } from '../model/lines.js';
import type { Comment } from '../model/comment.js';
import type { Suppression } from '../model/suppression.js';
import { RULE_PREFIX } from './judge.js';

/** Our own directive, by which files that hold one are found. */
export const OWN_DIRECTIVE = 'clever-audit-disable-next-line';

/** What can begin a directive, so that only comments which hold one of these are looked at. */
export const DIRECTIVE_WORDS = /clever-audit-disable-next-line|eslint-(?:disable|enable)|eslint\s[^*]{0,500}?clever\//g;

/** A comment that turns rules off for a part of its file. */
export interface Directive {
  readonly comment: Comment;
  readonly suppression: Suppression;
  /** With their prefix; all that it names, known or not. */
  readonly rules: readonly string[];
}

/** A part of a text in which a directive turns a rule off. */
export interface Cover {
  readonly directive: Directive;
  /** With its prefix. */
  readonly rule: string;
  readonly start: number;
  /** Behind the last character. */
  readonly end: number;
}

/** A directive of our own that is not right, or no longer. */
export interface Fault {
  readonly comment: Comment;
  readonly reason: string;
}

/** What the directives of one file say. */
export interface Directives {
  readonly covers: readonly Cover[];
  /** Our own directives that are in force. */
  readonly own: readonly Directive[];
  readonly faults: readonly Fault[];
}

/** What directives are read with. */
export interface DirectiveFacts {
  /** The names of all rules, with their prefix. */
  readonly rules: readonly string[];
  /** `2027-06-30` */
  readonly today: string;
  /** Whether ESLint's directives count in the file. */
  readonly isLinted: boolean;
}

/**
 * Reads the directives of one file.
 *
 * @param text the text of the file
 * @param comments those that may hold a directive, in their order
 */
export function readDirectives(text: string, comments: readonly Comment[], facts: DirectiveFacts): Directives {
  const own = comments.flatMap((comment) => readOwn(comment, facts) ?? []);
  const inForce = own.filter((each): each is Directive => 'suppression' in each);
  return {
    own: inForce,
    faults: own.filter((each): each is Fault => 'reason' in each),
    covers: [
      ...inForce.flatMap((directive) => coverNextLine(directive, nextCodeLine(text, directive.comment.end), text)),
      ...(facts.isLinted ? coversOfEslint(text, comments, facts.rules) : []),
    ],
  };
}

/** The words of a directive: what it is, what it names, and why. */
interface Words {
  readonly label: string;
  readonly names: readonly string[];
  readonly reason: string | null;
  /** All that stands before the reason. */
  readonly said: string;
}

/** As ESLint takes a comment apart: a reason stands behind two dashes or more, with space around them. */
function toWords({ text }: Comment): Words {
  const dashes = /\s-{2,}\s/.exec(text);
  const said = dashes ? text.slice(0, dashes.index) : text;
  const reason = dashes ? text.slice(dashes.index + dashes[0].length).trim() : '';
  const [label = '', ...others] = said.trim().split(/\s+/);
  const names = others
    .join(' ')
    .split(',')
    .map((name) => name.trim().replace(/^(['"]?)(.*)\1$/s, '$2'))
    .filter((name) => name !== '');
  return { label, names, reason: reason === '' ? null : reason, said };
}

/** A date that is written behind the rule, where the names of rules are. */
const ENDS_EARLY = /\(?\buntil\b/;
const DATE_BEHIND =
  'its end date stands in front of the reason; write -- and the reason first, and then (until YYYY-MM-DD)';

/** Null for a comment that is none of ours. */
function readOwn(comment: Comment, { rules, today }: DirectiveFacts): Directive | Fault | null {
  const { label, names, reason: words } = toWords(comment);
  if (label !== OWN_DIRECTIVE) return null;
  const fault = (reason: string): Fault => ({ comment, reason });
  if (names.length === 0) return fault(`it names no rule; write the rule after ${OWN_DIRECTIVE}`);
  const named = names.map((name) => (name.startsWith(RULE_PREFIX) ? name : RULE_PREFIX + name));
  const unknown = named.find((rule) => !rules.includes(rule));
  if (unknown !== undefined) return fault(ENDS_EARLY.test(unknown) ? DATE_BEHIND : `there is no rule ${unknown}`);
  const { reason, until, isOdd } = toReason(words ?? '');
  if (isOdd) return fault('its end date is not valid; after the reason, write (until YYYY-MM-DD)');
  if (reason === '') return fault('it gives no reason; after the rule, write -- and then the reason');
  if (until !== null && until < today) {
    return fault(`it ended on ${until}; change the code, or set a later date`);
  }
  return { comment, rules: named, suppression: { by: OWN_DIRECTIVE, reason, until } };
}

function toReason(words: string): { readonly reason: string; readonly until: string | null; readonly isOdd: boolean } {
  const end = /\(?\buntil (\d[\d-]*)\)?\s*$/.exec(words);
  if (!end) return { reason: words, until: null, isOdd: false };
  const [whole, until = ''] = end;
  const isDate = whole.startsWith('(') && whole.trimEnd().endsWith(')') && isDay(until);
  return { reason: words.slice(0, end.index).trim(), until, isOdd: !isDate };
}

/** Whether a text is a day of the calendar. */
function isDay(text: string): boolean {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return date !== null && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** ESLint's directives, with what each of them turns off and where. */
function coversOfEslint(text: string, comments: readonly Comment[], rules: readonly string[]): readonly Cover[] {
  const directives = comments.map((comment) => ({ comment, ...toWords(comment) }));
  const lines = directives.flatMap(({ comment, label, names, reason }): readonly Cover[] => {
    if (label !== 'eslint-disable-line' && label !== 'eslint-disable-next-line') return [];
    const directive = toEslint(comment, label, names, reason, rules);
    const line = lineAround(text, label === 'eslint-disable-line' ? comment.start : comment.end);
    if (label === 'eslint-disable-line') return comment.end > line.end ? [] : coverNextLine(directive, line, text);
    return coverNextLine(directive, lineAround(text, line.end + 1), text);
  });
  const configured = directives.flatMap((directive) => coversOfConfiguration(directive, text.length, rules));
  return [...lines, ...configured, ...rules.flatMap((rule) => blocksOf(rule, directives, text.length, rules))];
}

type Labeled = Words & { readonly comment: Comment };

/** A rule with its severity, alone or in front of options: `clever/no-v1-endpoint: [0]`. Bounded, for comments may be long. */
const CONFIGURED_RULE = /(['"]?)([@\w/-]{1,100})\1\s{0,50}:\s{0,50}\[?\s{0,50}(['"]?)(\w{1,50})\3/g;

/** The whole file, for rules that `eslint clever/no-v1-endpoint: off` turns off: a comment that configures rules. */
function coversOfConfiguration(
  { comment, label, reason, said }: Labeled,
  end: number,
  rules: readonly string[],
): readonly Cover[] {
  if (label !== 'eslint' || !comment.isBlock) return [];
  const off = [...said.matchAll(CONFIGURED_RULE)].flatMap(([, , name = '', , level = '']) =>
    rules.includes(name) && (level === 'off' || level === '0') ? [name] : [],
  );
  if (off.length === 0) return [];
  const directive = toEslint(comment, label, off, reason, rules);
  return off.map((rule) => ({ directive, rule, start: 0, end: end + 1 }));
}

/** The parts of a text in which `eslint-disable` turns a rule off, each up to the next `eslint-enable`. */
function blocksOf(
  rule: string,
  directives: readonly Labeled[],
  end: number,
  rules: readonly string[],
): readonly Cover[] {
  const covers: Cover[] = [];
  let open: Omit<Cover, 'end'> | null = null;
  for (const { comment, label, names, reason } of directives) {
    const isAbout = comment.isBlock && (names.length === 0 || names.includes(rule));
    if (isAbout && label === 'eslint-disable') {
      open ??= { directive: toEslint(comment, label, names, reason, rules), rule, start: comment.start };
    } else if (isAbout && label === 'eslint-enable' && open) {
      covers.push({ ...open, end: comment.start });
      open = null;
    }
  }
  return open ? [...covers, { ...open, end: end + 1 }] : covers;
}

function toEslint(
  comment: Comment,
  by: Suppression['by'],
  names: readonly string[],
  reason: string | null,
  rules: readonly string[],
): Directive {
  const named = names.length === 0 ? rules : rules.filter((rule) => names.includes(rule));
  return { comment, rules: named, suppression: { by, reason, until: null } };
}

interface Line {
  readonly start: number;
  readonly end: number;
}

function coverNextLine(directive: Directive, { start, end }: Line, text: string): readonly Cover[] {
  if (start > text.length) return [];
  return directive.rules.map((rule) => ({ directive, rule, start, end: end + 1 }));
}

/** A line that holds nothing but a comment; braces are those of JSX. */
const COMMENT_ALONE = /^\s*(?:\/\/|\{?\/\*.*\*\/\}?\s*$|#|;|--|<!--.*-->\s*$)/;

/** The line behind a directive; directives may stand one above the other. */
function nextCodeLine(text: string, offset: number): Line {
  let line = lineAround(text, lineAround(text, offset).end + 1);
  while (line.end < text.length && COMMENT_ALONE.test(text.slice(line.start, line.end)))
    line = lineAround(text, line.end + 1);
  return line;
}

/** The line of an offset, without its line break. */
function lineAround(text: string, offset: number): Line {
  if (offset > text.length) return { start: offset, end: offset };
  const start = lineStartAt(text, offset);
  const end = text.indexOf('\n', offset);
  return { start, end: end < 0 ? text.length : end };
}
