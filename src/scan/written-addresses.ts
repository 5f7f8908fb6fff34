import type { ts } from 'ts-morph';
import { isQuestion, isSaid } from '../libraries/named-calls.js';
import {
  answeringWords,
  isAnsweringPackage,
  isPermittingMember,
  isPermittingText,
  isSendingMember,
  isWatchingMember,
  isWatchingType,
  watchesRequests,
} from '../libraries/url-watchers.js';
import { remembered } from '../model/remembered.js';
import { tsc } from '../syntax/compiler.js';
import { mentions } from '../syntax/contains.js';
import { functionAround } from '../syntax/functions.js';
import { namesLeadingTo, writtenName } from '../syntax/names.js';
import { isSum } from '../syntax/sums.js';
import { transferOf } from '../syntax/transfer.js';
import { isAssignment } from '../syntax/writes.js';
import { compilePattern } from '../values/written-patterns.js';

/** What code does with a text that may be, or look for, an address. */
export type AddressUse =
  /** another text is compared with it, or asked for it */
  | 'compared'
  /** it tells a request by its URL: a hook of a client, a mock, a key of a cache */
  | 'watched'
  /** it says what a page may ask for */
  | 'permitted'
  /** anything else but a line of a log, a link, a name of a type */
  | 'other';

/** A text of a program that may be, or look for, an address. */
export interface WrittenAddress {
  /** With `*` for what is put in by run time. */
  readonly text: string;
  /** Whether run time puts something in. */
  readonly hasHole: boolean;
  /** Null for a text that is no regular expression. */
  readonly pattern: RegExp | null;
  readonly start: number;
  readonly end: number;
  readonly use: AddressUse;
  /** Whether requests for what it matches are answered in the place of the server. */
  readonly isAnswered: boolean;
}

/** What one file writes. */
export interface AddressesOfFile {
  readonly texts: readonly WrittenAddress[];
  /** Whether it imports a package that answers requests in the place of a server. */
  readonly isOfStandIns: boolean;
}

/** A method of requests that ask for nothing. */
const OTHER_METHOD = /^(?:POST|PUT|PATCH|DELETE|OPTIONS|HEAD)$/;

/** Members of records that hold a link. */
const LINK_MEMBER = /^(?:href|uri|self|canonical|rel|link|src|action)$/;

type Literal = ts.StringLiteralLike | ts.RegularExpressionLiteral | ts.TemplateExpression;

