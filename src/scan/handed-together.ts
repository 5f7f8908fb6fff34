import type { ts } from 'ts-morph';
import { readsOf } from '../flow/references.js';
import { isCleversPath, parseCleverUrl } from '../requests/url.js';
import { tsc } from '../syntax/compiler.js';
import { transferOf, type Call } from '../syntax/transfer.js';
import { givenParameters } from '../syntax/functions.js';
import { oncePerObject } from '../model/once-per-object.js';
import type { Vocabulary } from '../model/vocabulary.js';
import type { Evaluation } from '../values/evaluation.js';
import { memberNames } from '../values/objects.js';
import {
  charactersOf,
  EMPTY_CONTEXT,
  type ExternalStep,
  type Piece,
  type Placed,
  type Value,
  textsAmong,
} from '../values/value.js';

/**
 * The addresses that code which nobody knows is likely to put together: it was given Clever's host, with a version or
 * without, and gets a path, in one call or in one after the other. `agent('https://api.clever.com').get('/me')`,
 * `connect({ host, namespace: 'v1.1' })`
 *
 * @returns a function that answers them for a path of Clever's, or its version; none for one that is handed to code of
 *   the program, which says itself what it asks for
 */
export function handedTogether(
  evaluation: Evaluation,
  vocabulary: Vocabulary,
): (telling: ts.StringLiteralLike) => readonly (readonly Piece[])[] {
  // One call may get thousands of paths in an object.
  const hostsAt = oncePerObject((call: Call) =>
    call.arguments?.some(mayBeHandler) ? [] : hostsOf(call, evaluation, vocabulary),
  );
  return (telling) => {
    if (!isTelling(telling.text, vocabulary)) return [];
    const isVersioned = /^\/?v\d/i.test(telling.text);
    // A base with a version of its own is not what a path with another one is for.
    const hosts = callsTaking(telling, evaluation)
      .flatMap(hostsAt)
      .filter((host) => !isVersioned || parseCleverUrl(host, vocabulary)?.version === null);
    if (!hosts.length) return [];
    const paths = textsAmong(evaluation.evaluate(telling, EMPTY_CONTEXT));
    return hosts.flatMap((host) => paths.map((path) => joined(host, path)));
  };
}

/** Whether a text says enough behind Clever's host: a version, `/me`, or a path of Clever's with its version. */
function isTelling(text: string, vocabulary: Vocabulary): boolean {
  const path = text.startsWith('/') ? text : `/${text}`;
  return /^\/v\d+(?:\.\d+)?\/?$/i.test(path) || path === '/me' || isCleversPath(path, vocabulary);
}

/** Whether a function beside a path may answer whoever asks the program for it: it is handed no error first. */
export function mayBeHandler(node: ts.Expression): boolean {
  if (!tsc.isFunctionLike(node)) return false;
  const first = givenParameters(node)[0]?.name;
  return !first || !tsc.isIdentifier(first) || !/^_*e(?:rr(?:or)?)?$/i.test(first.text);
}

/** The calls that get a text as an argument, or in an object that is one; a name in between is looked through. */
export function callsTaking(node: ts.Expression, evaluation: Evaluation, isNamed = false): readonly Call[] {
  const transfer = transferOf(node);
  switch (transfer.kind) {
    case 'same':
    case 'choice':
    case 'member':
      return callsTaking(transfer.to, evaluation, isNamed);
    case 'argument':
      return [transfer.call];
    case 'bound':
      return tsc.isIdentifier(transfer.name) && !isNamed
        ? readsOf(transfer.name, evaluation).flatMap((read) => callsTaking(read, evaluation, true))
        : [];
    default:
      return [];
  }
}

/**
 * Clever's host, with a version or without, where a call that nobody knows gets it, or where what it is a method of was
 * made with it.
 */
function hostsOf(call: Call, evaluation: Evaluation, vocabulary: Vocabulary): readonly (readonly Piece[])[] {
  const callees = evaluation.evaluate(call.expression, EMPTY_CONTEXT);
  if (!callees.every(({ kind }) => kind === 'external' || kind === 'unknown')) return [];
  const sites = callees.flatMap((callee) => {
    if (callee.kind !== 'external' || callee.steps.some(makesServer)) return [];
    return callee.steps.flatMap((step) => (step.kind === 'call' ? step.site.arguments : []));
  });
  const own = [...(call.arguments ?? []), ...fieldsBeside(call)].map((node): Placed => ({
    node,
    context: EMPTY_CONTEXT,
  }));
  return [...own, ...sites]
    .flatMap(({ node, context }) => heldIn(evaluation.evaluate(node, context), evaluation))
    .filter((pieces) => isBase(pieces, vocabulary));
}

/**
 * What the fields hold of the class whose inherited method is called: `class Api extends Service { host = '…' }`, where it
 * asks by `this.request('/me')`.
 */
function fieldsBeside({ expression }: Call): readonly ts.Expression[] {
  if (!tsc.isPropertyAccessExpression(expression) || !isOwn(expression.expression)) return [];
  const around = tsc.findAncestor(expression, tsc.isClassLike);
  if (!around?.heritageClauses?.some(({ token }) => token === tsc.SyntaxKind.ExtendsKeyword)) return [];
  return around.members.flatMap((member) => (tsc.isPropertyDeclaration(member) ? (member.initializer ?? []) : []));
}

function isOwn({ kind }: ts.Expression): boolean {
  return kind === tsc.SyntaxKind.ThisKeyword || kind === tsc.SyntaxKind.SuperKeyword;
}

/** `createServer`, `newRouter`, `createApp`: what is made serves the paths that it is told. */
function makesServer(step: ExternalStep): boolean {
  return step.kind === 'member' && /serve|router|app$/i.test(step.name);
}

/** The texts among values, and in the members of those that are objects, each of which is looked into once. */
function heldIn(
  values: readonly Value[],
  evaluation: Evaluation,
  seen = new Set<ts.Node>(),
): readonly (readonly Piece[])[] {
  const members = values.flatMap((value) => {
    if (value.kind !== 'object' || seen.has(value.node)) return [];
    seen.add(value.node);
    return memberNames(value).flatMap((name) => heldIn(evaluation.member(value, name), evaluation, seen));
  });
  return [...textsAmong(values), ...members];
}

function isBase(pieces: readonly Piece[], vocabulary: Vocabulary): boolean {
  const url = parseCleverUrl(pieces, vocabulary);
  return url !== null && url.path === '/' && url.query === '';
}

/** One slash between the two, whoever writes it. */
function joined(host: readonly Piece[], path: readonly Piece[]): readonly Piece[] {
  const ends = [charactersOf(host).endsWith('/'), charactersOf(path).startsWith('/')];
  const [last] = host.slice(-1);
  if (!last || ends[0] !== ends[1]) return [...host, ...path];
  if (ends[0]) return [...host.slice(0, -1), { ...last, text: last.text.slice(0, -1), verbatim: false }, ...path];
  return [...host, { ...last, text: '/', span: null, verbatim: false }, ...path];
}
