import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { LIBRARY_FILE } from '../program/library.js';
import { sourceOf } from '../program/program.js';
import type { Evaluation } from './evaluation.js';
import { EMPTY_CONTEXT } from './value.js';

/** Evaluations after which the types are asked instead. */
const MUCH = 500;

/** The methods of texts and lists, and of what else is made without a package. */
const LANGUAGE_METHODS: ReadonlySet<string> = new Set(
  [String, Number, RegExp, Array, Map, Set, Date].flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype)),
);

/** Whether it takes much to compute what an expression holds, whoever calls the code around. */
export function takesMuch(node: ts.Expression, evaluation: Evaluation): boolean {
  return evaluation.takesMore(MUCH, node, EMPTY_CONTEXT);
}

/**
 * Whether a call is that of a method which the language brings, where to compute that takes much.
 *
 * Such a call sends no request and enters no function of the program. To compute what `urls` of `urls.map(…)` holds may
 * mean to go through half of the program, while its type says at once that it is a list.
 */
export function isLanguageMethod(
  { expression: callee }: Pick<ts.CallExpression | ts.NewExpression, 'expression'>,
  evaluation: Evaluation,
): boolean {
  return tsc.isPropertyAccessExpression(callee) && takesMuch(callee, evaluation) && isOfLanguage(callee, evaluation);
}

/**
 * Whether a callee is a method that the language brings: by the type of what it is a method of (`seen.get` of a map), or
 * because only the language has a method of that name (`text.replace`).
 */
export function isOfLanguage(callee: ts.Expression, evaluation: Evaluation): boolean {
  if (!tsc.isPropertyAccessExpression(callee)) return false;
  const type = typeOf(callee.expression, evaluation);
  return (type !== null && isLanguageType(type)) || isNamedByLanguage(callee.name.text, evaluation);
}

/** Whether a name is that of a method of the language, and of nothing that the program declares or a client has. */
function isNamedByLanguage(name: string, { index, requestMembers }: Evaluation): boolean {
  return LANGUAGE_METHODS.has(name) && !requestMembers.has(name) && !index.declares(name);
}

/** Whether an expression is no function by its type. */
export function isNoFunction(node: ts.Expression, evaluation: Evaluation): boolean {
  const type = typeOf(node, evaluation);
  return type !== null && (isLanguageType(type) || (type.isClassOrInterface() && !type.getCallSignatures().length));
}

/** Null where the checker, which climbs by calling itself, comes to the end of the stack. */
function typeOf(node: ts.Expression, { checker }: Evaluation): ts.Type | null {
  try {
    return checker.getTypeAtLocation(node);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** A text, a number, or what the library declares; `null` and `undefined` have no methods. */
function isLanguageType(type: ts.Type): boolean {
  const { Undefined, Null, StringLike, NumberLike, BooleanLike } = tsc.TypeFlags;
  if (type.isUnion()) {
    const others = type.types.filter(({ flags }) => !(flags & (Undefined | Null)));
    return others.length > 0 && others.every(isLanguageType);
  }
  if (type.flags & (StringLike | NumberLike | BooleanLike)) return true;
  const symbol = type.getSymbol();
  // A function may be called by a method: `load.call(…)`.
  if (!symbol?.declarations?.length || symbol.name === 'Function') return false;
  return symbol.declarations.every((each) => sourceOf(each).fileName === LIBRARY_FILE);
}