/** The texts of a program that may be, or look for, an address, with what is done with them. */
export function writtenAddresses(tree: ts.SourceFile): AddressesOfFile {
  const packages = new Set<string>();
  const literals: Literal[] = [];
  const mentions = new Map<string, ts.Identifier[]>();
  const waiting: ts.Node[] = [tree];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (isLiteral(node)) literals.push(node);
    if (tsc.isIdentifier(node)) remembered(mentions, node.text, () => new Array<ts.Identifier>()).push(node);
    tsc.forEachChild(node, (child) => void waiting.push(child));
  }
  for (const literal of literals) {
    const imported = tsc.isStringLiteralLike(literal) && isSpecifier(literal) ? literal.text : null;
    if (imported !== null) packages.add(imported);
  }
  const isOfStandIns = [...packages].some(isAnsweringPackage);
  const around = aroundIn(packages);
  const texts = literals.flatMap((literal): readonly WrittenAddress[] => {
    const text = textOf(literal);
    if (!/[/*]/.test(text)) return [];
    const use = useOf(literal, around, (name) => mentions.get(name) ?? []);
    if (use === null) return [];
    const [start, end] = [literal.getStart(tree), literal.end];
    const hasHole = tsc.isTemplateExpression(literal) || isSummand(literal);
    return [{ text, hasHole, pattern: patternOf(literal), start, end, use, isAnswered: isAnswered(literal) }];
  });
  return { texts, isOfStandIns };
}

function isLiteral(node: ts.Node): node is Literal {
  return tsc.isStringLiteralLike(node) || tsc.isRegularExpressionLiteral(node) || tsc.isTemplateExpression(node);
}

function textOf(literal: Literal): string {
  if (isSummand(literal) && tsc.isStringLiteralLike(literal))
    return literal.parent.left === literal ? `${literal.text}*` : `*${literal.text}`;
  if (!tsc.isTemplateExpression(literal)) return literal.text;
  return literal.head.text + literal.templateSpans.map((span) => `*${span.literal.text}`).join('');
}

/** `API + '/me'` */
function isSummand<Node extends ts.Node>(node: Node): node is Node & { readonly parent: ts.BinaryExpression } {
  return isSum(node.parent);
}

function patternOf(literal: Literal): RegExp | null {
  if (!tsc.isRegularExpressionLiteral(literal)) return null;
  const end = literal.text.lastIndexOf('/');
  return compilePattern(literal.text.slice(1, end), literal.text.slice(end + 1).replace(/[gy]/g, ''));
}

/** Whether a call that is given a text answers the requests which the text matches. */
function isAnswered({ parent }: Literal): boolean {
  if (!tsc.isCallExpression(parent)) return false;
  const words = answeringWords(namesLeadingTo(parent.expression));
  const whole = tsc.isPropertyAccessExpression(parent.parent) ? parent.parent.parent : parent;
  const isOther = parent.arguments.some((each) => tsc.isStringLiteralLike(each) && OTHER_METHOD.test(each.text));
  return words !== null && !isOther && mentions(whole, words);
}

/** Whether a text names a module. */
function isSpecifier({ parent }: ts.Node): boolean {
  if (tsc.isImportDeclaration(parent) || tsc.isExportDeclaration(parent)) return true;
  if (!tsc.isCallExpression(parent)) return false;
  const { expression } = parent;
  return (
    expression.kind === tsc.SyntaxKind.ImportKeyword || (tsc.isIdentifier(expression) && expression.text === 'require')
  );
}

/** What is done with a text; null where it is nothing that an address matters to. */
function useOf(
  literal: Literal,
  around: AroundOf,
  mentionsOf: (name: string) => readonly ts.Identifier[],
): AddressUse | null {
  const { parent } = literal;
  if (isSpecifier(literal) || tsc.isLiteralTypeNode(parent) || tsc.isJsxAttribute(parent)) return null;
  if (tsc.isExpressionStatement(parent) || tsc.isTemplateSpan(parent)) return null;
  if (isPermittingText(textOf(literal))) return 'permitted';
  const isConstant = tsc.isVariableDeclaration(parent) && tsc.isIdentifier(parent.name);
  if (!isConstant) return useAround(literal, around);
  const names = mentionsOf(parent.name.text).filter((each) => each !== parent.name);
  const uses = names.map((each) => useAround(each, around));
  return USES.find((use) => uses.includes(use)) ?? null;
}

/** Those that say more first. */
const USES: readonly AddressUse[] = ['permitted', 'watched', 'compared', 'other'];

/** What the code around an expression does with it. */
function useAround(node: ts.Node, around: AroundOf): AddressUse | null {
  const said = around(node);
  if (said === 'said') return null;
  if (said !== 'nothing') return said;
  return tsc.isExpression(node) && isCompared(node) ? 'compared' : 'other';
}

/** What the code around an expression says of it: that it goes to a log, what hears of requests, or nothing. */
type Around = 'watched' | 'permitted' | 'said' | 'nothing';

type AroundOf = (node: ts.Node) => Around;

/** Asks each node on the way up once, however many expressions are below it. */
function aroundIn(packages: ReadonlySet<string>): AroundOf {
  const known = { atHand: new Map<ts.Node, Around>(), apart: new Map<ts.Node, Around>() };
  return (node) => {
    const passed: [Map<ts.Node, Around>, ts.Node][] = [];
    let found: Around | undefined;
    let isAtHand = true;
    for (let at = node; found === undefined; at = at.parent) {
      const memory = isAtHand ? known.atHand : known.apart;
      found = memory.get(at) ?? saidAt(at, isAtHand, packages);
      passed.push([memory, at]);
      // What is said of a function that is handed over is not said of the texts in it.
      if (tsc.isFunctionLike(at.parent) || tsc.isStatement(at.parent)) isAtHand = false;
    }
    for (const [memory, at] of passed) memory.set(at, found);
    return found;
  };
}

/** What the node right around another says of it; undefined where what is around that has to say it. */
function saidAt(at: ts.Node, isAtHand: boolean, packages: ReadonlySet<string>): Around | undefined {
  if (tsc.isSourceFile(at.parent)) return 'nothing';
  return useIn(at.parent, at, packages) ?? (isAtHand && isOnlySaid(at.parent, at) ? 'said' : undefined);
}

/** What one node around an expression says of it. */
function useIn(parent: ts.Node, child: ts.Node, packages: ReadonlySet<string>): 'watched' | 'permitted' | null {
  if (tsc.isCallExpression(parent) || tsc.isNewExpression(parent)) {
    if (parent.expression === child) return null;
    const [first] = parent.arguments ?? [];
    const text = first && tsc.isStringLiteralLike(first) ? first.text : null;
    return watchesRequests(namesLeadingTo(parent.expression), text, packages) ? 'watched' : null;
  }
  if (tsc.isPropertyAssignment(parent) || tsc.isMethodDeclaration(parent)) {
    const name = parent.name === child ? null : writtenName(parent.name);
    if (name === null) return null;
    return isPermittingMember(name) ? 'permitted' : isWatchingMember(name) ? 'watched' : null;
  }
  if (tsc.isVariableDeclaration(parent) && parent.type) return isTypeWatching(parent.type) ? 'watched' : null;
  if (tsc.isClassLike(parent)) {
    const types = (parent.heritageClauses ?? []).flatMap((clause) => clause.types);
    return types.some(({ expression }) => isWatchingType(expression.getText())) ? 'watched' : null;
  }
  return isPatch(parent, child) ? 'watched' : null;
}

function isTypeWatching(type: ts.TypeNode): boolean {
  return tsc.isTypeReferenceNode(type) && isWatchingType(type.typeName.getText());
}

/** `http.request = (options) => …` */
function isPatch(parent: ts.Node, child: ts.Node): boolean {
  if (!tsc.isBinaryExpression(parent) || parent.right !== child || !isAssignment(parent.operatorToken.kind))
    return false;
  return (
    tsc.isPropertyAccessExpression(parent.left) && isSendingMember(parent.left.name.text) && tsc.isFunctionLike(child)
  );
}

/** Whether an expression is a side of an equation, or the subject or the object of a question to a text. */
function isCompared(node: ts.Expression): boolean {
  const { parent } = node;
  const transfer = transferOf(node);
  if (transfer.kind === 'compared') return !isOfServer(transfer.other);
  if (transfer.kind === 'case') return !isOfServer(transfer.clause.parent.parent.expression);
  if (tsc.isArrayLiteralExpression(parent)) return isAskedFor(parent);
  if (!tsc.isCallExpression(parent) || !tsc.isPropertyAccessExpression(parent.expression)) return isAskedFor(node);
  const { expression, name } = parent.expression;
  return isQuestion(name.text) && !isOfServer(expression);
}

/** Names under which code of a server has what it answers with, and what holds both that and the request. */
const ANSWERING_NAME = /^(?:res|resp|response|reply|h)$/;
const HOLDING_BOTH = /^(?:ctx|context)$/;

/** Whether something is read off a request that the program itself answers: `(request, response) => request.path === '/me'`. */
function isOfServer(node: ts.Expression): boolean {
  const [root = ''] = namesLeadingTo(node);
  if (HOLDING_BOTH.test(root)) return true;
  const scopes: ts.SignatureDeclaration[] = [];
  for (let at = functionAround(node); at; at = functionAround(at)) scopes.push(at);
  return scopes.some(({ parameters }) => {
    const names = parameters.map(({ name }) => (tsc.isIdentifier(name) ? name.text : ''));
    return names.includes(root) && names.some((each) => ANSWERING_NAME.test(each));
  });
}

/** `['…'].includes(url)`, `/…/.test(url)` */
function isAskedFor({ parent }: ts.Expression): boolean {
  if (!tsc.isPropertyAccessExpression(parent) || !isQuestion(parent.name.text)) return false;
  const call = parent.parent;
  const [asked] = tsc.isCallExpression(call) ? call.arguments : [];
  return asked !== undefined && !isOfServer(asked);
}

/** Whether a text goes to a log, to an error or to an expectation, or is a link of a record. */
function isOnlySaid(parent: ts.Node, child: ts.Node): boolean {
  if (tsc.isCallExpression(parent) || tsc.isNewExpression(parent))
    return parent.expression !== child && isSaid(namesLeadingTo(parent.expression));
  return tsc.isPropertyAssignment(parent) && parent.name !== child && LINK_MEMBER.test(writtenName(parent.name) ?? '');
}
