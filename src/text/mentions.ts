/** A URL in a text that only speaks of it: a message, a comparison, a list of what is allowed. */

const CONTENT_SECURITY =
  /\b(?:connect|default|script|img|frame|child|form|font|media|object|style|manifest|worker|base)-(?:src|action|ancestors|uri)\b|content-security-policy/i;
const COMPARISON =
  /(?:[=!]==?|=~|!~|\b(?:starts_?with\??|(?:has_?)?prefix|equals(?:IgnoreCase)?|eq|ne|include\?|contains?|match(?:es)?\??|is_?match|assert\w*|expect)\s*[(\s])\s*[fbru]?["'`~/]*$/i;
/** `[ "$URL" = "https://…" ]` of shells. */
const SHELL_TEST = /(?:\[\[?|\btest)\s[^\]]*\s[=!]=?\s*["']?$/;
const TALKING =
  /\b(?:log(?:ger|ging|s)?|print\w*|puts|echo|raise|throw|panic|warn(?:ing)?|fatal|die|abort|console|error\w*|\w*exception|fail\w*|assert\w*|debug\w*|info\w*|write(?:line|-host|-output|-error|ln)|fmt)\b/i;
/** A member of data that holds what is said to people. */
const SAID = /["']?[\w.-]*(?:error|message|msg|log|warning|notice|title)[\w.-]*["']?\s*[:=]\s*["'|>]?[^"']*$/i;
/** A member of data that stands for a comment, where the format has none. */
const COMMENT_MEMBER = /["'](?:\/\/|#|_+comment\w*|\$comment|comments?)["']\s*:/i;
const LIST_OF_ADDRESSES = /allow|white|trust|permit|block|deny|denied|ignor|exclu|csp|cors|origins?\b/i;
/** Where a list begins is looked for no further up than this. */
const LONGEST_LIST = 60;
/** As many characters of a line are looked at: expressions that go back and forth read them anew for each URL. */
const LONGEST_LINE = 400;

/**
 * Whether a URL is only spoken of.
 *
 * @param text the text it stands in
 * @param start its first offset
 * @param end the offset behind it
 */
export function isMention(text: string, start: number, end: number): boolean {
  const before = lineBefore(text, start);
  const lineStart = start - before.length;
  const after = /^[^\n]*/.exec(text.slice(end, end + LONGEST_LINE))?.[0] ?? '';
  if (CONTENT_SECURITY.test(before) || COMMENT_MEMBER.test(before)) return true;
  if (COMPARISON.test(before) || SHELL_TEST.test(before)) return true;
  if (isInSentence(before, after) && (TALKING.test(statementBefore(text, lineStart, before)) || SAID.test(before))) {
    return true;
  }
  return LIST_OF_ADDRESSES.test(ownerOf(text, lineStart, before));
}

/** Whether the quotes around a URL hold other words too. */
function isInSentence(before: string, after: string): boolean {
  const opened = /(["'`])([^"'`]*)$/.exec(before);
  if (!opened) return /[A-Za-z]\s+$/.test(before);
  const quote = opened[1] ?? '';
  const closed = after.indexOf(quote);
  const behind = closed < 0 ? after : after.slice(0, closed);
  return /[A-Za-z]\W*\s/.test(opened[2] ?? '') || /^\W*\s+\S/.test(behind);
}

/** What stands before the quotes, with the line above where a call goes on over lines. */
function statementBefore(text: string, lineStart: number, before: string): string {
  const outside = before.replace(/[fbru]{0,2}["'`][^"'`]*$/, '');
  // What a shell runs on one line are several statements.
  if (outside.trim()) return outside.split(/;|&&|\||\$\(/).at(-1) ?? '';
  const above = lineBefore(text, Math.max(lineStart - 1, 0)).trimEnd();
  return /[(,+]$/.test(above) ? above : outside;
}

/** The line that names what an address belongs to: its own, or the one that opens the list it is an item of. */
function ownerOf(text: string, lineStart: number, before: string): string {
  // How a line begins that is longer is not known, and to report too much is better than to pass over.
  if (before.length === LONGEST_LINE) return '';
  if (!/^\s*(?:-\s*)?["'`]?$/.test(before)) return namesIn(before);
  let at = lineStart;
  for (let count = 0; count < LONGEST_LIST && at > 0; count += 1) {
    const line = lineBefore(text, at - 1);
    if (line.trim() && !/^\s*(?:-\s|["'`](?:[^"'`]*)["'`],?\s*$|[#/])/.test(line)) return namesIn(line);
    at -= line.length + 1;
  }
  return '';
}

/** The words that a line begins with, up to its first value. */
function namesIn(line: string): string {
  return (
    /^[^:=([]*/.exec(line.replace(/^\s*(?:export|const|let|var|static|public|private|final|readonly)\s+/, ''))?.[0] ??
    ''
  );
}

/**
 * The last characters of a line in front of an offset.
 *
 * @param end an offset in the line, or that of its end
 */
export function lineBefore(text: string, end: number): string {
  const near = text.slice(Math.max(0, end - LONGEST_LINE), end);
  return near.slice(near.lastIndexOf('\n') + 1);
}
