import type { ts } from 'ts-morph';
import { componentBeside, LOADERS, PAGE_LOADS, PAGE_PROPERTIES } from '../../libraries/frameworks.js';
import { tsc } from '../../syntax/compiler.js';
import { givenParameters, memberFor } from '../../syntax/functions.js';
import { fileOf, spanOf } from '../../program/program.js';
import type { Following } from '../following.js';
import { doubted, type Position } from '../position.js';
import { declaredSymbol, readsOf } from '../references.js';
import { openReaders } from '../../values/contexts.js';
import { calleeName } from '../../program/syntax-index.js';
import { awaited, memberShape, type Shape } from '../../clients/shape.js';
import { answersAsMember } from './channels.js';
import { answersContext } from './made-contexts.js';
import { answersBeside } from './handovers.js';
import { bind } from './names.js';
import { answersGetter } from './own-states.js';
import { resolved } from './resolvers.js';
import { keptByReducer } from './states-of-store.js';
import { answersInStore } from './vuex.js';

/**
 * Goes on from where a framework hands what an exported function answers to other code of the same file.
 *
 * @param scope the function
 * @param shape what it answers
 */
export function handToFramework(
  scope: ts.FunctionLikeDeclaration,
  shape: Shape,
  position: Position,
  following: Following,
): void {
  const value = awaited(shape);
  answersBeside(memberFor(scope), value, position, following);
  resolved(memberFor(scope), value, position, following);
  goToDecorated(scope, value, position, following);
  answersAsMember(scope, value, position, following);
  keptByReducer(scope, value, position, following);
  answersContext(scope, value, position, following);
  answersGetter(scope, value, position, following);
  answersInStore(scope, value, position, following);
  const name = nameOf(scope);
  if (name === null) return;
  const hook = Object.hasOwn(LOADERS, name) ? LOADERS[name] : undefined;
  if (hook !== undefined) goToHook(scope, hook, value, position, following);
  if (name === PAGE_LOADS.name && PAGE_LOADS.file.test(fileOf(scope))) goToComponent(scope, value, position, following);
  if (PAGE_PROPERTIES.has(name)) goToPage(scope, memberShape(value, 'props'), position, following);
}

/**
 * Goes on from the components that take a value out of a React context: https://react.dev/reference/react/useContext
 *
 * @param tag `MeContext.Provider`, or `MeContext` itself
 */
export function handToContext(tag: ts.JsxTagNameExpression, position: Position, following: Following): void {
  const name = tsc.isPropertyAccessExpression(tag) && tag.name.text === 'Provider' ? tag.expression : tag;
  if (!tsc.isIdentifier(name)) return;
  const { evaluation } = following;
  const symbol = declaredSymbol(name, evaluation);
  const declaration = symbol?.valueDeclaration;
  if (!declaration) return;
  openReaders(declaration, 'useContext', evaluation);
  // Another provider further down may hand on something else.
  const taken = doubted(position, tag, `passed to \`${name.text}\``);
  for (const call of ['useContext', 'use'].flatMap((each) => evaluation.index.callsNamed(each))) {
    const [context] = call.arguments ?? [];
    if (context && tsc.isIdentifier(context) && declaredSymbol(context, evaluation) === symbol)
      following.push({ ...taken, node: call, descent: null });
  }
}

/** `@CurrentUser() user` of Nest, made by `createParamDecorator`: https://docs.nestjs.com/custom-decorators#param-decorators */
function goToDecorated(
  scope: ts.FunctionLikeDeclaration,
  shape: Shape,
  position: Position,
  following: Following,
): void {
  const { evaluation } = following;
  const maker = scope.parent;
  if (!tsc.isCallExpression(maker) || calleeName(maker.expression) !== 'createParamDecorator') return;
  if (!tsc.isVariableDeclaration(maker.parent) || !tsc.isIdentifier(maker.parent.name)) return;
  const { name } = maker.parent;
  openReaders(name, name.text, evaluation);
  for (const mention of readsOf(name, evaluation)) {
    const decorator = tsc.isCallExpression(mention.parent) ? mention.parent.parent : mention.parent;
    if (!tsc.isDecorator(decorator) || !tsc.isParameter(decorator.parent)) continue;
    const parameter = decorator.parent;
    const trail = [...position.trail, { span: spanOf(parameter), message: 'passed on by the framework' }];
    bind(parameter.name, { ...position, node: parameter, shape, descent: null, trail }, following);
  }
}

function goToHook(scope: ts.Node, hook: string, shape: Shape, position: Position, following: Following): void {
  const file = fileOf(scope);
  for (const call of following.evaluation.index.callsNamed(hook)) {
    if (fileOf(call) !== file) continue;
    const trail = [...position.trail, { span: spanOf(call), message: 'passed on by the framework' }];
    following.push({ ...position, node: call, shape, descent: null, trail });
  }
}

function goToPage(scope: ts.Node, shape: Shape | null, position: Position, following: Following): void {
  if (!shape) return;
  const page = following.evaluation.exported(fileOf(scope), 'default').find((value) => value.kind === 'function');
  const parameter = givenParameters(page?.node)[0];
  if (!parameter) return;
  const trail = [...position.trail, { span: spanOf(parameter), message: 'passed on by the framework' }];
  bind(parameter.name, { ...position, node: parameter, shape, descent: null, trail }, following);
}

/** `export let data` and `let { data } = $props()` of the component beside a `load` of SvelteKit. */
function goToComponent(scope: ts.Node, value: Shape, position: Position, following: Following): void {
  const { evaluation } = following;
  const component = evaluation.imported(componentBeside(fileOf(scope)), fileOf(scope));
  if (component.kind !== 'module') return;
  const { file } = component;
  // To ask for what a file exports opens it.
  evaluation.exported(file, 'default');
  const source = evaluation.index.fileAt(file);
  for (const name of source ? evaluation.index.identifiersIn(source, PAGE_LOADS.property) : []) {
    const declaration = name.parent;
    const isProperty = tsc.isVariableDeclaration(declaration) && declaration.name === name && !declaration.initializer;
    const trail = [...position.trail, { span: spanOf(name), message: 'passed on by the framework' }];
    if (isProperty || isTakenFromProperties(declaration, name))
      bind(name, { ...position, node: declaration, shape: value, descent: null, trail }, following);
  }
}

function isTakenFromProperties(element: ts.Node, name: ts.Identifier): boolean {
  const pattern = tsc.isBindingElement(element) && element.name === name ? element.parent.parent : null;
  const maker = pattern && tsc.isVariableDeclaration(pattern) ? pattern.initializer : undefined;
  return maker !== undefined && tsc.isCallExpression(maker) && calleeName(maker.expression) === PAGE_LOADS.properties;
}

function nameOf({ name, parent }: ts.FunctionLikeDeclaration): string | null {
  const declared = name ?? (tsc.isVariableDeclaration(parent) ? parent.name : undefined);
  return declared && tsc.isIdentifier(declared) ? declared.text : null;
}
