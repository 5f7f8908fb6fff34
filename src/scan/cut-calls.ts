import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { namesClever } from '../model/clever-name.js';
import { fileOf, spanOf } from '../program/program.js';
import type { Sources } from '../program/sources.js';
import type { Request } from '../requests/requests.js';
import { parseCleverUrl } from '../requests/url.js';
import { placeKey } from '../model/spans.js';
import type { UnresolvedUsage } from '../model/usage.js';
import type { Vocabulary } from '../model/vocabulary.js';
import { isElsewhere, isUnderstood } from './unresolved.js';

export const TOO_MANY_CALLERS = 'it has more callers than this tool checks';
export const TOO_COSTLY = 'its URL takes too long to compute';
export const TOO_MANY_ADDRESSES = 'it has more possible URLs than this tool checks';
export const TOO_MANY_CALLEES = 'it can call more functions than this tool checks';
export type Cut = typeof TOO_MANY_CALLEES | typeof TOO_MANY_CALLERS | typeof TOO_COSTLY | typeof TOO_MANY_ADDRESSES;

/** What a piece of a call's address may serve as well, where a limit was hit. */
const UNSEEN: Readonly<Record<Cut, string | null>> = {
  [TOO_MANY_CALLERS]: 'callers that this tool does not check',
  [TOO_MANY_ADDRESSES]: 'URLs that this tool does not check',
  [TOO_MANY_CALLEES]: null,
  [TOO_COSTLY]: null,
};

/** Calls of which not all could be looked at, with the limit that was hit. */
export type CutCalls = ReadonlyMap<ts.CallExpression, Cut>;

/** Whether an address stands for others that were not looked at, so that nothing can be said of these. */
export function standsForUnseen({ urls }: Request, vocabulary: Vocabulary): boolean {
  const cut = urls.filter((pieces) => pieces.some(({ isCut }) => isCut));
  return cut.some((pieces) => {
    const url = parseCleverUrl(pieces, vocabulary);
    return url ? !isUnderstood(url) : !isElsewhere(pieces, vocabulary.hosts);
  });
}

/**
 * The calls of which not all could be looked at, where Clever's may be among what was not.
 *
 * @param requests what was found of all calls
 * @param hasAddress whether an address of Clever's is written in a file, or comes to it by what it reads of others
 * @param sources the files of the project, which tell whether it asks Clever at all
 */
export function usagesOfCutCalls(
  cutCalls: CutCalls,
  requests: readonly Request[],
  vocabulary: Vocabulary,
  hasAddress: (file: string) => boolean,
  sources: Sources,
): readonly UnresolvedUsage[] {
  const cut = requests.filter(({ call }) => cutCalls.has(call));
  const isClevers = ({ urls }: Request): boolean => urls.some((pieces) => parseCleverUrl(pieces, vocabulary));
  const asking = new Set(cut.map(({ call }) => call));
  const askingClever = new Set(cut.filter(isClevers).map(({ call }) => call));
  const hasManyCallers = [...cutCalls.values()].includes(TOO_MANY_CALLERS);
  const isAboutClever = hasManyCallers && saysWhereCleverIs(sources, vocabulary.hosts);
  return [...cutCalls].flatMap(([call, reason]): readonly UnresolvedUsage[] => {
    const mayBeClevers = hasAddress(fileOf(call)) || isNamedForClever(call);
    const isSaid = {
      // Of the callers, each may ask for something else.
      [TOO_MANY_CALLERS]: asking.has(call) && (mayBeClevers || isAboutClever),
      [TOO_MANY_ADDRESSES]: askingClever.has(call) || mayBeClevers,
      [TOO_MANY_CALLEES]: mayBeClevers,
      // One address that is known says what a call is for.
      [TOO_COSTLY]: !askingClever.has(call) && mayBeClevers,
    };
    if (!isSaid[reason]) return [];
    const span = spanOf(call);
    return [{ kind: 'unresolved', span, url: span, version: null, confidence: 'certain', reason }];
  });
}

/** What variables of the environment are called that may be named for Clever. */
const VARIABLE = /\b[A-Z\d_]*CLEVER[A-Z\d_]*\b/g;

/** Whether anything in a project says where Clever is: an address of its, or a variable of the environment. */
function saysWhereCleverIs(sources: Sources, hosts: Vocabulary['hosts']): boolean {
  return (
    hosts.some((host) => sources.filesHolding(host).length > 0) ||
    sources.filesHolding('CLEVER').some((file) => sources.wholeText(file).match(VARIABLE)?.some(namesClever))
  );
}

/** Whether the names in a call, or those of what it stands in, say that it is Clever's. */
function isNamedForClever(call: ts.CallExpression): boolean {
  const isNamed = (node: ts.Node): boolean => {
    const name = tsc.getNameOfDeclaration(node as ts.Declaration);
    return name !== undefined && 'text' in name && namesClever(name.text);
  };
  return namesClever(fileOf(call)) || holdsName(call) || tsc.findAncestor(call, isNamed) !== undefined;
}

/** Whether a name or a text in an expression says that it is Clever's; the code of functions in it is not asked. */
function holdsName(node: ts.Node): boolean {
  if (tsc.isIdentifier(node) || tsc.isStringLiteralLike(node)) return namesClever(node.text);
  if (tsc.isFunctionLike(node)) return false;
  return tsc.forEachChild(node, (child) => holdsName(child) || undefined) ?? false;
}

/** Pieces of URLs that callers or addresses which are not looked at may share, with what these are. */
export function piecesOfCutCalls(cutCalls: CutCalls, requests: readonly Request[]): ReadonlyMap<string, string> {
  const uses = requests.flatMap(({ call, urls }): readonly (readonly [string, string])[] => {
    const reason = cutCalls.get(call);
    const use = reason ? UNSEEN[reason] : null;
    if (use === null) return [];
    return urls.flat().flatMap(({ span }) => (span ? [[placeKey(span), use] as const] : []));
  });
  return new Map(uses);
}
