import { keepOnly } from '../model/blanked.js';
import { askingAttributes } from '../model/page-attributes.js';
import { blocksOf, scriptsAmong } from '../model/page-blocks.js';
import type { Span } from '../model/spans.js';
import { withoutComments } from './comments.js';

/** Where code of one part of a view is. */
type Stretch = Pick<Span, 'start' | 'end'>;

/** What code that runs where the view is shown stands between, and what of an attribute that runs in the browser. */
const OPENING = /<%|\{%|\{\{/g;
const CLOSING: Readonly<Record<string, string>> = { '<%': '%>', '{%': '%}', '{{': '}}' };
/** Where code of a Razor view begins, which ends with its bracket: `@{ … }`, `@functions { … }`, `@(await …)`. */
const RAZOR = /@(?:code|functions)?\s{0,9}([{(])/g;
const RAZOR_FILE = /\.(?:cshtml|vbhtml|razor)$/i;

const INDENTED_LANGUAGE = /\.(?:pug|jade)$/i;
/** A line whose code goes on below it, further in: `script.`, `- for (…)`, `p= await get(…)`. */
const INDENTED_CODE = /^(?:script\b|-|[\w.#-]*!?=)/;
/** What is in a script tag that no browser runs. */
const OTHER_SCRIPT = /^script\([^)]*\btype\s*=\s*["'](?!module|(?:text|application)\/(?:java|ecma|type)script)/i;

/**
 * Blanks all of a view that a server shows but its code: its scripts, attributes that ask for something, and what stands
 * between the marks of its language. What it links to and what it says to people is no request.
 *
 * @param file its name, which says what language it is in
 * @returns a text of the same length
 */
export function codeOfView(file: string, text: string): string {
  const visible = withoutComments(text, 'template');
  const stretches = [
    ...scriptsIn(visible),
    ...betweenMarks(visible),
    ...askingAttributes(visible),
    ...(INDENTED_LANGUAGE.test(file) ? indentedCode(visible) : []),
    ...(RAZOR_FILE.test(file) ? inBrackets(visible) : []),
  ];
  return withoutComments(keepOnly(visible, stretches), 'slash');
}

/** The scripts of a view, of which the rest may be closed by another one. */
function scriptsIn(text: string): readonly Stretch[] {
  return scriptsAmong(blocksOf(text).map((block) => ({ ...block, isClosed: true })));
}

/** What is never closed takes all the rest. */
function betweenMarks(text: string): readonly Stretch[] {
  const found: Stretch[] = [];
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(text); match; match = OPENING.exec(text)) {
    const [mark] = match;
    const closing = text.indexOf(CLOSING[mark] ?? '', match.index + mark.length);
    const end = closing < 0 ? text.length : closing;
    found.push({ start: match.index + mark.length, end });
    OPENING.lastIndex = end;
  }
  return found;
}

/** What is never closed takes all the rest. */
function inBrackets(text: string): readonly Stretch[] {
  const found: Stretch[] = [];
  RAZOR.lastIndex = 0;
  for (let match = RAZOR.exec(text); match; match = RAZOR.exec(text)) {
    const start = match.index + match[0].length;
    const end = endOfBracket(text, start, match[1] === '{' ? '{}' : '()');
    found.push({ start, end });
    RAZOR.lastIndex = end;
  }
  return found;
}

function endOfBracket(text: string, start: number, [opening, closing]: string): number {
  let open = 1;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === opening) open += 1;
    if (text[at] === closing) open -= 1;
    if (open === 0) return at;
  }
  return text.length;
}

/** The lines of code of a language in which indentation says what belongs together, and those that belong to them. */
function indentedCode(text: string): readonly Stretch[] {
  const found: Stretch[] = [];
  let code: number | null = null;
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    const line = text.slice(start, end);
    const written = line.trimStart();
    if (written === '') continue;
    const indent = line.length - written.length;
    if (code !== null && indent <= code) code = null;
    if (code === null && INDENTED_CODE.test(written) && !OTHER_SCRIPT.test(written)) code = indent;
    if (code !== null) found.push({ start, end });
  }
  return found;
}
