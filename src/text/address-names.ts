import { groupBy } from '../model/group-by.js';
import type { Span } from '../model/spans.js';
import type { FoundUrl } from './find-urls.js';

/** What gives a text its name, right in front of it: `BASE = "`, `base := "`, `base: str = "`, `define('BASE', '`. */
const NAMED =
  /(?:([A-Za-z_]\w*)\s*(?::[^\S\n]*[\w.&]+\s*|(?<=\s)string\s*)?(?:[:?]?=|:)|#define\s+(\w+)\s|\bdefine\(\s*["'](\w+)["']\s*,|@([a-z_]\w*)\s)\s*[fbru]{0,2}["'`]?$/;
/** The default of a variable of the environment, which is the value of the name as far as anybody can see. */
const ENVIRONMENT =
  /(?:(?:\w+(?:\.|::))*(?:getenv|environ\.get|ENV\.fetch|getOrDefault)\([^()\n]*,|(?:getenv\([^()\n]*\)|ENV\[[^[\]\n]*\])\s*(?:\?[:?]|\|\||or\b))\s*(?=["'`]$)/;
/** A name that is given something: `BASE =`, `base := `, `base: str =`. */
const GIVEN = /\b[A-Za-z_]\w*(?=\s*(?::\s*[\w.]+\s*)?[:?|]*=(?![=~>]))/g;
/** How far in front of a text, and behind it, a name is looked for. */
const LONGEST_NAME = 200;

/** A place at the start of a text that a call fills in: `"%s`, `"{}`, `"{0}`. */
const FIRST_PLACE = /["'`](?:%[sv@]|\{0?\})$/;
/** What fills the first place of a text in: `sprintf("…", BASE)`, `"…".format(self.BASE)`, `"…" % (BASE, id)`. */
const FIRST_FILLED =
  /^[^"'`\n]*["'`]\s*(?:,|\.format\(|%\s*\(?)\s*(?:[\w$@]+(?:\.|::|->))*[$@]*([A-Za-z_]\w*)\s*(?=[,)\n;]|$)/;
/** `BASE + "`, `this.base . '`, `@base <> "`. */
const ADDED = /((?:[\w$@]+(?:\.|::|->))*)[$@]*([A-Za-z_]\w*)\s*(?:\+|\.{1,2}|<>|&)\s*[fbru]{0,2}["'`]$/;
/** `"#{BASE}`, `$"{Host}`, `"{{host}}`, `"$BASE`. */
const INTERPOLATED = [
  /[#$\\]?[{(]{1,2}\s*((?:[\w$@]+(?:\.|::|->))*)[$@]*([A-Za-z_]\w*)\s*[})]{1,2}$/,
  /()\$([A-Za-z_]\w*)$/,
];

/** What a text is joined with, in front of it. */
export interface Holder {
  /** The last name: `base` of `clever.base`. */
  readonly name: string;
  /** All of its names: `clever.base`. */
  readonly names: string;
  /** Where the expression that joins the two begins. */
  readonly from: number;
}

/**
 * Addresses by the name that each was given; a name that is given something else too says nothing.
 *
 * @param text the text of the file they stand in
 */
export function addressesByName<Address extends Pick<FoundUrl, 'span'>>(
  addresses: readonly Address[],
  text: string,
): ReadonlyMap<string, Address> {
  const times = timesGiven(text);
  const givings = addresses.flatMap((address) => {
    const { start, end } = address.span;
    const name = nameBefore(text, start);
    return name ? [{ name, address, value: text.slice(start, end) }] : [];
  });
  const alike = groupBy(givings, ({ name, value }) => `${name} ${value}`);
  const always = [...alike.values()].flatMap((given) =>
    given.filter(({ name }) => (times.get(name) ?? 0) <= given.length),
  );
  return new Map(always.map(({ name, address }) => [name, address]));
}

/** The name that is given what stands at an offset. */
function nameBefore(text: string, start: number): string | undefined {
  const before = text.slice(Math.max(0, start - LONGEST_NAME), start);
  const match = NAMED.exec(before.replace(ENVIRONMENT, ''));
  return match?.slice(1).find((name) => name !== undefined);
}

/** How often each name is given something. */
function timesGiven(text: string): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const [name] of text.matchAll(GIVEN)) times.set(name, (times.get(name) ?? 0) + 1);
  return times;
}

/**
 * What a piece of a text is joined with.
 *
 * @param span where the piece stands
 * @returns null where nothing is seen to stand in front of it
 */
export function holderOf(span: Span, text: string): Holder | null {
  const before = text.slice(Math.max(0, span.start - LONGEST_NAME), span.start);
  const match = [ADDED, ...INTERPOLATED].map((pattern) => pattern.exec(before)).find((found) => found !== null);
  if (match) {
    const [whole, owners = '', name = ''] = match;
    return { name, names: owners + name, from: span.start - whole.length };
  }
  const place = FIRST_PLACE.exec(before)?.[0];
  const name = FIRST_FILLED.exec(text.slice(span.end, span.end + LONGEST_NAME))?.[1];
  return place !== undefined && name !== undefined ? { name, names: name, from: span.start - place.length } : null;
}
