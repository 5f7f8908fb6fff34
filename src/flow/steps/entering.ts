import type { ts } from 'ts-morph';
import type { Call, TransferOf } from '../../syntax/transfer.js';
import { tsc } from '../../syntax/compiler.js';
import { givenParameters } from '../../syntax/functions.js';
import { spanOf } from '../../program/program.js';
import type { Evaluation } from '../../values/evaluation.js';
import { besideOwn, hasOwnElements, othersIn } from '../alternatives.js';
import type { Following, StepForm } from '../following.js';
import { readsOfOwned } from '../members.js';
import { lookedUpIn } from '../tables.js';
import type { Descent, Position } from '../position.js';
import { holder, listOf, mixed, withOthers, type Shape } from '../../clients/shape.js';
import type { Asked } from '../../requests/requests.js';
import { scopeOfFunction } from '../../values/functions.js';
import { isSameChoice, type Value } from '../../values/value.js';
import { same } from './callbacks.js';
import { fillInstance, fillMember } from './filling.js';
import { goToMember, keptIn } from './keeping.js';
import { bind, indexedShape } from './names.js';
import { tieAnnotated } from './ties.js';

/** Goes into the functions of the program that a call can mean; answers whether there is one. */
export function enterCallees(position: Position, parent: Call, index: number, following: Following): boolean {
  const { context, choices } = following.request;
  const { evaluation } = following;
  const known = evaluation.evaluate(parent.expression, context);
  // Whoever calls says under which name it is looked up, and may be out of sight.
  const isOpen = !known.some(({ kind }) => kind === 'function' || kind === 'class');
  const lookedUp = isOpen ? lookedUpIn(parent.expression, context, evaluation) : [];
  const callees = [...known, ...lookedUp].filter((callee) => mayGetAnswer(callee, choices));
  let entered = false;
  for (const callee of callees) {
    if (callee.kind === 'function')
      entered = enterFunction(position, parent, callee.node, index + callee.bound.length, following) || entered;
    else if (callee.kind === 'class')
      entered = enterConstructor(position, parent, callee.node, index, following) || entered;
  }
  const mayBeOther = callees.some(({ kind }) => kind === 'unknown' || kind === 'external');
  if (entered && mayBeOther) following.ledger.escapeTo(position, 'passed to', parent.expression);
  return entered;
}

/** Whether a function belongs to the object that asked: what one provider answers never goes into another. */
function mayGetAnswer(callee: Value, choices: Asked['choices']): boolean {
  if (callee.kind !== 'function' || !callee.choices || !choices?.length) return true;
  const own = callee.choices;
  return choices.some((each) => isSameChoice(each, own));
}

function enterFunction(
  position: Position,
  parent: ts.Expression,
  scope: ts.FunctionLikeDeclaration,
  index: number,
  following: Following,
): boolean {
  if (!scope.body) return false;
  const descent = descentInto(scope, parent, position);
  const trail = [...position.trail, { span: spanOf(parent), message: 'passed on here' }];
  if (seesAllArguments(scope)) return false;
  const filled = filledParameters(scope, index, position, parent, following.evaluation);
  for (const { parameter, shape } of filled) {
    tieAnnotated(parameter, { ...position, shape }, following);
    bind(parameter.name, { ...position, shape, node: parameter, descent, trail }, following);
    keepAsProperty(parameter, { ...position, shape, descent }, following);
  }
  return filled.length > 0;
}

function descentInto(scope: ts.FunctionLikeDeclaration, call: ts.Expression, { descent }: Position): Descent {
  return { scope, call, wrap: same, outer: descent };
}

/** Whether a function looks at `arguments`, by which it gets everything under no name. */
function seesAllArguments({ body }: ts.FunctionLikeDeclaration): boolean {
  const mentions = (node: ts.Node): true | undefined => {
    if (tsc.isIdentifier(node) && node.text === 'arguments') return true;
    return tsc.forEachChild(node, mentions);
  };
  return body !== undefined && mentions(body) === true;
}

