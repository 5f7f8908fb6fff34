import type { ts } from 'ts-morph';
import { awaited, memberShape, methodShape, promise, type Shape } from '../clients/shape.js';
import type { CallbackForm } from '../clients/client.js';
import { valueOfProperty } from '../syntax/argument-parts.js';
import { tsc } from '../syntax/compiler.js';
import { isOuter } from '../syntax/outer.js';
import { givenParameters } from '../syntax/functions.js';
import type { Evaluation } from '../values/evaluation.js';
import { spreadOut } from '../values/spreading.js';
import { EMPTY_CONTEXT, type CallSite, type Placed, type ValueOf } from '../values/value.js';
import { altersResponse } from './altering.js';
import { handlersOf, interceptorsOf } from './interceptors.js';
import type { Instance, Matched } from './match.js';
import { knownTexts, valuesAt } from './places.js';

/** A callback that was found where a call's options hold it. */
export interface FoundCallback extends CallbackForm {
  readonly node?: ts.Expression;
}

/** What a call answers, given how its instance was made and which options it has. */
export function answerOf(match: Matched, site: CallSite, evaluation: Evaluation): Shape | null {
  const { client, form } = match;
  const chosen = answerByOption(match, site, evaluation) ?? answerByText(match, evaluation);
  const plain = match.promisified
    ? (form.answer ?? promisedBy(match))
    : form.answer === undefined
      ? client.answer
      : form.answer;
  return intercepted(resolvedBy(chosen ?? plain, match, evaluation), match, evaluation);
}

/** What an instance answers that is given a function for it, which is handed what the call would answer. */
function resolvedBy(answer: Shape | null, { made }: Matched, evaluation: Evaluation): Shape | null {
  const given = made.findLast(({ form }) => form.resolves)?.site.arguments[0];
  if (!given || answer?.kind !== 'promise') return answer;
  const [resolver, ...others] = evaluation.evaluate(given.node, given.context);
  const own = resolver?.kind === 'function' && !others.length ? resolver : null;
  const returned = own && returnedOf(own, answer.holder ?? answer.of, evaluation);
  return returned ? promise(awaited(returned)) : answer;
}

/** The callbacks of a call; those that its options hold are looked up. */
export function callbacksOf(match: Matched, site: CallSite, evaluation: Evaluation): readonly FoundCallback[] {
  if (match.promisified) return [];
  return match.client.callbacks.flatMap((form): readonly FoundCallback[] => {
    if (form.member === undefined) return [form];
    return optionNodes(form, form.member, site, evaluation).map((node) => ({ ...form, node }));
  });
}

/** What a callback would be handed first, as a promise. */
function promisedBy({ client }: Matched): Shape | null {
  const handed = client.callbacks.flatMap(({ parameters }) => parameters.filter((shape) => shape !== null));
  return handed[0] ? promise(handed[0]) : null;
}

/** The functions that an option of a call is written as; where it is a name, the name. */
function optionNodes(
  { argument }: CallbackForm,
  member: string,
  site: CallSite,
  evaluation: Evaluation,
): readonly ts.Expression[] {
  const placed = argument === 'last' ? undefined : spreadOut(site.arguments, evaluation)[argument];
  if (!placed) return [];
  const outer = member.split('.');
  const name = outer.pop();
  const options = outer.reduce(
    (values, each) => values.flatMap((value) => evaluation.member(value, each)),
    evaluation.evaluate(placed.node, placed.context),
  );
  return options.flatMap((value) => {
    if (value.kind !== 'object' || !tsc.isObjectLiteralExpression(value.node)) return [];
    return value.node.properties.flatMap((property): readonly ts.Expression[] => {
      if (!property.name || !tsc.isIdentifier(property.name) || property.name.text !== name) return [];
      const given = valueOfProperty(property);
      return given ? [given] : [];
    });
  });
}

function answerByOption(match: Matched, site: CallSite, evaluation: Evaluation): Shape | null {
  const { client, form, made } = match;
  // What stands in the place of the URL has options only where it is an object: `got({ url, resolveBodyOnly: true })`.
  const places =
    (form.options ?? 0) === 0 || isObject(site.arguments[0], evaluation) ? [form.options ?? 0, 0] : [form.options ?? 0];
  const own = [...new Set(places)].map((argument) => ({ argument, site }));
  const inherited = made.map((each) => ({ argument: 0, site: each.site }));
  for (const { option, answer } of client.answerOptions) {
    const isSet = [...own, ...inherited].some((place) =>
      valuesAt({ argument: place.argument, member: option }, place.site, evaluation).some(
        (value) => value.kind !== 'nothing' && !(value.kind === 'unknown' && value.opens),
      ),
    );
    if (isSet) return answer;
  }
  return null;
}

