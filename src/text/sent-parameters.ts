import type { Span } from '../model/spans.js';

/** As many characters are looked at before a URL, and behind it. */
const LONGEST_REST = 1000;

/** A command that requests a URL, up to it: `curl -s -H 'Accept: …' "`. */
const COMMAND = /(?:^|[\s;&|(`])(?:curl|wget)\s[^;|&\n]*$/;
/** The lines that one of a shell goes on in. */
const CONTINUED = /\\\r?\n/g;
/** A quoted word of a command that is no option by itself: `"Authorization: Bearer $TOKEN"`, but not `"$OPTIONS"` or `"-G"`. */
const QUOTED = /"(?![-$])[^"\n]*"|'(?!-)[^'\n]*'/g;
/** Where a command ends: `curl … | jq .`. */
const END_OF_COMMAND = /[|;\n`)]|&&/;
/** Options of these commands that may send parameters, or words that may be any option: `-G -d where=…`, `"$@"`, `$OPTIONS`. */
const MAY_SEND = /(?:^|\s)["']?(?:-\w*[dGFK]|--(?:data|get|url-query|json|form|config|post|body)|\$[\w{@*(]|`)/;

/** A call with the URL as its first argument, up to it: `requests.get(f"`. */
const CALL = /[\w$]\s*\(\s*(?:(?:url|uri)\s*[=:]\s*)?[A-Za-z]{0,2}["'`]$/;
/** What ends such a call where it sends nothing but headers: `", headers=headers, timeout=5)`. */
const ONLY_HEADERS = /^["'`]\s*(?:,\s*(?:headers|timeout|auth|verify|cookies)\s*[=:](?!>)[^()\n,]{1,200}){0,5},?\s*\)/;

/**
 * Whether the text around a URL shows that the request for it has no query parameters but those of the URL.
 *
 * @param text the text of the file
 */
export function sendsOnlyUrl(text: string, { start, end }: Pick<Span, 'start' | 'end'>): boolean {
  const before = text.slice(Math.max(0, start - LONGEST_REST), start);
  const rest = text.slice(end, end + LONGEST_REST);
  if (CALL.test(before)) return ONLY_HEADERS.test(rest);
  const line = before.replaceAll(CONTINUED, ' ').split('\n').at(-1) ?? '';
  const command = COMMAND.exec(line.replace(/["']$/, '').replaceAll(QUOTED, '_'));
  if (!command) return false;
  const words = rest.replace(/^["']/, '').replaceAll(CONTINUED, ' ').replaceAll(QUOTED, '_');
  return !MAY_SEND.test(command[0]) && !MAY_SEND.test(words.split(END_OF_COMMAND)[0] ?? '');
}
