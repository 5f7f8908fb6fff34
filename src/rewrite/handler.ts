import type { ts } from 'ts-morph';
import { BODY, type Shape } from '../clients/shape.js';
import { readsOf } from '../flow/references.js';
import { tsc } from '../syntax/compiler.js';
import { optionNames } from '../requests/requests.js';
import { spellAccess } from './accessor.js';
import type { Asked } from './place.js';

/** A function that a client calls with the answer. */
export interface AnswerHandler {
  /** What the call is given: the function itself, or its name. */
  readonly node: ts.Expression;
  /** The parameters of the function. */
  readonly parameters: readonly ts.ParameterDeclaration[];
  /** How each of them holds the answer; null for one that does not. */
  readonly shapes: readonly (Shape | null)[];
}

/** How a function gets at the id in the answer that it is called with. */
export type HandledId =
  /** `body.data.id`, if there is a `body.data` */
  | { readonly kind: 'member'; readonly text: string; readonly holder: string }
  /** `JSON.parse(body).data.id`, where the text may be anything */
  | { readonly kind: 'text'; readonly text: string }
  | StreamId;

/** `JSON.parse(text).data.id` once all of a response has been read. */
export interface StreamId {
  readonly kind: 'stream';
  /** The parameter that holds the response. */
  readonly name: string;
  /** Where the id is in the body. */
  readonly path: readonly string[];
}

/**
 * The functions among the arguments of a chain of calls that the answer comes to.
 *
 * @param calls the calls of the chain
 */
export function answerHandlers(calls: readonly ts.CallExpression[], asked: Asked): readonly AnswerHandler[] {
  const given = calls.flatMap((call) => [...call.arguments].flatMap(functionsIn));
  return given.flatMap((node) => {
    const values = asked.evaluation.evaluate(node, asked.request.context);
    const [only] = values;
    if (values.length !== 1 || only?.kind !== 'function') return [];
    const parameters = [...only.node.parameters];
    const shapes = parameters.map((parameter) => asked.flow.shapeAt(parameter));
    return shapes.some((shape) => shape !== null) ? [{ node, parameters, shapes }] : [];
  });
}

/** An argument that may be a function, or the options that may hold some: `{ success: show }`. */
function functionsIn(argument: ts.Expression): readonly ts.Expression[] {
  if (!tsc.isObjectLiteralExpression(argument)) return isFunctionOrName(argument) ? [argument] : [];
  return argument.properties.flatMap((property) =>
    tsc.isPropertyAssignment(property) && isFunctionOrName(property.initializer) ? [property.initializer] : [],
  );
}

function isFunctionOrName(node: ts.Expression): boolean {
  return isInlineFunction(node) || tsc.isIdentifier(node);
}

/** `() => …` and `function () { … }` */
export function isInlineFunction(node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression {
  return tsc.isArrowFunction(node) || tsc.isFunctionExpression(node);
}

/**
 * How a function that takes the place of a handler gets at the id.
 *
 * @param names its parameters
 * @returns null where nothing says how the answer reaches the handler
 */
export function handledId(
  { parameters, shapes }: AnswerHandler,
  names: readonly string[],
  asked: Asked,
): HandledId | null {
  const index = [shapes.findIndex((shape) => shape?.kind === 'body'), shapes.findIndex((shape) => shape !== null)].find(
    (each) => each >= 0,
  );
  const shape = index === undefined ? null : shapes[index];
  const parameter = index === undefined ? null : parameters[index];
  const name = index === undefined ? undefined : names[index];
  if (!shape || !parameter || name === undefined) return null;
  const inId = asked.followUp.idPath;
  if (shape.kind === 'stream') return { kind: 'stream', name, path: inId };
  const isText = arrivesAsText(parameter.name, shape, asked);
  if (isText === null) return null;
  if (!isText) {
    const access = spellAccess(name, shape, inId, false);
    return access?.holder ? { kind: 'member', text: access.text, holder: access.holder } : null;
  }
  const body = bodyOf(name, shape);
  if (body === null) return null;
  return { kind: 'text', text: [`JSON.parse(${body})`, ...inId].join('.') };
}

/** `response.body`, where the body is not decoded yet. */
function bodyOf(name: string, shape: Shape): string | null {
  if (shape.kind === 'body') return shape.path.length ? null : name;
  const [entry] = shape.kind === 'holder' ? Object.entries(shape.members) : [];
  return entry && entry[1] === BODY ? `${name}.${entry[0]}` : null;
}

/** Whether the body comes as a text, told by what is done with it, else by the client; null where neither says. */
function arrivesAsText(name: ts.BindingName, shape: Shape, asked: Asked): boolean | null {
  if (shape.kind === 'body' && shape.path.length) return false;
  const { request, evaluation } = asked;
  const ways = new Set(bodiesIn(name, shape, asked).map(isTakenAsText));
  const isDecoding = request.client.decodes || optionNames(request, evaluation)?.includes('json');
  if (ways.has(true)) return ways.has(false) || isDecoding ? null : true;
  return ways.has(false) || isDecoding ? false : null;
}

/** The places that hold the body, or the pattern that takes it apart. */
function bodiesIn(name: ts.BindingName, shape: Shape, asked: Asked): readonly ts.Node[] {
  if (tsc.isIdentifier(name)) {
    const reads = readsOf(name, asked.evaluation);
    return shape.kind === 'body' ? reads : reads.flatMap((read) => memberRead(read, shape, asked));
  }
  if (shape.kind === 'body') return [name];
  return name.elements.flatMap((element) => {
    if (!tsc.isBindingElement(element)) return [];
    const member = (element.propertyName ?? element.name).getText();
    const inner = shape.kind === 'holder' ? shape.members[member] : undefined;
    return inner ? bodiesIn(element.name, inner, asked) : [];
  });
}

/** `response.body` where `response` is read, `const { body } = response`. */
function memberRead(read: ts.Identifier, shape: Shape, asked: Asked): readonly ts.Node[] {
  const { parent } = read;
  if (tsc.isPropertyAccessExpression(parent))
    return shape.kind === 'holder' && Object.hasOwn(shape.members, parent.name.text) ? [parent] : [];
  return tsc.isVariableDeclaration(parent) && !tsc.isIdentifier(parent.name) ? bodiesIn(parent.name, shape, asked) : [];
}

/** Whether the body is decoded where it stands (true), or a member is read off it (false); undefined for anything else. */
function isTakenAsText(body: ts.Node): boolean | undefined {
  if (tsc.isObjectBindingPattern(body)) return false;
  const { parent } = body;
  if (tsc.isCallExpression(parent)) return parent.expression.getText() === 'JSON.parse' ? true : undefined;
  const isRead = tsc.isPropertyAccessExpression(parent) || tsc.isElementAccessExpression(parent);
  if (isRead) return false;
  return tsc.isVariableDeclaration(parent) && tsc.isObjectBindingPattern(parent.name) ? false : undefined;
}
