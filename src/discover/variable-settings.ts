import type { VariableSetting } from '../model/variable-setting.js';
import { baseNameOf, kindOf } from './file-kind.js';
import { textFormatOf } from './text-formats.js';

/** A mention of an environment variable, with the text around it. */
interface Mention {
  readonly isSource: boolean;
  readonly variable: string;
  /** What stands in front of it. */
  readonly before: string;
  /** Its line up to it. */
  readonly line: string;
  /** The rest of its line. */
  readonly after: string;
  readonly nextLine: string;
}

/** A version, as a part of a URL or alone. */
const VERSION = /\bv\d+(?:\.\d+)?\b/i;

/**
 * The places of a file that give an environment variable a value: `export X=v1`, `ENV X v1`, `process.env.X ??= 'v1'`,
 * `env: { X: 'v1' }`, and the like in whatever language. Documents set nothing, and neither does what only reads or passes
 * it on (`X: ${X}`).
 *
 * Of what it is set to, no more is told than whether it has a version: it stands where nobody evaluates it.
 */
export function settingsIn(file: string, text: string, variable: string): readonly VariableSetting[] {
  const name = baseNameOf(file);
  const kind = kindOf(name);
  if (kind === 'text' && textFormatOf(name)?.role === 'document') return [];
  return placesOf(variable, text).flatMap((start): readonly VariableSetting[] => {
    const lineEnd = endOfLine(text, start + variable.length);
    const nextEnd = endOfLine(text, lineEnd + 1);
    const before = text.slice(Math.max(0, start - MOST_BESIDE), start);
    const mention: Mention = {
      isSource: kind === 'source',
      variable,
      before,
      line: before.slice(before.lastIndexOf('\n') + 1),
      after: text.slice(start + variable.length, lineEnd).slice(0, MOST_BESIDE),
      nextLine: text.slice(lineEnd, nextEnd).slice(0, MOST_BESIDE),
    };
    if (!isSetting(mention)) return [];
    const end = isNamedEntry(mention) ? nextEnd : lineEnd;
    return [{ file, start, end, holdsVersion: VERSION.test(text.slice(start, endOfValue(text, end))) }];
  });
}

/** As much of a text is looked at on either side of a mention. */
const MOST_BESIDE = 2000;

/** Where a variable is mentioned, as a whole word. */
function placesOf(variable: string, text: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(variable); at !== -1; at = text.indexOf(variable, at + variable.length)) {
    const beside = (text[at - 1] ?? ' ') + (text[at + variable.length] ?? ' ');
    if (!/[\w$]/.test(beside)) found.push(at);
  }
  return found;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** The end of what a line begins: of its own, or where it ends with a brace, of what stands in this: `"X": {`. */
function endOfValue(text: string, lineEnd: number): number {
  const before = text.slice(Math.max(0, lineEnd - MOST_BESIDE), lineEnd);
  if (!before.trimEnd().endsWith('{')) return lineEnd;
  const end = text.indexOf('}', lineEnd);
  return end === -1 ? lineEnd : Math.min(end, lineEnd + MOST_BESIDE);
}

/** A line of comment, in any language. */
const COMMENT = /^\s*(?:\/\/|\*|\/\*|#|;|--|<!--|rem\b)/i;

function isSetting(mention: Mention): boolean {
  const { line, after, variable, isSource } = mention;
  // `X: ${X}`, `X = process.env.X`: what is passed on is set somewhere else.
  if (COMMENT.test(line) || after.includes(variable)) return false;
  return isNamedEntry(mention) || isSetByCall(mention) || (isSource ? isSetInProgram(mention) : isSetInText(mention));
}

/** `- name: X` with a `value: v1` behind it. */
function isNamedEntry({ line, after, nextLine }: Mention): boolean {
  return /\bname["']?\s*[:=]\s*["']?$/i.test(line) && /\bvalue["']?\s*[:=]\s*["']?[^\s"'$]/i.test(after + nextLine);
}

/** `stubEnv('X', 'v1')`, `os.environ.setdefault("X", "v1")`; a default that is given to a reader counts too. */
function isSetByCall({ line, after }: Mention): boolean {
  return /\(\s*["'`]$/.test(line) && /^["'`]\s*,\s*["'`][^"'`]/.test(after);
}

/** `X=v1`, `X: v1`, `X ?= v1`, `"X": "v1"`, `ENV X v1`; a template leaves the value out, `$` takes it from elsewhere. */
function isSetInText({ line, after }: Mention): boolean {
  if (/\b(?:ENV|ARG|setx?|setenv)(?:\s+-\w+)*\s+$/i.test(line) && /^\s+[^\s$#]/.test(after)) return true;
  if (/\$\{?$/.test(line)) return false;
  return /^(?:["'\\\]]*\s*(?:[?:+]?=(?![=>~])|:(?!\S))|"\s*:)\s*["'\\]*[^\s"'\\$%#]/.test(after);
}

/** `process.env.X ??= …`, `'X=v1 node main.js'`, `{ X: 'v1' }`, `env: { X: version }` */
function isSetInProgram(mention: Mention): boolean {
  const { line, after } = mention;
  const isMember = /(?:\.|\[\s*["'`])$/.test(line) && /^["'`\]\s]*(?:\?\?|\|\||\+)?=(?![=>])/.test(after);
  const isInText = /["'`](?:[^"'`]*\s)?$/.test(line) && /^=[^\s=>$"'`]/.test(after);
  const isEntry = /^["'`\]]*\s*:\s*["'`\d]/.test(after);
  return isMember || isInText || isEntry || (/^["'`\]]*\s*[:,}]/.test(after) && isInEnvironment(mention));
}

/** Whether the object around a mention is handed to a process as its environment: `{ env: { …process.env, X } }`. */
function isInEnvironment({ before }: Mention): boolean {
  let depth = 0;
  for (let at = before.length - 1; at >= 0; at -= 1) {
    if (before[at] === '}') depth += 1;
    if (before[at] !== '{') continue;
    if (depth === 0) return isEnvironmentStart(before.slice(0, at), before.slice(at));
    depth -= 1;
  }
  return false;
}

function isEnvironmentStart(head: string, inside: string): boolean {
  return (
    /\benv(?:_\w+)?["']?\s*:\s*$|\bassign\(\s*process\.env\s*,\s*$/.test(head) || /\.{3}process\.env\b/.test(inside)
  );
}