function isObject(placed: Placed | undefined, evaluation: Evaluation): boolean {
  const values = placed ? evaluation.evaluate(placed.node, placed.context) : [];
  return values.some(({ kind }) => kind === 'object' || kind === 'merge');
}

function answerByText({ made }: Matched, evaluation: Evaluation): Shape | null {
  for (const { form, site } of made) {
    for (const text of form.answers ? knownTexts(site, evaluation) : []) {
      if (form.answers && Object.hasOwn(form.answers, text)) return form.answers[text] ?? null;
    }
  }
  return null;
}

/** What is left of an answer behind the interceptors of its instance: `use((response) => response.data)`. */
function intercepted(answer: Shape | null, instance: Instance, evaluation: Evaluation): Shape | null {
  return interceptorsOf(instance, instance.client.interceptor, evaluation).reduce((shape, interceptor) => {
    const returned = shape && returnedOf(interceptor, awaited(shape), evaluation);
    return returned ? promise(returned) : shape;
  }, answer);
}

/**
 * Whether an interceptor of the instance answers something else than the response, or a part of it, or changes that, or
 * answers a thing of the program's own where the request failed.
 *
 * @param answer what the client answers by itself
 */
export function changesAnswers(instance: Instance, answer: Shape | null, evaluation: Evaluation): boolean {
  if (answersInStead(instance, evaluation)) return true;
  return handlersOf(instance, instance.client.interceptor, evaluation).some(
    (handler) =>
      handler.kind !== 'function' ||
      !answer ||
      !returnedOf(handler, awaited(answer), evaluation) ||
      altersResponse(handler.node),
  );
}

/** `use(undefined, () => ({ status: 401, data: GUEST }))` */
function answersInStead(instance: Instance, evaluation: Evaluation): boolean {
  return handlersOf(instance, instance.client.interceptor, evaluation, 1)
    .flatMap((handler) => (handler.kind === 'function' ? evaluation.index.returnsOf(handler.node) : []))
    .some((returned) => evaluation.evaluate(returned, EMPTY_CONTEXT).some(({ kind }) => kind === 'object'));
}

/** What a function returns of its first parameter; null if that is nothing, or more than one thing. */
function returnedOf({ node }: ValueOf<'function'>, shape: Shape, evaluation: Evaluation): Shape | null {
  const [parameter] = givenParameters(node);
  const shapes = evaluation.index.returnsOf(node).flatMap((expression) => {
    const part = parameter ? partOf(expression, parameter.name, shape) : null;
    return part ? [part] : [];
  });
  return shapes.length === 1 ? (shapes[0] ?? null) : null;
}

/** `response.data` and `response.json()`, where `response` is the parameter, or `data`, where `{ data }` is. */
function partOf(expression: ts.Expression, parameter: ts.BindingName, shape: Shape): Shape | null {
  if (tsc.isCallExpression(expression) && tsc.isPropertyAccessExpression(expression.expression)) {
    const { expression: receiver, name } = expression.expression;
    const held = expression.arguments.length ? null : partOf(receiver, parameter, shape);
    return held && methodShape(held, name.text);
  }
  if (tsc.isPropertyAccessExpression(expression)) {
    const holder = partOf(expression.expression, parameter, shape);
    return holder && memberShape(holder, expression.name.text);
  }
  if (isOuter(expression) || tsc.isAwaitExpression(expression)) return partOf(expression.expression, parameter, shape);
  if (!tsc.isIdentifier(expression)) return null;
  if (tsc.isIdentifier(parameter)) return parameter.text === expression.text ? shape : null;
  const element = parameter.elements.find(
    (each) => tsc.isBindingElement(each) && tsc.isIdentifier(each.name) && each.name.text === expression.text,
  );
  if (!element || !tsc.isBindingElement(element)) return null;
  const name = element.propertyName ?? element.name;
  return tsc.isIdentifier(name) ? memberShape(shape, name.text) : null;
}
