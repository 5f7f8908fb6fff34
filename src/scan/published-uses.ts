import type { ts } from 'ts-morph';
import { exportNames, isOrHolds } from '../flow/held-exports.js';
import { mentionsOfSame } from '../flow/references.js';
import { SERVING_WORDS } from '../libraries/command-lines.js';
import { filesLeadingTo } from '../model/leading-files.js';
import { placeKey } from '../model/spans.js';
import type { Request } from '../requests/requests.js';
import { tsc } from '../syntax/compiler.js';
import { memberOfLiteral } from '../syntax/functions.js';
import type { Evaluation } from '../values/evaluation.js';
import type { Scope, Value } from '../values/value.js';

/** How a message names who takes what a package exports. */
const IMPORTERS = 'code that imports this package';

/** What published packages hand to code that nobody sees here. */
interface Published {
  /** The places of texts. */
  readonly texts: Set<string>;
  /** Functions and classes. */
  readonly scopes: Set<ts.Node>;
}

/**
 * The places of texts to which code outside of the project adds paths of its own: a base that a published package exports,
 * and one that a function of it puts before what it is called with.
 *
 * @returns what uses the text there, by place
 */
export function publishedUses(requests: readonly Request[], evaluation: Evaluation): ReadonlyMap<string, string> {
  const { texts, scopes } = publishedBy(requests, evaluation);
  const bases = scopes.size ? requests.flatMap((request) => basesBefore(request, scopes, evaluation)) : [];
  return new Map([...texts, ...bases].map((place) => [place, IMPORTERS]));
}

function publishedBy(requests: readonly Request[], evaluation: Evaluation): Published {
  const published: Published = { texts: new Set(), scopes: new Set() };
  const note = (value: Value): boolean => {
    if (value.kind === 'text') for (const { span } of value.pieces) if (span) published.texts.add(placeKey(span));
    if (value.kind === 'function' || value.kind === 'class') published.scopes.add(value.node);
    return false;
  };
  const seen = new Set<unknown>();
  for (const file of publishedFiles(requests, evaluation)) {
    for (const name of [...exportNames(file, evaluation), 'module.exports'])
      for (const value of evaluation.exported(file, name)) isOrHolds(value, note, evaluation, seen);
  }
  return published;
}

/** The files that a published package exports, and that lead to where addresses are written; a server exports nothing. */
function publishedFiles(requests: readonly Request[], evaluation: Evaluation): readonly string[] {
  const { sources } = evaluation;
  const written = requests.flatMap(({ urls }) => urls.flat()).flatMap(({ span }) => (span ? [span.file] : []));
  const files = [...filesLeadingTo(written, sources)].filter((file) => sources.isPublished(file));
  const exporting = files.filter((file) => !SERVING_WORDS.some((word) => sources.mentions(file, word)));
  // To ask for what a file exports opens it.
  for (const file of exporting) evaluation.exported(file, 'default');
  return exporting;
}

/** Where the parts of an address stand that published functions put around what they are called with. */
function basesBefore(
  { urls, context }: Request,
  scopes: ReadonlySet<ts.Node>,
  evaluation: Evaluation,
): readonly string[] {
  const given = new Set<string>();
  for (const [scope, site] of context.opened) {
    if (!site || !isPublished(scope, scopes, evaluation)) continue;
    for (const each of site.arguments)
      for (const value of evaluation.evaluate(each.node, each.context))
        if (value.kind === 'text') for (const { span } of value.pieces) if (span) given.add(placeKey(span));
  }
  return urls.flatMap((pieces) => {
    const places = pieces.flatMap(({ span }) => (span ? [placeKey(span)] : []));
    return places.some((place) => given.has(place)) ? places.filter((place) => !given.has(place)) : [];
  });
}

/**
 * Whether code that imports a package can call a function: it is exported, a method of an exported class, or a member of an
 * object that an exported function makes.
 */
function isPublished(scope: Scope, published: ReadonlySet<ts.Node>, evaluation: Evaluation): boolean {
  if (published.has(scope)) return true;
  if (tsc.isClassLike(scope)) return false;
  if (published.has(scope.parent)) return !isPrivate(scope);
  const isInside = tsc.findAncestor(scope.parent, (each) => published.has(each)) !== undefined;
  return isInside && (memberOfLiteral(scope) !== null || isNamedInObject(scope, evaluation));
}

function isPrivate(scope: ts.FunctionLikeDeclaration): boolean {
  const isMarked = (tsc.getCombinedModifierFlags(scope) & tsc.ModifierFlags.Private) !== 0;
  return isMarked || (scope.name !== undefined && tsc.isPrivateIdentifier(scope.name));
}

/** `get` of `return { get }` */
function isNamedInObject(scope: ts.FunctionLikeDeclaration, evaluation: Evaluation): boolean {
  const { name } = tsc.isVariableDeclaration(scope.parent) ? scope.parent : scope;
  if (!name || !tsc.isIdentifier(name)) return false;
  return mentionsOfSame(name, evaluation).some(({ parent }) => tsc.isShorthandPropertyAssignment(parent));
}
