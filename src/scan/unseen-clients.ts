import type { ts } from 'ts-morph';
import { mayBeRequested } from '../flow/constant-reach.js';
import { namesClever } from '../model/clever-name.js';
import { isOfTests } from '../model/test-files.js';
import type { UnresolvedUsage, WrittenUsage } from '../model/usage.js';
import type { Vocabulary } from '../model/vocabulary.js';
import { itemsByPlace } from '../model/place-index.js';
import type { Span } from '../model/spans.js';
import { spanOf } from '../program/program.js';
import { ownerOf, parseUnderOpenBase } from '../requests/open-base.js';
import { namesLeadingTo } from '../syntax/names.js';
import type { Call } from '../syntax/transfer.js';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from '../values/evaluation.js';
import { externalName } from '../values/external.js';
import { EMPTY_CONTEXT, textsAmong, type Piece, type Value } from '../values/value.js';
import { sumOf } from './constants.js';
import { callsTaking, mayBeHandler } from './handed-together.js';
import { writtenUsage } from './written-usage.js';

type Written = ts.StringLiteralLike | ts.TemplateExpression;

/** How a path of an old version, or of the bare host, begins: `/v1.1/students`, `v1.2/schools`, `/me`. */
const OLD_PATH = /^\/?(?:v1\.\d\/|me(?:\?|$))/i;

/** How the name of what sends a request begins; what is named after Clever may do so under any name. */
const SENDING =
  /^[$_]?(?:get|post|put|patch|del|head|req|fetch|call|send|ask|query|api|json|load|read|list|page|stream|curl|ajax)/i;

/** What the object is called that is told which paths the program itself serves. */
const SERVING = /^(?:express|fastify)$|(?:router|routes?|server|app|application)$/i;

/**
 * Old paths that are handed to something which is Clever's by its name, and which nobody can look into: a client that a
 * framework hands in, or that comes from elsewhere. `ctx.clever('/v1.1/students')`, `services.cleverApi.get('/me')`
 *
 * A path with its version says enough. What `/me` is depends on a base that is not in sight.
 *
 * @param known where texts stand that are parts of known addresses
 */
export function callsOfUnseenClients(
  evaluation: Evaluation,
  vocabulary: Vocabulary,
  known: readonly Span[],
): readonly (WrittenUsage | UnresolvedUsage)[] {
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
      return call ? usagesOf({ path: node, address, call }, evaluation, vocabulary) : [];
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
  const span = spanOf(path);
  const version = /v1\.\d/i.exec(beginningOf(path))?.[0] ?? null;
  return [{ kind: 'unresolved', span, url: span, version, confidence: 'certain', reason: base.missing }];
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
