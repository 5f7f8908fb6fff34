import type { ts } from 'ts-morph';
import {
  BINDING,
  INJECTING_DECORATORS,
  PROVIDER_KEY,
  PROVIDER_KEYS,
  REGISTERING,
  type Registered,
} from '../libraries/injection.js';
import { calleeName } from '../program/syntax-index.js';
import { tsc } from '../syntax/compiler.js';
import { writtenName } from '../syntax/names.js';
import { aliasedSymbol } from './aliases.js';
import type { Evaluation } from './evaluation.js';
import { EMPTY_CONTEXT, knownText } from './value.js';

/** Something that a program provides for a token: `{ provide: CLEVER, useValue: client }`. */
export interface Provided {
  readonly token: ts.Expression;
  readonly value: ts.Expression;
  readonly made: Registered;
}

/**
 * What a parameter asks for: `@Inject(CLEVER) private readonly clever: AxiosInstance`.
 *
 * @returns null where no decorator says so
 */
export function tokenOf(parameter: ts.ParameterDeclaration): ts.Expression | null {
  for (const each of parameter.modifiers ?? []) {
    if (!tsc.isDecorator(each) || !tsc.isCallExpression(each.expression)) continue;
    const [token] = each.expression.arguments;
    if (token && INJECTING_DECORATORS.has(calleeName(each.expression.expression) ?? '')) return token;
  }
  return null;
}

/** What the opened files provide for a token. */
export function providedFor(token: ts.Expression, evaluation: Evaluation): readonly Provided[] {
  const wanted = keyOf(token, evaluation);
  return wanted === null ? [] : allProvided(evaluation).filter((each) => keyOf(each.token, evaluation) === wanted);
}

/** A text by its characters, and a name by what it stands for. */
function keyOf(token: ts.Expression, evaluation: Evaluation): string | ts.Declaration | null {
  const text = evaluation.evaluate(token, EMPTY_CONTEXT).map(knownText).find(Boolean);
  if (text) return text;
  const name = tsc.isPropertyAccessExpression(token) ? token.name : token;
  const symbol = evaluation.checker.getSymbolAtLocation(name);
  const meant = symbol && symbol.flags & tsc.SymbolFlags.Alias ? aliasedSymbol(symbol, evaluation.checker) : symbol;
  return meant?.valueDeclaration ?? null;
}

function allProvided({ index }: Evaluation): readonly Provided[] {
  const listed = index.identifiers(PROVIDER_KEY).flatMap(({ parent }) => {
    const isKey = tsc.isPropertyAssignment(parent) && tsc.isObjectLiteralExpression(parent.parent);
    return isKey ? waysIn(parent.initializer, parent.parent) : [];
  });
  const registered = REGISTERING.flatMap((method) => index.callsNamed(method)).flatMap(({ arguments: given = [] }) => {
    const [token, options] = given;
    return token && options && tsc.isObjectLiteralExpression(options) ? waysIn(token, options) : [];
  });
  return [...listed, ...registered, ...index.callsNamed(BINDING.method).flatMap(boundBy)];
}

function waysIn(token: ts.Expression, options: ts.ObjectLiteralExpression): readonly Provided[] {
  return options.properties.flatMap((each): readonly Provided[] => {
    const name = each.name && writtenName(each.name);
    const made = name && Object.hasOwn(PROVIDER_KEYS, name) ? PROVIDER_KEYS[name] : undefined;
    if (made === undefined) return [];
    // A method is no expression to the compiler, but has a value like one.
    return [
      { token, made, value: tsc.isPropertyAssignment(each) ? each.initializer : (each as ts.Node as ts.Expression) },
    ];
  });
}

/** `container.bind(CLEVER).to(CleverClient)` */
function boundBy(call: ts.CallExpression | ts.NewExpression): readonly Provided[] {
  const access = call.parent;
  const [token] = call.arguments ?? [];
  if (!token || !tsc.isPropertyAccessExpression(access) || !tsc.isCallExpression(access.parent)) return [];
  const made = Object.hasOwn(BINDING.ways, access.name.text) ? BINDING.ways[access.name.text] : undefined;
  const [value] = access.parent.arguments;
  return made && value ? [{ token, made, value }] : [];
}
