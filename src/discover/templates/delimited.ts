import type { Template } from '../../model/template.js';
import { readCode, type CodeStyle } from './code.js';
import { signAt, tokensOf, type Token } from './tokens.js';

/** `<%= user.name %>`, `<% if (user) { %>`; comments, and what is doubled to be shown as it is, are none. */
const TAG = /<%(?:(#|%)|[=\-_~]?)([^]*?)(?:[-_]?%>|$)/g;

const STYLE: CodeStyle = { contexts: ['locals', 'it', 'data', 'obj'], includes: ['include', 'includeFile', 'partial'] };
/** `include header` of early versions. */
const OLD_INCLUDE = /^\s*include\s+([\w./-]+)\s*$/;

/** Reads a template with code between `<%` and `%>`: EJS, Eta, templates of lodash. */
export function readDelimited(text: string): Template {
  const tokens: Token[] = [];
  const included: Template[number][] = [];
  for (const match of text.matchAll(TAG)) {
    const [written, skipped, code = ''] = match;
    if (skipped) continue;
    const view = OLD_INCLUDE.exec(code)?.[1];
    if (view !== undefined) {
      included.push({ kind: 'include', view, context: null, given: [] });
      continue;
    }
    const start = match.index + written.indexOf(code, 2);
    // An expression is one of its own.
    tokens.push(signAt(';', start));
    for (const token of tokensOf(text, { start, end: start + code.length })) tokens.push(token);
  }
  return [...readCode(tokens, STYLE), ...included];
}
