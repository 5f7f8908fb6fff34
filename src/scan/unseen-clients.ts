import type { ts } from 'ts-morph';
import { mayBeRequested } from '../flow/constant-reach.js';
import { namesClever } from '../model/clever-name.js';
import { connectedFiles } from '../model/leading-files.js';
import { isOfTests } from '../model/test-files.js';
import type { UnresolvedUsage, WrittenUsage } from '../model/usage.js';
import type { Vocabulary } from '../model/vocabulary.js';
import { itemsByPlace } from '../model/place-index.js';
import { remembered } from '../model/remembered.js';
import type { Span } from '../model/spans.js';
import { fileOf, spanOf } from '../program/program.js';
import { calleeName } from '../program/syntax-index.js';
import { ownerOf, parseUnderOpenBase } from '../requests/open-base.js';
import { isCleversPath } from '../requests/url.js';
import { namesLeadingTo } from '../syntax/names.js';
import { shorten } from '../syntax/wording.js';
import type { Call } from '../syntax/transfer.js';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from '../values/evaluation.js';
import { externalName } from '../values/external.js';
import { namesOf } from '../values/function-names.js';
import { charactersOf, EMPTY_CONTEXT, textsAmong, type Piece, type Scope, type Value } from '../values/value.js';
import { sumOf } from './constants.js';
import { callsTaking, mayBeHandler } from './handed-together.js';
import type { HasNamedHost } from './named-hosts.js';
import { writtenUsage } from './written-usage.js';

type Written = ts.StringLiteralLike | ts.TemplateExpression;

/** How a path of an old version, or of the bare host, begins: `/v1.1/students`, `v1.2/schools`, `/me`. */
const OLD_PATH = /^\/?(?:v1\.\d\/|me(?:\?|$))/i;

/** How the name of what sends a request begins; what is named after Clever may do so under any name. */
const SENDING =
  /^[$_]?(?:get|post|put|patch|del|head|req|fetch|call|send|ask|query|api|json|load|read|list|page|stream|curl|ajax)/i;

/** What the object is called that is told which paths the program itself serves. */
const SERVING = /^(?:express|fastify)$|(?:router|routes?|server|app|application)$/i;

/** What is known of the calls whose clients are in sight. */
export interface FactsOfSeen {
  /** Where texts stand that are parts of known addresses. */
  readonly known: readonly Span[];
  /** The functions that hand on a part of a known address of Clever's. */
  readonly askers: Iterable<Scope>;
  readonly hasNamedHost: HasNamedHost;
}

/**
 * Old paths that are handed to something which is Clever's by its name, and which nobody can look into: a client that a
 * framework hands in, or that comes from elsewhere. `ctx.clever('/v1.1/students')`, `services.cleverApi.get('/me')`
 *
 * A path with its version says enough. What `/me` is depends on a base that is not in sight. So is what may call a function
 * of the program that asks Clever: its callers that are in sight say nothing of the others.
 *
 * @param facts what is known of the calls whose clients are in sight
 */
export function callsOfUnseenClients(
  evaluation: Evaluation,
  vocabulary: Vocabulary,
  facts: FactsOfSeen,
): readonly (WrittenUsage | UnresolvedUsage)[] {
  const { known, hasNamedHost } = facts;
  const isAsker = askersOf(facts.askers, evaluation);
  const { strings, templates } = evaluation.index;
  const knownAt = itemsByPlace(known, (span) => span);
  const paths = [...strings, ...templates].filter((node) => OLD_PATH.test(beginningOf(node)));
  return paths.flatMap((node) => {
    const span = spanOf(node);
    if (isOfTests(span.file) || knownAt(span).length) return [];
    const usages = (): readonly (WrittenUsage | UnresolvedUsage)[] => {
      if (!mayBeRequested(node, evaluation)) return [];
      const address = sumOf(node, evaluation);
      const call = callsTaking(address, evaluation).find((each) => isUnseenClient(each, evaluation));
      const found = call ? usagesOf({ path: node, address, call }, evaluation, vocabulary) : [];
      if (found.length) return found;
      const named = unseenUnderNamedHost(node, address, hasNamedHost, evaluation);
      return named.length ? named : callsOfAskers(node, address, isAsker, { evaluation, vocabulary });
    };
    return evaluation.asOwnQuestion(usages, node);
  });
}

function beginningOf(node: Written): string {
  return tsc.isTemplateExpression(node) ? node.head.text : node.text;
}

/** A path, the address that it is a part of, and what that is handed to. */
interface UnseenCall {
  readonly path: Written;
  readonly address: ts.Expression;
  readonly call: Call;
}

/** Whether a call may send a request, for all that is known of it. */
function isUnseenClient({ expression, arguments: given }: Call, evaluation: Evaluation): boolean {
  const names = namesLeadingTo(expression);
  const [holder = '', last = ''] = ['', ...names].slice(-2);
  if (SERVING.test(holder) || given?.some(mayBeHandler)) return false;
  if (!SENDING.test(last) && !namesClever(last)) return false;
  return evaluation.evaluate(expression, EMPTY_CONTEXT).every(isUnseen);
}

/** Whether a value is not in sight; what a package makes is Clever's only where the package says so, or its member. */
function isUnseen(value: Value): boolean {
  const isOfPackage = value.kind === 'external' && 'module' in value.root;
  return isOfPackage ? namesClever(namesOfExternal(value)) : value.kind === 'unknown' || value.kind === 'external';
}