/** What each parameter gets of an argument: the rest parameter a list, of a spread list each its element. */
function filledParameters(
  scope: ts.FunctionLikeDeclaration,
  index: number,
  { node, shape }: Position,
  call: ts.Expression,
  evaluation: Evaluation,
): readonly { readonly parameter: ts.ParameterDeclaration; readonly shape: Shape }[] {
  const parameters = givenParameters(scope);
  const rest = parameters.findIndex((each) => each.dotDotDotToken);
  const given = tsc.isCallExpression(call) || tsc.isNewExpression(call) ? (call.arguments ?? []) : [];
  const inRestOfCall = given.filter((_, at) => at >= rest);
  if (!tsc.isSpreadElement(node)) {
    const parameter = parameters[index] ?? parameters.find((each) => each.dotDotDotToken);
    if (!parameter) return [];
    const alone = holder({ [String(index - parameters.indexOf(parameter))]: shape });
    const inRest = withOthers(alone, othersIn(call, inRestOfCall, node, evaluation));
    return [{ parameter, shape: parameter.dotDotDotToken ? inRest : shape }];
  }
  const others = inRestOfCall.filter((each) => each !== node);
  return parameters.slice(index).flatMap((parameter, place) => {
    const element = indexedShape(shape, place);
    if (parameter.dotDotDotToken) {
      const list = place === 0 ? shape : listOf(element ?? shape);
      return [{ parameter, shape: hasOwnElements(others, evaluation) ? mixed(list) : list }];
    }
    return element ? [{ parameter, shape: element }] : [];
  });
}

function enterConstructor(
  position: Position,
  parent: Call,
  scope: ts.ClassLikeDeclaration,
  index: number,
  following: Following,
): boolean {
  const constructor = scope.members.find((member) => tsc.isConstructorDeclaration(member) && member.body);
  if (!constructor || !tsc.isConstructorDeclaration(constructor)) return false;
  return enterFunction(position, parent, constructor, index, following);
}

/** `constructor(private readonly me: Me)`: the member is read, and whoever has the instance has it too. */
function keepAsProperty(parameter: ts.ParameterDeclaration, position: Position, following: Following): void {
  const { name, parent: constructor } = parameter;
  if (!tsc.isParameterPropertyDeclaration(parameter, constructor) || !tsc.isIdentifier(name)) return;
  const made = constructor.parent as ts.ClassLikeDeclaration;
  goToMember(readsOfOwned(made, name.text, following.evaluation), position, name, following);
  const { descent } = position;
  const instance = keptIn(name, position);
  // Of one that is made with what the parameter is otherwise, nobody knows which it is.
  if (descent?.scope !== constructor) return fillMember({ holder: made, isStatic: false }, name, instance, following);
  fillInstance(made, name, descent.call as Call, { ...instance, descent: descent.outer }, following);
}

/** `const me: Me = await load()`, `function show(person = me)`, `const { person = me } = options` */
export const bound: StepForm<'bound'> = (position, { name, declaration }, following) => {
  if (tsc.isVariableDeclaration(declaration)) tieAnnotated(declaration, position, following);
  const held = besideOwn(position, mayBeGiven(declaration, following));
  bind(name, held, following);
  if (tsc.isParameter(declaration)) keepAsProperty(declaration, held, following);
};

/** Whether a variable, a parameter or an element of a pattern may have another value than the one that is written for it. */
function mayBeGiven(declaration: TransferOf<'bound'>['declaration'], { callers }: Following): boolean {
  if (tsc.isVariableDeclaration(declaration)) return false;
  if (!tsc.isParameter(declaration)) return true;
  const scope = declaration.parent as ts.FunctionLikeDeclaration;
  const index = givenParameters(scope).indexOf(declaration);
  return callers.of(scopeOfFunction(scope)).some(({ site }) => site.arguments.length > index);
}
