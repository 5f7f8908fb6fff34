import type { ts } from 'ts-morph';
import { ANSWERS_ERRORS, CLIENT_DEFAULTS } from '../clients/client.js';
import { BODY, type Shape } from '../clients/shape.js';
import type { CleverUrl } from '../model/url.js';
import type { StrategyPackage } from '../model/vocabulary.js';
import { NEST_STRATEGY } from '../libraries/sign-in.js';
import { calleeName } from '../program/syntax-index.js';
import { tsc } from '../syntax/compiler.js';
import { extendedBy } from '../syntax/heritage.js';
import { writtenName } from '../syntax/names.js';
import type { Call } from '../syntax/transfer.js';
import { givenParameters } from '../syntax/functions.js';
import type { Evaluation } from '../values/evaluation.js';
import { externalName } from '../values/external.js';
import { EMPTY_CONTEXT, type Values } from '../values/value.js';
import type { FoundCallback } from './answers.js';
import type { Asked } from './requests.js';
import { unwrittenUrl } from './url.js';

/** What strategies of packages hand on as the profile: the answer of Clever, or the record in it. */
const PROFILES: readonly Shape[] = [BODY, { kind: 'body', path: ['data'] }];

/** A strategy of a package that asks Clever who signs in, and hands the answer to a function of the program. */
export interface PackageAnswer {
  readonly asked: Asked;
  readonly url: CleverUrl;
}

/**
 * The strategies of packages that the program constructs: `new CleverStrategy(options, verify)`.
 *
 * @param packages those that are known to hand on Clever's answer
 * @param host whom they ask
 * @param path and for what: `/me`
 */
export function packageAnswers(
  packages: readonly StrategyPackage[],
  host: string,
  path: string,
  evaluation: Evaluation,
): readonly PackageAnswer[] {
  const isUsed = evaluation.index.moduleSpecifiers.some(({ text }) => packages.some((each) => each.package === text));
  if (!isUsed) return [];
  return evaluation.index.calls.flatMap((call) => {
    const roots = constructedBy(call, evaluation).map((value) => externalName(value)?.root);
    const found = packages.find((each) => roots.includes(each.package));
    return found ? [{ asked: askedBy(call, found, evaluation), url: unwrittenUrl(host, found.version, path) }] : [];
  });
}

/** What a call makes a strategy of: `new Strategy(…)`, `super(…)` of a class that extends it, `PassportStrategy(Strategy)`. */
function constructedBy(call: Call, evaluation: Evaluation): Values {
  const made = madeOf(call);
  return made ? evaluation.evaluate(made, EMPTY_CONTEXT) : [];
}

function madeOf(call: Call): ts.Expression | null {
  if (tsc.isNewExpression(call)) return call.expression;
  if (call.expression.kind === tsc.SyntaxKind.SuperKeyword) {
    const owner = tsc.findAncestor(call, tsc.isClassLike);
    return owner ? extendedBy(owner) : null;
  }
  return tsc.isCallExpression(call) && isNestBase(call) ? (call.arguments[0] ?? null) : null;
}

/** `PassportStrategy(Strategy, 'clever')`, which a class of Nest extends. */
function isNestBase(node: ts.Node): node is ts.CallExpression {
  return tsc.isCallExpression(node) && calleeName(node.expression) === NEST_STRATEGY.base;
}

/** Whether a function is the `validate` of a strategy of Nest. */
export function isNestVerify(scope: ts.Node): scope is ts.MethodDeclaration {
  if (!tsc.isMethodDeclaration(scope) || scope.name.getText() !== NEST_STRATEGY.method) return false;
  const extended = tsc.isClassLike(scope.parent) ? extendedBy(scope.parent) : null;
  return extended !== null && isNestBase(extended);
}

/** What the last parameter of a function that verifies is called where it calls back. */
const DONE: ReadonlySet<string> = new Set(['done', 'cb', 'callback', 'next']);

/** Which parameter of a function that verifies is the profile: the one before its own callback, which Nest leaves out. */
export function profileIndex(verifier: ts.SignatureDeclaration): number {
  const last = givenParameters(verifier).at(-1);
  const hasDone = !isNestVerify(verifier) || (last !== undefined && DONE.has(writtenName(last.name) ?? ''));
  return givenParameters(verifier).length - (hasDone ? 2 : 1);
}

function askedBy(call: Call, { package: name }: StrategyPackage, evaluation: Evaluation): Asked {
  const client = {
    ...CLIENT_DEFAULTS,
    urlQuery: 'kept' as const,
    name,
    modules: [],
    requests: [],
    answer: null,
    errors: ANSWERS_ERRORS,
    decodes: false,
  };
  return { client: { ...client, callbacks: verifiers(call, evaluation) }, call, context: EMPTY_CONTEXT };
}

/** The functions that verify, which are handed the profile. */
function verifiers(call: Call, evaluation: Evaluation): readonly FoundCallback[] {
  return verifierNodes(call).flatMap((node) =>
    evaluation.evaluate(node, EMPTY_CONTEXT).flatMap((value) => {
      if (value.kind !== 'function') return [];
      const before = Array<null>(Math.max(0, profileIndex(value.node))).fill(null);
      return PROFILES.map((profile) => ({
        argument: 'last' as const,
        parameters: [...before, profile],
        leaves: true,
        node,
      }));
    }),
  );
}

function verifierNodes(call: Call): readonly ts.Expression[] {
  if (!isNestBase(call)) return call.arguments?.slice(-1) ?? [];
  // A method is no expression to the compiler, but has a value like one.
  return nestVerifiers(call) as readonly ts.Node[] as readonly ts.Expression[];
}

/** The functions that verify in the class which extends what a call makes: `PassportStrategy(Strategy)`. */
export function nestVerifiers(base: Call): readonly ts.MethodDeclaration[] {
  return tsc.findAncestor(base, tsc.isClassLike)?.members.filter(isNestVerify) ?? [];
}