function namesOfExternal(value: Value): string {
  const name = externalName(value);
  return name ? [name.root, ...name.members].join(' ') : '';
}

function usagesOf(
  { path, address, call }: UnseenCall,
  evaluation: Evaluation,
  vocabulary: Vocabulary,
): readonly (WrittenUsage | UnresolvedUsage)[] {
  const names = namesLeadingTo(call.expression);
  const callee = names.join('.');
  const texts = textsAmong(evaluation.evaluate(address, EMPTY_CONTEXT));
  const readOff = evaluation.evaluate(call.expression, EMPTY_CONTEXT).map(namesOfExternal).join(' ');
  const addresses = address === path ? texts.map((text) => underBase(callee, readOff, text)) : texts;
  const urls = addresses.flatMap((pieces) => parseUnderOpenBase(pieces, call, vocabulary) ?? []);
  if (urls.length) return urls.map((url) => writtenUsage(path, url, `this tool does not see what \`${callee}\` is`));
  const base = addresses[0]?.[0];
  if (!base?.hole || ![...names, ownerOf(call), base.text, base.readOff ?? ''].some(namesClever)) return [];
  return [unresolvedAt(path, base.missing)];
}

/** An old path of a call that nobody can tell. */
function unresolvedAt(path: Written, reason: string): UnresolvedUsage {
  const span = spanOf(path);
  const version = /v1\.\d/i.exec(beginningOf(path))?.[0] ?? null;
  return { kind: 'unresolved', span, url: span, version, confidence: 'certain', reason };
}

/** An old path behind a base that is read by the name of Clever's host, for whatever call gets the whole. */
function unseenUnderNamedHost(
  path: Written,
  address: ts.Expression,
  hasNamedHost: HasNamedHost,
  evaluation: Evaluation,
): readonly UnresolvedUsage[] {
  if (address === path || !callsTaking(address, evaluation).length) return [];
  const bases = textsAmong(evaluation.evaluate(address, EMPTY_CONTEXT)).flatMap(([base]) => base ?? []);
  const base = bases.find((each) => hasNamedHost(each, fileOf(path)));
  return base ? [unresolvedAt(path, base.missing)] : [];
}

/** Answers whether a call whose callee is not in sight may be one of a function that asks Clever. */
function askersOf(askers: Iterable<Scope>, { sources, index }: Evaluation): (call: Call) => boolean {
  const filesByName = new Map<string, Set<string>>();
  const allFiles = new Set<string>();
  for (const asker of askers) {
    if (tsc.isClassLike(asker)) continue;
    allFiles.add(fileOf(asker));
    for (const name of namesOf(asker)) remembered(filesByName, name, () => new Set<string>()).add(fileOf(asker));
  }
  const isConnected = connectedFiles(sources);
  return ({ expression }) => {
    const name = calleeName(expression);
    const isComputed = name === null && tsc.isElementAccessExpression(expression);
    const files = isComputed
      ? allFiles
      : index.renamesOf(name ?? '').flatMap((each) => [...(filesByName.get(each) ?? [])]);
    return [...files].some((file) => isConnected(fileOf(expression), file));
  };
}

/** A path of Clever's that is handed to what may be a function that asks Clever, while nobody can tell what it is. */
function callsOfAskers(
  path: Written,
  address: ts.Expression,
  isAsker: (call: Call) => boolean,
  { evaluation, vocabulary }: { readonly evaluation: Evaluation; readonly vocabulary: Vocabulary },
): readonly UnresolvedUsage[] {
  const isHere = (call: Call): boolean =>
    !call.arguments?.some(mayBeHandler) && isAsker(call) && isOutOfSight(call, evaluation);
  const call = callsTaking(address, evaluation).find(isHere);
  const texts = call ? textsAmong(evaluation.evaluate(address, EMPTY_CONTEXT)).map(charactersOf) : [];
  if (!call || !texts.some((text) => mayBeCleversPath(text, vocabulary))) return [];
  const reason = `what \`${shorten(call.expression.getText(), 40)}\` is`;
  return [unresolvedAt(path, reason)];
}

/** Whether nothing is known of what a call calls, or of the object whose method it calls. */
function isOutOfSight({ expression }: Call, evaluation: Evaluation): boolean {
  return evaluation.evaluate(expression, EMPTY_CONTEXT).every(({ kind }) => kind === 'unknown' || kind === 'nothing');
}

/** Whether a path can be one of Clever's: `/me`, `/v1.1/schools`, `/v1.1/{name}`. */
function mayBeCleversPath(text: string, vocabulary: Vocabulary): boolean {
  const path = text.startsWith('/') ? text : `/${text}`;
  return /^\/me(?:\?|$)/i.test(path) || /^\/v1\.\d\/\{/.test(path) || isCleversPath(path, vocabulary);
}

/** A path behind a base that is named as what it is handed to. */
function underBase(callee: string, readOff: string, path: readonly Piece[]): readonly Piece[] {
  const base: Piece = {
    ...{ text: `{${callee}}`, hole: true, span: null, verbatim: false },
    ...{ origin: 'program', opens: null, readOff, missing: `which base URL \`${callee}\` has` },
  };
  const slash: Piece = { ...base, text: '/', hole: false };
  return path[0]?.text.startsWith('/') ? [base, ...path] : [base, slash, ...path];
}
