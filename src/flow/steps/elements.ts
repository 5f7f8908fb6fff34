import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { givenParameters } from '../../syntax/functions.js';
import type { Following, StepForm } from '../following.js';
import type { Descent, Position } from '../position.js';
import { elementShape, holder, holdsId, holdsWhole, type Shape } from '../../clients/shape.js';
import { CHILD_TAKERS, HANDS_VALUE } from '../../libraries/frameworks.js';
import { enterCallback, same } from './callbacks.js';
import { handToContext } from './conventions.js';
import { bind } from './names.js';
import { tieAnnotated } from './ties.js';

/** `<Profile user={me} />`, `<p title={me.data.email}>`, `<p>{me.data.email}</p>` */
export const shown: StepForm<'shown'> = (position, { by }, following) => {
  const attribute = by.parent;
  if (!tsc.isJsxAttribute(attribute)) return shownToPeople(position, following);
  const name = attribute.name.getText();
  // React's own: it tells one element from its neighbors. https://react.dev/learn/rendering-lists
  if (name === 'key') return following.settle();
  const { tagName } = attribute.parent.parent;
  if (name === 'value') handToContext(tagName, position, following);
  handToChild(attribute, name, position, following);
  enterComponent(attribute.parent.parent, holder({ [name]: position.shape }), position, following);
};

/** `<Show when={me()}>{(me) => <p>{me().data.email}</p>}</Show>` */
function handToChild(attribute: ts.JsxAttribute, name: string, position: Position, following: Following): void {
  const { parent: opening } = attribute.parent;
  const { parent: element } = opening;
  const tag = opening.tagName.getText();
  const taker = Object.hasOwn(CHILD_TAKERS, tag) ? CHILD_TAKERS[tag] : undefined;
  const held = taker?.isEach ? elementShape(position.shape) : position.shape;
  if (taker?.attribute !== name || !held || !tsc.isJsxElement(element)) return;
  const isKeyed = opening.attributes.properties.some((each) => each.name?.getText() === HANDS_VALUE);
  const shape: Shape = taker.isAccessor && !isKeyed ? { kind: 'function', returns: held } : held;
  for (const child of element.children) {
    const callback = tsc.isJsxExpression(child) ? child.expression : undefined;
    if (!callback || !tsc.isFunctionLike(callback)) continue;
    enterCallback({ callback, parameters: [shape], call: callback, wrap: same, returns: false }, position, following);
  }
}

/** `<p>{me.data.id}</p>`: people read a single value; a whole answer may be given to anything that takes children. */
function shownToPeople({ shape }: Position, following: Following): void {
  if (!holdsWhole(shape)) following.settle();
}

/** `<Profile {...me.data} />` */
export const shownMembers: StepForm<'shown members'> = (position, { by }, following) => {
  following.ledger.escape(position, 'spread');
  enterComponent(by.parent.parent, position.shape, position, following);
};

/** Hands an attribute to the component that the element stands for. */
function enterComponent(
  { tagName }: ts.JsxOpeningLikeElement,
  properties: Shape,
  position: Position,
  following: Following,
): void {
  const components = following.evaluation.evaluate(tagName, following.request.context);
  const functions = components.filter((value) => value.kind === 'function');
  for (const { node: scope } of functions) {
    const [parameter] = givenParameters(scope);
    if (!parameter) continue;
    const descent: Descent = { scope, call: tagName as ts.Expression, wrap: same, outer: position.descent };
    const inside = { ...position, shape: properties, node: parameter, descent };
    tieAnnotated(parameter, inside, following);
    bind(parameter.name, inside, following);
  }
  const isSeen = functions.length > 0;
  if (!isSeen && (holdsId(position.shape) || holdsWhole(position.shape)))
    following.ledger.escapeTo(position, 'passed to', `<${tagName.getText()}>`);
}
