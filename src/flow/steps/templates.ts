import type { ts } from 'ts-morph';
import { awaited, holder, memberShape, type Shape } from '../../clients/shape.js';
import { VALUES_OF_ALL, VIEW_CALLS, VIEW_DECORATORS } from '../../libraries/views.js';
import { fileOf } from '../../program/program.js';
import { calleeName } from '../../program/syntax-index.js';
import { tsc } from '../../syntax/compiler.js';
import { namesLeadingTo } from '../../syntax/names.js';
import type { Call } from '../../syntax/transfer.js';
import { EMPTY_CONTEXT } from '../../values/value.js';
import type { Following } from '../following.js';
import type { Position } from '../position.js';
import { readInTemplate } from './template-walk.js';

/** What stands in front of a name that a template has for itself: `this.user`. */
const OWN = /^(?:this|self|vm|_this|that|\$scope)$/;

/**
 * Goes on into the template of a component that mentions a name which now holds the answer. What else the template does
 * with it is not known.
 *
 * @param names names that the answer is kept under
 * @param at where it is kept
 */
export function showInTemplate(names: readonly string[], at: ts.Node, position: Position, following: Following): void {
  const file = fileOf(at);
  const { ledger, evaluation } = following;
  const component = evaluation.sources.component(file);
  const shown = component && names.find((name) => component.mentions(name));
  if (!component || !shown) return;
  ledger.escapeTo(position, 'shown as', shown);
  const path = OWN.test(names[0] ?? '') ? names.slice(1) : names;
  const values = unboxed(path, awaited(position.shape));
  if (values) readInTemplate(file, component.template(), values, at, { position, ledger, views: null });
}

/** The names of a template as an object. Vue takes a value out of its box: `me.value = body` is read as `me`. */
function unboxed(path: readonly string[], shape: Shape): Shape | null {
  const names = path.at(-1) === 'value' ? path.slice(0, -1) : path;
  const isBox = shape.kind === 'holder' && Object.keys(shape.members).join() === 'value';
  const value = isBox ? memberShape(shape, 'value') : shape;
  return names.length ? inMembers(names, value) : null;
}

function inMembers(names: readonly string[], value: Shape | null): Shape | null {
  return value && names.reduceRight((inner: Shape, name) => holder({ [name]: inner }), value);
}

/** `res.render('home', { user: me.data })`: goes on into the view, where it is one of the program. */
export function shownInView(position: Position, parent: Call, index: number, following: Following): void {
  const name = calleeName(parent.expression) ?? '';
  for (const { methods, view, values } of VIEW_CALLS) {
    const named = parent.arguments?.[view];
    if (index === values && named && methods.includes(name)) showViews(named, parent, position, following);
  }
}

/** `@Render('home')` above a method that returns what its view is given. */
export function shownByDecorator(decorators: readonly ts.Decorator[], position: Position, following: Following): void {
  for (const { expression } of decorators) {
    const [named] = tsc.isCallExpression(expression) ? expression.arguments : [];
    const name = tsc.isCallExpression(expression) ? calleeName(expression.expression) : null;
    if (named && VIEW_DECORATORS.has(name ?? '')) showViews(named, expression, position, following);
  }
}

function showViews(named: ts.Expression, at: ts.Node, position: Position, following: Following): void {
  const files = viewsNamed(named, following);
  const { views } = following.evaluation.sources;
  for (const file of new Set([...files, ...files.flatMap((each) => views.layoutsOf(each))]))
    showView(file, awaited(position.shape), at, position, following);
}

function showView(
  file: string,
  values: Shape,
  at: ts.Node,
  position: Position,
  { ledger, evaluation }: Following,
): void {
  const { views } = evaluation.sources;
  readInTemplate(file, views.template(file), values, at, { position, ledger, views });
}

/** The views that an expression names; of a path that begins with what is not known, by its end. */
function viewsNamed(named: ts.Expression, { evaluation }: Following): readonly string[] {
  const from = fileOf(named);
  return evaluation.evaluate(named, EMPTY_CONTEXT).flatMap((value) => {
    if (value.kind !== 'text') return [];
    const last = value.pieces.findLastIndex(({ hole }) => hole);
    const known = value.pieces.slice(last + 1).map(({ text }) => text);
    const name = known.join('');
    // `pages/${name}` may be any page.
    if (!name || (last >= 0 && !name.startsWith('/'))) return [];
    return evaluation.sources.views.find(name, from);
  });
}

/** `res.locals.user = me.data`: goes on into all views of the package, unless they are given something else by that name. */
export function shownInAllViews(target: ts.Expression, position: Position, following: Following): void {
  const names = namesLeadingTo(target);
  const at = VALUES_OF_ALL.map(({ member, owners }) =>
    names.findIndex((name, index) => name === member && owners.has(names[index - 1] ?? '')),
  ).find((index) => index > 0);
  if (at === undefined) return;
  const values = inMembers(names.slice(at + 1), awaited(position.shape));
  if (values?.kind !== 'holder') return;
  const { views } = following.evaluation.sources;
  for (const [name, value] of Object.entries(values.members)) {
    const given = viewsGivenOther(name, following);
    const shown = views.mentioning(name, fileOf(target)).filter((file) => given.get(file) !== true);
    for (const file of shown) showView(file, holder({ [name]: value }), target, position, following);
  }
}

/** The views that calls show, and whether each call gives the view a value of its own under a name. */
function viewsGivenOther(name: string, following: Following): ReadonlyMap<string, boolean> {
  const { index } = following.evaluation;
  const given = new Map<string, boolean>();
  for (const { methods, view, values } of VIEW_CALLS) {
    for (const call of methods.flatMap((method) => index.callsNamed(method))) {
      const named = call.arguments?.[view];
      const value = call.arguments?.[values];
      const files = named ? viewsNamed(named, following) : [];
      const isOther = files.length > 0 && value !== undefined && hasMember(value, name, following);
      for (const file of files) given.set(file, isOther && given.get(file) !== false);
    }
  }
  return given;
}

function hasMember(object: ts.Expression, name: string, { evaluation }: Following): boolean {
  if (tsc.isObjectLiteralExpression(object) && object.properties.some((each) => each.name?.getText() === name))
    return true;
  return evaluation.evaluate(object, EMPTY_CONTEXT).some((value) => evaluation.member(value, name).length > 0);
}
