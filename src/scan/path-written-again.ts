import type { ts } from 'ts-morph';
import { constantValue } from '../flow/references.js';
import { itemsByPlace } from '../model/place-index.js';
import { remembered } from '../model/remembered.js';
import { isInside } from '../model/spans.js';
import type { CleverUrl } from '../model/url.js';
import { spanOf } from '../program/program.js';
import type { Request } from '../requests/requests.js';
import { tsc } from '../syntax/compiler.js';
import { shorten } from '../syntax/wording.js';
import type { Evaluation } from '../values/evaluation.js';

/**
 * Where a call writes the path of its URL once more, beside the URL: `sign('GET', '/me')` of a signed header, or a header
 * that names the resource. Such a text does not move with the URL.
 *
 * @returns how the place is written; null for nowhere
 */
export function pathWrittenAgain(request: Request, url: CleverUrl, evaluation: Evaluation): string | null {
  const isPath = pathTest(url);
  const again = remembered(textsBesideUrl, request, () => findTexts(request, evaluation)).find(({ text }) =>
    isPath(text),
  );
  return again ? wordingOf(again) : null;
}

/** What a call and the functions around it write beside the URL, each text once: a table may hold thousands. */
const textsBesideUrl = new WeakMap<Request, readonly ts.LiteralLikeNode[]>();

function findTexts(request: Request, evaluation: Evaluation): readonly ts.LiteralLikeNode[] {
  const partsAt = itemsByPlace(
    request.urls.flat().flatMap(({ span }) => span ?? []),
    (span) => span,
  );
  const isOfUrl = (node: ts.Node): boolean => partsAt(spanOf(node)).some((span) => isInside(span, spanOf(node)));
  const found = new Map<string, ts.LiteralLikeNode>();
  const seen = new Set<ts.Node>();
  const waiting: ts.Node[] = argumentsOf(request);
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    // A function that gets the answer may lead to pages of the program's own.
    if (seen.has(node) || tsc.isFunctionLike(node)) continue;
    seen.add(node);
    if (isText(node) && !found.has(node.text) && !isOfUrl(node)) found.set(node.text, node);
    const value = isWholeValue(node) ? constantValue(node, evaluation) : undefined;
    if (value) waiting.push(value);
    tsc.forEachChild(node, (child) => void waiting.push(child));
  }
  return [...found.values()];
}

/** What the client is called with, and the functions of the program through which the call goes. */
function argumentsOf({ call, context }: Request): ts.Node[] {
  const sites = [...context.opened.values()].flatMap((site) => site?.arguments ?? []);
  return [...call.arguments, ...sites.map(({ node }) => node)];
}

/** Whether a node is a name for all of a value, and not for an object of which one member is read. */
function isWholeValue(node: ts.Node): node is ts.Identifier {
  return tsc.isIdentifier(node) && !(tsc.isPropertyAccessExpression(node.parent) && node.parent.expression === node);
}

function isText(node: ts.Node): node is ts.LiteralLikeNode {
  return (
    tsc.isStringLiteralLike(node) || tsc.isTemplateHead(node) || tsc.isTemplateMiddle(node) || tsc.isTemplateTail(node)
  );
}

/** Tells a text with the path in it, up to its first hole: `/me`, `GET /me`, `https://api.clever.com/v1.2/schools`. */
function pathTest({ host, version, path }: CleverUrl): (text: string) => boolean {
  const known = path.replace(/\{.*$/, '');
  const paths = version === null ? [known] : [known, `/${version}${known}`];
  const starts = paths.flatMap((each) => [each, host + each]);
  return (text) => starts.some((start) => known !== '/' && holdsWord(text, start));
}

/** Whether a text holds a path that neither begins nor ends within a longer one. */
function holdsWord(text: string, path: string): boolean {
  for (let at = text.indexOf(path); at !== -1; at = text.indexOf(path, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + path.length] ?? ' ';
    if (/[\s/]/.test(before) && (path.endsWith('/') || !/[\w-]/.test(after))) return true;
  }
  return false;
}

/** The call, or the member of an object, that a text stands in; else the text. */
function wordingOf(part: ts.Node): string {
  const spans = tsc.isTemplateSpan(part.parent) ? part.parent : part;
  const text = tsc.isTemplateExpression(spans.parent) ? spans.parent : spans;
  const { parent } = text;
  const isNamed = tsc.isCallExpression(parent) || tsc.isPropertyAssignment(parent);
  const written = shorten((isNamed ? parent : text).getText());
  return written.replaceAll('`', "'");
}
