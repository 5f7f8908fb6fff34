import type { ts } from 'ts-morph';
import { tsc } from '../compiler.js';
import { spanOf } from '../program.js';
import { callbackOf, type Asked } from '../requests.js';
import { delegateOf } from '../requests/delegates.js';
import type {
  Answer,
  AnswerEscape,
  AnswerRead,
  AnswerUse,
  Comparison,
  Declaration,
  PatternElement,
  Span,
  Step,
} from '../usage.js';
import type { Callers } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import { propertyNameText } from '../values/objects.js';
import { EMPTY_CONTEXT, knownText, type Context, type Scope } from '../values/value.js';
import { scopeOfFunction } from '../values/functions.js';
import { passThrough, SILENT_CALLS } from './calls.js';
import { declaredMembers, type DeclaredMember } from './declarations.js';
import { assignmentReads } from './members.js';
import { readsOf } from './references.js';
import { storeKey, toHolder } from './stores.js';
import { schemaMembers } from './schemas.js';
import {
  awaited,
  BODY,
  bodyOf,
  elementShape,
  handlerOf,
  holder,
  holdsId,
  holdsWhole,
  isPiped,
  memberShape,
  methodShape,
  observable,
  pathOf,
  promise,
  shapeKey,
  type Handler,
  type Shape,
} from './shape.js';

/** Steps one answer may take; past that the program is generated, or hostile. */
const MAXIMUM_STEPS = 20_000;

/** Longer paths only occur where a program walks a tree it builds itself. */
const MAXIMUM_PATH = 8;

/** A call that the answer went into, and what becomes of what the function returns. */
interface Descent {
  readonly scope: ts.FunctionLikeDeclaration;
  readonly call: ts.Expression;
  readonly wrap: (returned: Shape) => Shape;
  readonly outer: Descent | null;
}

/** An expression that holds the answer, and how it came there. */
interface Position {
  readonly node: ts.Node;
  readonly shape: Shape;
  readonly descent: Descent | null;
  readonly certain: boolean;
  readonly trail: readonly Step[];
  /** The expression whose value was put into the object or list at hand. */
  readonly carrier?: ts.Node;
}

/** How a member is read: by an expression off a holder, or by an element of a pattern. */
interface Access {
  readonly expression?: ts.Node;
  readonly holder?: ts.Node;
  readonly element?: ts.BindingElement;
}

/** Follows the answer of one request from the call to every place that reads it. */
export class AnswerFlow {
  readonly #evaluation: Evaluation;
  readonly #callers: Callers;
  readonly #requested: ReadonlySet<ts.Node>;
  readonly #request: Asked;
  readonly #reads = new Map<string, AnswerRead>();
  readonly #uses = new Map<string, AnswerUse>();
  readonly #escapes = new Map<string, AnswerEscape>();
  readonly #seen = new Set<string>();
  readonly #calls = new Map<ts.Node, Shape>();
  readonly #queue: Position[] = [];

  /**
   * @param requested expressions that are the URL of a request to Clever, or part of one
   */
  constructor(request: Asked, evaluation: Evaluation, callers: Callers, requested: ReadonlySet<ts.Node>) {
    this.#request = request;
    this.#evaluation = evaluation;
    this.#callers = callers;
    this.#requested = requested;
  }

  /** Follows the answer to its ends. */
  follow(): Answer {
    const { client, call } = this.#request;
    const start = { descent: null, certain: true, trail: [] };
    if (client.answer) this.#push({ ...start, node: call, shape: client.answer });
    // `axios.get<Me>(…)` says what the body is taken for.
    const types = tsc.isCallExpression(call) ? call.typeArguments : null;
    for (const type of types ?? []) this.#bindType(type, { ...start, node: call, shape: BODY });
    for (const form of client.callbacks) {
      const callback = callbackOf(form, call);
      if (callback)
        this.#enterCallback(
          callback,
          form.parameters,
          call,
          (shape) => shape,
          { ...start, node: call, shape: BODY },
          !form.leaves,
        );
    }
    if (client.receiver) this.#followReceiver(call, { ...start, node: call, shape: client.receiver });
    for (let steps = 0; this.#queue.length && steps < MAXIMUM_STEPS; steps += 1)
      this.#step(this.#queue.shift() as Position);
    return { reads: [...this.#reads.values()], uses: [...this.#uses.values()], escapes: [...this.#escapes.values()] };
  }

  #push(position: Position): void {
    const { node, shape, descent } = position;
    if (shape.kind === 'body' && shape.path.length > MAXIMUM_PATH) return;
    const source = node.getSourceFile().fileName;
    const key = `${source}:${node.pos}:${node.end}:${node.kind}:${shapeKey(shape)}:${descent?.call.pos ?? ''}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    if (tsc.isCallExpression(node)) this.#calls.set(node, shape);
    this.#queue.push(position);
  }

  /** `request.open('GET', url)`, where it is `request` that comes to hold the answer. */
  #followReceiver(call: ts.Expression, position: Position): void {
    const callee = tsc.isCallExpression(call) ? call.expression : call;
    if (tsc.isPropertyAccessExpression(callee) && tsc.isIdentifier(callee.expression))
      this.#readers(callee.expression, position);
  }

  /** How the result of a call holds the answer, where it does. */
  shapeAt(call: ts.CallExpression): Shape | null {
    return this.#calls.get(call) ?? null;
  }

  /** One step: from an expression that holds the answer to what its parent makes of it. */
  #step(position: Position): void {
    const { node } = position;
    const { parent } = node;
    if (!parent) return;
    if (isTransparent(parent)) return this.#through(position, parent);
    if (tsc.isAwaitExpression(parent)) return this.#move(position, parent, awaited(position.shape));
    if (tsc.isPropertyAccessExpression(parent)) return this.#property(position, parent);
    if (tsc.isElementAccessExpression(parent)) return this.#element(position, parent);
    if (tsc.isCallExpression(parent) || tsc.isNewExpression(parent)) return this.#call(position, parent);
    if (tsc.isVariableDeclaration(parent)) return this.#variable(position, parent);
    if (tsc.isBinaryExpression(parent)) return this.#binary(position, parent);
    if (tsc.isConditionalExpression(parent))
      return parent.condition === node ? undefined : this.#move(position, parent, position.shape);
    if (tsc.isReturnStatement(parent)) return this.#returned(position, parent);
    if (tsc.isArrowFunction(parent) && parent.body === node) return this.#returned(position, parent);
    if (tsc.isPropertyAssignment(parent))
      return this.#literalMember(position, parent.parent, this.#nameOf(parent.name));
    if (tsc.isShorthandPropertyAssignment(parent))
      return this.#literalMember(position, parent.parent, parent.name.text);
    if (tsc.isSpreadAssignment(parent)) return this.#spread(position, parent.parent);
    if (tsc.isArrayLiteralExpression(parent)) return this.#arrayElement(position, parent);
    if (tsc.isForOfStatement(parent)) return this.#forOf(position, parent);
    if (tsc.isSwitchStatement(parent)) return this.#switch(position, parent);
    if (tsc.isTemplateSpan(parent)) return this.#text(position, parent.parent);
    if (tsc.isParameter(parent) || tsc.isBindingElement(parent) || tsc.isPropertyDeclaration(parent))
      return this.#escape(position, 'kept as a default value');
    if (tsc.isExportAssignment(parent)) return this.#escape(position, 'exported');
    if (tsc.isYieldExpression(parent)) return this.#escape(position, 'yielded by a generator');
  }

  #move(position: Position, node: ts.Node, shape: Shape | null): void {
    if (shape) this.#push({ ...position, node, shape });
  }

  /** Parentheses and casts; a cast also says what type the answer is taken for. */
  #through(position: Position, parent: ts.Expression): void {
    if (tsc.isAsExpression(parent) || tsc.isTypeAssertionExpression(parent) || tsc.isSatisfiesExpression(parent)) {
      this.#bindType(parent.type, position);
    }
    this.#move(position, parent, position.shape);
  }

  #property(position: Position, access: ts.PropertyAccessExpression): void {
    if (access.expression !== position.node) return;
    this.#member(position, access, access.name.text, spanOf(access.name));
  }

  #element(position: Position, access: ts.ElementAccessExpression): void {
    if (access.argumentExpression === position.node) return this.#lookup(position, access);
    const key = access.argumentExpression;
    if (tsc.isNumericLiteral(key)) return this.#indexed(position, access, key.text);
    const name = this.#evaluation.evaluate(key, EMPTY_CONTEXT).map(knownText);
    const [only] = name;
    if (name.length !== 1 || typeof only !== 'string')
      return this.#escape(position, 'read by a name that is only known at run time');
    const span = tsc.isStringLiteralLike(key)
      ? { ...spanOf(key), start: key.getStart() + 1, end: key.getEnd() - 1 }
      : spanOf(key);
    this.#member(position, access, only, span);
  }

  #indexed(position: Position, access: ts.Expression, index: string): void {
    const { shape } = position;
    if (shape.kind === 'body') return this.#move(position, access, { kind: 'body', path: [...shape.path, '[]'] });
    this.#move(position, access, memberShape(shape, index) ?? memberShape(shape, '[]'));
  }

  /** `holder.name`, where the name may be a method about to be called. */
  #member(position: Position, access: ts.Expression, name: string, span: Span): void {
    const { parent } = access;
    if (tsc.isCallExpression(parent) && parent.expression === access)
      return this.#method(position, parent, name, access, span);
    if (isWriteTarget(access)) return;
    const shape = memberShape(position.shape, name);
    if (!shape) return;
    if (position.shape.kind === 'body')
      this.#read(position, shape, span, { expression: access, holder: position.node });
    this.#move(position, access, shape);
  }

  #read(
    position: Position,
    shape: Shape,
    span: Span,
    access: Access | null = null,
    declaration: Declaration | null = null,
  ): void {
    if (shape.kind !== 'body') return;
    const key = `${span.file}:${span.start}:${shape.path.join('.')}`;
    const known = this.#reads.get(key);
    if (known?.confidence === 'certain' || (known && !position.certain)) return;
    this.#reads.set(key, {
      path: shape.path,
      span,
      expression: access?.expression ? spanOf(access.expression) : null,
      element: access?.element ? toElement(access.element, span) : null,
      holder: access?.holder ? toHolder(access.holder, shape.path.slice(0, -1)) : null,
      confidence: position.certain ? 'certain' : 'likely',
      trail: position.trail,
      declaration,
    });
  }

  /** A method called on what holds the answer. */
  #method(position: Position, call: ts.CallExpression, name: string, access: ts.Expression, span: Span): void {
    const { shape } = position;
    const handler = handlerOf(shape, name);
    if (handler && this.#handed(position, handler, call)) return;
    if (name === 'pipe' && isPiped(shape)) return this.#piped(position, call, 0);
    if (shape.kind === 'promise') return this.#promiseMethod(position, shape, call, name);
    if (shape.kind === 'stream') return this.#streamMethod(position, call, name);
    if (shape.kind === 'holder') return this.#holderMethod(position, shape, call, name);
    if (shape.kind === 'list' || ARRAY_METHODS.has(name)) return this.#arrayMethod(position, call, name);
    if (shape.kind === 'body' && TEXT_METHODS.has(name)) return this.#move(position, call, shape);
    if (shape.kind !== 'body') return;
    // A method that no record has was read off the answer like any other member.
    if (!VALUE_METHODS.has(name))
      this.#read(position, { kind: 'body', path: [...shape.path, name] }, span, {
        expression: access,
        holder: position.node,
      });
    this.#text(position, call);
  }

  #promiseMethod(position: Position, shape: Shape & { kind: 'promise' }, call: ts.CallExpression, name: string): void {
    if (name === 'then') {
      const [done] = call.arguments;
      if (done)
        this.#enterCallback(done, [awaited(shape.of)], call, (returned) => promise(awaited(returned)), position);
      return;
    }
    if (name === 'catch' || name === 'finally') return this.#move(position, call, shape);
    if (!shape.holder) return;
    this.#holderCallbacks(position, call);
    if (shape.holder.kind === 'holder' && shape.holder.fluent) return this.#move(position, call, shape);
    this.#move(position, call, methodShape(shape.holder, name));
  }

  /** `.done((body) => …)`, `.subscribe({ next: (body) => … })`. */
  #handed(position: Position, { parameters, answers, event }: Handler, call: ts.CallExpression): boolean {
    const [first] = call.arguments;
    if (event !== undefined && !(first && tsc.isStringLiteralLike(first) && first.text === event)) return false;
    const callback = event === undefined ? first : call.arguments[1];
    if (!callback) return false;
    const observer = tsc.isObjectLiteralExpression(callback)
      ? callback.properties.find((property) => property.name?.getText() === 'next')
      : callback;
    const receiver = observer && tsc.isPropertyAssignment(observer) ? observer.initializer : observer;
    if (receiver)
      this.#enterCallback(
        receiver as ts.Expression,
        parameters,
        call,
        (returned) => promise(awaited(returned)),
        position,
        answers === 'promise',
      );
    if (answers === 'itself') this.#move(position, call, position.shape);
    return true;
  }

  /** `.pipe(map((response) => response.data), catchError(…))`, from one of its operators on. */
  #piped(position: Position, call: ts.CallExpression, start: number): void {
    for (const operator of call.arguments.slice(start)) {
      if (!tsc.isCallExpression(operator))
        return this.#escape(position, `passed to \`${shorten(operator.getText())}\``);
      const name = operator.expression.getText();
      const [callback] = operator.arguments;
      const seen = [awaited(position.shape)];
      if (callback && MAPPING_OPERATORS.has(name)) {
        // What the function returns comes back as the value of the operator, and goes on from there.
        return this.#enterCallback(callback, seen, operator, (returned) => observable(awaited(returned)), position);
      }
      if (callback && name === 'tap')
        this.#enterCallback(callback, seen, operator, (returned) => returned, position, false);
      else if (!SAME_VALUE_OPERATORS.has(name)) return this.#escape(position, `passed to \`${shorten(name)}\``);
    }
    this.#move(position, call, position.shape);
  }

  /** `.end((error, response) => …)` of a client whose request is built up in a chain. */
  #holderCallbacks(position: Position, call: ts.CallExpression): void {
    for (const form of this.#request.client.callbacks) {
      const callback = [...call.arguments].find((each) => tsc.isFunctionLike(each));
      if (callback) this.#enterCallback(callback, form.parameters, call, (returned) => returned, position);
    }
  }

  #holderMethod(position: Position, shape: Shape & { kind: 'holder' }, call: ts.CallExpression, name: string): void {
    if (name === 'clone') return this.#move(position, call, shape);
    const result = methodShape(shape, name);
    if (result) {
      const types = tsc.isCallExpression(call) ? call.typeArguments : null;
      for (const type of types ?? []) this.#bindType(type, { ...position, shape: result });
      return this.#move(position, call, result);
    }
    if (shape.members['[]'] || shape.members['0']) return this.#arrayMethod(position, call, name);
    const member = memberShape(shape, name);
    if (member?.kind === 'function') this.#move(position, call, member.returns);
  }

  #streamMethod(position: Position, call: ts.CallExpression, name: string): void {
    if (name === 'setEncoding') return this.#move(position, call, position.shape);
    if (name === 'json' || name === 'text') return this.#move(position, call, promise(BODY));
    const [event, listener] = call.arguments;
    if (!['on', 'once', 'addListener'].includes(name) || !event || !listener) return;
    if (tsc.isStringLiteralLike(event) && event.text === 'data') {
      this.#enterCallback(listener, [BODY], call, (returned) => returned, position);
    }
    this.#move(position, call, position.shape);
  }

  #arrayMethod(position: Position, call: ts.CallExpression, name: string): void {
    const { shape } = position;
    const element = elementShape(shape);
    if (!element) return;
    if (ELEMENT_METHODS.has(name)) return this.#move(position, call, element);
    if (SAME_LIST_METHODS.has(name)) this.#move(position, call, shape);
    if (name === 'join' || name === 'toString') return this.#move(position, call, element);
    const [callback] = call.arguments;
    if (!callback) return;
    const mapped = name === 'map' || name === 'flatMap';
    const parameters = name === 'reduce' ? [null, element] : [element];
    this.#enterCallback(
      callback,
      parameters,
      call,
      (returned) => (mapped ? { kind: 'list', of: returned } : returned),
      position,
      mapped,
    );
  }

  /**
   * Hands the answer to the parameters of a function that somebody else will call.
   *
   * @param wrap what the call makes of what the function returns
   * @param returns whether what it returns comes out of the call
   */
  #enterCallback(
    callback: ts.Expression,
    parameters: readonly (Shape | null)[],
    call: ts.Expression,
    wrap: (returned: Shape) => Shape,
    position: Position,
    returns = true,
  ): void {
    const functions = this.#evaluation
      .evaluate(callback, this.#request.context)
      .filter((value) => value.kind === 'function');
    if (!functions.length) return this.#passToUnknown(callback, parameters, call, wrap, position);
    for (const { node } of functions) {
      const descent: Descent | null = returns ? { scope: node, call, wrap, outer: position.descent } : position.descent;
      node.parameters.forEach((parameter, index) => {
        const shape = parameters[index];
        if (shape) this.#bind(parameter.name, { ...position, node: parameter, shape, descent });
      });
    }
  }

  /** `.then(JSON.parse)`, `.then(schema.parse)`, `.then(setUser)`. */
  #passToUnknown(
    callback: ts.Expression,
    parameters: readonly (Shape | null)[],
    call: ts.Expression,
    wrap: (returned: Shape) => Shape,
    position: Position,
  ): void {
    const shape = parameters.find((each) => each !== null);
    if (!shape) return;
    const name = callback.getText();
    if (passThrough(name)) return this.#move(position, call, wrap(shape));
    this.#escape({ ...position, shape, node: callback }, `passed to \`${name}\``);
  }

  #call(position: Position, call: ts.CallExpression | ts.NewExpression): void {
    const { node, shape } = position;
    if (call.expression === node) {
      if (shape.kind === 'function') this.#move(position, call, shape.returns);
      return;
    }
    const index = [...(call.arguments ?? [])].indexOf(node as ts.Expression);
    if (index < 0) return;
    const isOperator = tsc.isPropertyAccessExpression(call.expression) && call.expression.name.text === 'pipe';
    if (isOperator && tsc.isCallExpression(call) && isPiped(shape)) return this.#piped(position, call, index + 1);
    this.#argument(position, call, index);
  }

  /** The answer as an argument: into a function of the program, through one that is known, or out of sight. */
  #argument(position: Position, call: ts.CallExpression | ts.NewExpression, index: number): void {
    const name = call.expression.getText();
    if (passThrough(name)) {
      this.#bindSchema(call, position);
      return this.#move(position, call, passedThrough(name, position.shape));
    }
    this.#keyOf(position, call);
    if (this.#pushed(position, call)) return;
    const callees = this.#evaluation.evaluate(call.expression, this.#request.context);
    let entered = false;
    for (const callee of callees) {
      if (callee.kind === 'function')
        entered = this.#enterFunction(position, call, callee.node, index + callee.bound.length) || entered;
      else if (callee.kind === 'class') entered = this.#enterConstructor(position, call, callee.node, index) || entered;
    }
    if (entered || this.#resolvesPromise(position, call) || this.#callsBack(position, call, index)) return;
    if (SILENT_CALLS.test(name)) return;
    this.#escape(position, `passed to \`${shorten(name)}\``);
  }

  /** The id given to a store. */
  #keyOf(position: Position, call: ts.CallExpression | ts.NewExpression): void {
    const carrier = position.carrier ?? position.node;
    const path = pathOf(position.shape);
    if (path === null || !holdsId(position.shape) || !tsc.isCallExpression(call) || !holdsNode(call, carrier)) return;
    const key = storeKey(call, carrier, path);
    if (key) this.#use({ ...position, node: carrier, shape: { kind: 'body', path } }, key);
  }

  #enterFunction(position: Position, call: ts.Expression, scope: ts.FunctionLikeDeclaration, index: number): boolean {
    const parameter = scope.parameters[index] ?? scope.parameters.find((each) => each.dotDotDotToken);
    if (!parameter || !scope.body) return false;
    const descent: Descent = { scope, call, wrap: (returned) => returned, outer: position.descent };
    const trail = [...position.trail, { span: spanOf(call), message: 'passed on here' }];
    this.#bind(parameter.name, { ...position, node: parameter, descent, trail });
    if (parameter.type) this.#bindType(parameter.type, position);
    return true;
  }

  #enterConstructor(position: Position, call: ts.Expression, scope: ts.ClassLikeDeclaration, index: number): boolean {
    const constructor = scope.members.find((member) => tsc.isConstructorDeclaration(member) && member.body);
    if (!constructor || !tsc.isConstructorDeclaration(constructor)) return false;
    const parameter = constructor.parameters[index];
    if (parameter && tsc.isParameterPropertyDeclaration(parameter, parameter.parent))
      this.#escape(position, 'kept in an object');
    return this.#enterFunction(position, call, constructor, index);
  }

  /** `chunks.push(chunk)` */
  #pushed(position: Position, call: ts.CallExpression | ts.NewExpression): boolean {
    const callee = call.expression;
    if (!tsc.isPropertyAccessExpression(callee) || !['push', 'unshift'].includes(callee.name.text)) return false;
    if (!tsc.isIdentifier(callee.expression)) return false;
    if (holdsId(position.shape)) this.#escape(position, 'kept in a list');
    this.#readers(callee.expression, { ...position, shape: { kind: 'list', of: position.shape } });
    return true;
  }

  /** `new Promise((resolve) => … resolve(body))` */
  #resolvesPromise(position: Position, call: ts.CallExpression | ts.NewExpression): boolean {
    const executor = this.#parameterOwner(call.expression);
    if (!executor || executor.index !== 0 || !tsc.isNewExpression(executor.scope.parent)) return false;
    if (executor.scope.parent.expression.getText() !== 'Promise') return false;
    this.#move(position, executor.scope.parent, promise(awaited(position.shape)));
    return true;
  }

  /** `callback(null, body)`, where the callback is a parameter: the functions that callers pass for it. */
  #callsBack(position: Position, call: ts.CallExpression | ts.NewExpression, index: number): boolean {
    const owner = this.#parameterOwner(call.expression);
    if (!owner) return false;
    const callers = this.#callersOf(owner.scope, position.descent);
    let entered = false;
    for (const caller of callers) {
      const callback = caller.node.arguments?.[owner.index];
      if (!callback) continue;
      const parameters: (Shape | null)[] = [];
      parameters[index] = position.shape;
      this.#enterCallback(
        callback,
        Array.from(parameters, (shape) => shape ?? null),
        caller.node,
        (returned) => returned,
        { ...position, descent: caller.outer },
        false,
      );
      entered = true;
    }
    return entered;
  }

  #parameterOwner(callee: ts.Expression): { scope: ts.FunctionLikeDeclaration; index: number } | null {
    if (!tsc.isIdentifier(callee)) return null;
    const declaration = this.#evaluation.checker.getSymbolAtLocation(callee)?.valueDeclaration;
    if (!declaration || !tsc.isParameter(declaration)) return null;
    const scope = declaration.parent as ts.FunctionLikeDeclaration;
    return { scope, index: scope.parameters.indexOf(declaration) };
  }

  #variable(position: Position, declaration: ts.VariableDeclaration): void {
    if (declaration.type) this.#bindType(declaration.type, position);
    this.#bind(declaration.name, position);
  }

  /** Gives the answer to a name or a pattern. */
  #bind(name: ts.BindingName, position: Position): void {
    if (tsc.isIdentifier(name)) return this.#readers(name, position);
    name.elements.forEach((element, index) => {
      if (tsc.isBindingElement(element)) this.#bindElement(element, index, position);
    });
  }

  #bindElement(element: ts.BindingElement, index: number, position: Position): void {
    if (element.dotDotDotToken) {
      this.#escape(position, 'kept as the rest of a pattern');
      return this.#bind(element.name, position);
    }
    if (tsc.isArrayBindingPattern(element.parent)) {
      const shape =
        position.shape.kind === 'body'
          ? elementShape(position.shape)
          : (memberShape(position.shape, String(index)) ?? elementShape(position.shape));
      if (shape) this.#bind(element.name, { ...position, shape });
      return;
    }
    const named = element.propertyName ?? element.name;
    const name = tsc.isIdentifier(named) || tsc.isStringLiteralLike(named) ? named.text : null;
    const shape = name === null ? null : memberShape(position.shape, name);
    if (!shape) return;
    if (position.shape.kind === 'body') this.#read(position, shape, spanOf(named), { element });
    this.#bind(element.name, { ...position, shape });
  }

  #readers(name: ts.Identifier, { carrier: _, ...position }: Position): void {
    for (const read of readsOf(name, this.#evaluation)) this.#push({ ...position, node: read });
    if (isExportedVariable(name)) this.#escape(position, 'exported');
  }

  #binary(position: Position, parent: ts.BinaryExpression): void {
    const { node, shape } = position;
    const kinds = tsc.SyntaxKind;
    switch (parent.operatorToken.kind) {
      case kinds.EqualsToken:
        if (parent.right === node) this.#assigned(position, parent.left, parent);
        return;
      case kinds.BarBarToken:
      case kinds.QuestionQuestionToken:
      case kinds.AmpersandAmpersandToken:
        if (parent.operatorToken.kind !== kinds.AmpersandAmpersandToken || parent.right === node)
          this.#move(position, parent, shape);
        return;
      case kinds.PlusEqualsToken:
        if (parent.right === node && tsc.isIdentifier(parent.left)) this.#readers(parent.left, position);
        return;
      case kinds.PlusToken:
        return this.#text(position, parent);
      case kinds.EqualsEqualsToken:
      case kinds.EqualsEqualsEqualsToken:
      case kinds.ExclamationEqualsToken:
      case kinds.ExclamationEqualsEqualsToken:
        return this.#compared(position, parent.left === node ? parent.right : parent.left);
      default:
    }
  }

  #assigned(position: Position, target: ts.Expression, assignment: ts.Expression): void {
    this.#move(position, assignment, position.shape);
    if (tsc.isIdentifier(target)) return this.#readers(target, position);
    if (tsc.isObjectLiteralExpression(target) || tsc.isArrayLiteralExpression(target))
      return this.#escape(position, 'taken apart into other variables');
    if (!tsc.isPropertyAccessExpression(target) && !tsc.isElementAccessExpression(target)) return;
    const reads = assignmentReads(target, this.#evaluation);
    if (!reads) return this.#escape(position, `kept in \`${shorten(target.getText())}\``);
    const trail = [...position.trail, { span: spanOf(target), message: 'kept here' }];
    for (const read of reads) this.#push({ ...position, node: read, trail });
  }

  #compared(position: Position, other: ts.Expression): void {
    const { node, shape } = position;
    if (shape.kind !== 'body') return;
    const literals = this.#evaluation
      .evaluate(other, EMPTY_CONTEXT)
      .map(knownText)
      .filter((text) => text !== null);
    if (literals.length) this.#use(position, { kind: 'compare', literals, comparison: comparisonOf(node.parent) });
    else if (holdsId(shape) && !isNothing(other))
      this.#escape(position, 'compared with a value that may be a stored id');
  }

  #switch(position: Position, statement: ts.SwitchStatement): void {
    const literals = statement.caseBlock.clauses.flatMap((clause) =>
      tsc.isCaseClause(clause) ? this.#evaluation.evaluate(clause.expression, EMPTY_CONTEXT).map(knownText) : [],
    );
    this.#use(position, { kind: 'compare', literals: literals.filter((text) => text !== null), comparison: null });
  }

  /** `table[me.data.type]` */
  #lookup(position: Position, access: ts.ElementAccessExpression): void {
    const tables = this.#evaluation.evaluate(access.expression, EMPTY_CONTEXT);
    const keys = tables.flatMap((table) => {
      if (table.kind !== 'object' || !tsc.isObjectLiteralExpression(table.node)) return [];
      return table.node.properties.map((property) =>
        property.name ? propertyNameText(property.name, this.#evaluation, table.context) : null,
      );
    });
    this.#use(position, { kind: 'lookup', keys: keys.filter((key) => key !== null) });
    if (holdsId(position.shape)) this.#escape(position, 'used as the key of a table');
  }

  #use(position: Position, how: AnswerUse['how']): void {
    const { node, shape } = position;
    if (shape.kind !== 'body') return;
    const span = spanOf(node);
    this.#uses.set(`${span.file}:${span.start}:${shape.path.join('.')}:${how.kind}`, {
      path: shape.path,
      span,
      how,
      confidence: position.certain ? 'certain' : 'likely',
      trail: position.trail,
    });
  }

  /** Part of a text: harmless for a field, but an id in a text may be a key. */
  #text(position: Position, text: ts.Expression): void {
    const { shape } = position;
    if (shape.kind !== 'body') return;
    const whole = outermostText(text);
    if (this.#isRequested(whole)) return this.#use(position, { kind: 'url' });
    if (!holdsId(shape) && !holdsWhole(shape)) return;
    if (isLogged(whole)) return;
    this.#escape(position, 'made part of a text');
  }

  /** Whether a text is, or is passed on as, the URL of a request to Clever. */
  #isRequested(text: ts.Node): boolean {
    if (this.#requested.has(text)) return true;
    const { parent } = text;
    if (tsc.isPropertyAssignment(parent)) return this.#requested.has(parent.parent);
    if (!tsc.isVariableDeclaration(parent) || !tsc.isIdentifier(parent.name)) return false;
    return readsOf(parent.name, this.#evaluation).some((read) => this.#requested.has(read));
  }

  #literalMember(position: Position, literal: ts.ObjectLiteralExpression, name: string | null): void {
    if (name === null) return this.#escape(position, 'kept under a name that is only known at run time');
    this.#push({
      ...position,
      node: literal,
      shape: holder({ [name]: position.shape }),
      carrier: position.carrier ?? position.node,
    });
  }

  #nameOf(name: ts.PropertyName): string | null {
    return propertyNameText(name, this.#evaluation, EMPTY_CONTEXT);
  }

  /** `{ ...me.data, role }` has the answer's members. */
  #spread(position: Position, literal: ts.ObjectLiteralExpression): void {
    this.#escape(position, 'spread into another object');
    this.#push({ ...position, node: literal });
  }

  #arrayElement(position: Position, literal: ts.ArrayLiteralExpression): void {
    const index = String(literal.elements.indexOf(position.node as ts.Expression));
    this.#push({
      ...position,
      node: literal,
      shape: holder({ [index]: position.shape }),
      carrier: position.carrier ?? position.node,
    });
  }

  #forOf(position: Position, statement: ts.ForOfStatement): void {
    if (statement.expression !== position.node || !tsc.isVariableDeclarationList(statement.initializer)) return;
    const shape = position.shape.kind === 'stream' ? BODY : elementShape(position.shape);
    const [declaration] = statement.initializer.declarations;
    if (shape && declaration) this.#bind(declaration.name, { ...position, shape });
  }

  /** Returned: to the call it came through, or to every caller. */
  #returned(position: Position, at: ts.Node): void {
    const scope = tsc.findAncestor(at, tsc.isFunctionLike) as ts.FunctionLikeDeclaration | undefined;
    if (!scope) return;
    if (scope.type) this.#bindType(scope.type, position);
    const returned = isAsync(scope) ? promise(awaited(position.shape)) : position.shape;
    if (position.descent?.scope === scope) {
      const { call, wrap, outer } = position.descent;
      return this.#push({ ...position, node: call, shape: wrap(returned), descent: outer });
    }
    const callers = this.#callersOf(scope, position.descent);
    if (!callers.length) return this.#leaves(position, scope);
    for (const caller of callers) {
      const trail = [...position.trail, { span: spanOf(caller.node), message: 'answered here' }];
      const shape = this.#resultOf(caller.node, returned);
      this.#push({ ...position, node: caller.node, shape, trail, descent: caller.outer });
    }
  }

  /** What a call answers of what a function returned: `useSWR(key, load)` puts it into `data`. */
  #resultOf(call: ts.CallExpression | ts.NewExpression, returned: Shape): Shape {
    const delegate = delegateOf(call, this.#evaluation);
    return delegate ? holder({ [delegate.result]: awaited(returned) }) : returned;
  }

  /** A function that nobody in sight calls. */
  #leaves(position: Position, scope: ts.FunctionLikeDeclaration): void {
    const { parent } = scope;
    if (tsc.isCallExpression(parent) && parent.arguments.includes(scope as ts.Expression)) {
      return this.#escape(position, `returned to \`${shorten(parent.expression.getText())}\``);
    }
    this.#escape(position, 'returned to callers that are not in sight');
  }

  #callersOf(
    scope: ts.FunctionLikeDeclaration,
    descent: Descent | null,
  ): readonly { node: ts.CallExpression | ts.NewExpression; outer: Descent | null }[] {
    for (let each = descent; each; each = each.outer) {
      if (each.scope === scope && tsc.isCallExpression(each.call)) return [{ node: each.call, outer: each.outer }];
    }
    const opened = this.#openedSite(scope, this.#request.context);
    if (opened) return [{ node: opened, outer: null }];
    return this.#callers
      .of(scopeOfFunction(scope))
      .flatMap(({ site }) => (site.node ? [{ node: site.node, outer: null }] : []));
  }

  #openedSite(scope: Scope, context: Context): ts.CallExpression | ts.NewExpression | null {
    return context.opened.get(scope)?.node ?? null;
  }

  /** The members a type declares of the answer, where the answer is taken for that type. */
  #bindType(type: ts.TypeNode, position: Position): void {
    this.#declare(declaredMembers(type, this.#evaluation), position);
  }

  /** `schema.parse(body)` */
  #bindSchema(call: ts.CallExpression | ts.NewExpression, position: Position): void {
    const callee = call.expression;
    if (tsc.isPropertyAccessExpression(callee))
      this.#declare(schemaMembers(callee.expression, this.#evaluation), position);
    for (const argument of call.arguments ?? []) {
      if (argument !== position.node) this.#declare(schemaMembers(argument, this.#evaluation), position);
    }
  }

  #declare(members: readonly DeclaredMember[], position: Position): void {
    const body = bodyOf(position.shape);
    if (!body) return;
    for (const { path, name, language, member, inner, optional } of members) {
      const declaration = {
        language,
        member: spanOf(member),
        text: member.getText(),
        line: lineOf(member),
        inner,
        optional,
      };
      this.#read(position, { kind: 'body', path: [...body.path, ...path] }, spanOf(name), null, declaration);
    }
  }

  #escape(position: Position, reason: string): void {
    const path = pathOf(position.shape);
    const span = spanOf(position.node);
    if (path === null) return;
    const key = `${span.file}:${span.start}:${path.join('.')}:${reason}`;
    this.#escapes.set(key, { path, span, reason });
  }
}

/** Methods of texts that leave the body what it is: buffers and chunks joined before they are parsed. */
const TEXT_METHODS: ReadonlySet<string> = new Set(['toString', 'trim', 'valueOf']);

/** Methods of single values; calling one reads nothing more of the answer. */
const VALUE_METHODS: ReadonlySet<string> = new Set([
  'toLowerCase',
  'toUpperCase',
  'includes',
  'startsWith',
  'endsWith',
  'split',
  'replace',
  'replaceAll',
  'slice',
  'substring',
  'substr',
  'charAt',
  'charCodeAt',
  'padStart',
  'padEnd',
  'localeCompare',
  'match',
  'indexOf',
  'lastIndexOf',
  'concat',
  'at',
  'hasOwnProperty',
  'toLocaleLowerCase',
  'toLocaleUpperCase',
  'normalize',
  'repeat',
  'search',
  'test',
  'codePointAt',
  'matchAll',
  'toFixed',
  'trimStart',
  'trimEnd',
]);

/** Operators of rxjs that put what a function returns in the place of the value: https://rxjs.dev/guide/operators */
const MAPPING_OPERATORS: ReadonlySet<string> = new Set(['map', 'switchMap', 'mergeMap', 'concatMap', 'exhaustMap']);

/** Operators of rxjs that let the value through. */
const SAME_VALUE_OPERATORS: ReadonlySet<string> = new Set([
  'catchError',
  'debounceTime',
  'delay',
  'filter',
  'finalize',
  'first',
  'last',
  'retry',
  'retryWhen',
  'share',
  'shareReplay',
  'take',
  'takeUntil',
  'takeUntilDestroyed',
  'timeout',
]);

const ARRAY_METHODS: ReadonlySet<string> = new Set([
  'map',
  'forEach',
  'filter',
  'find',
  'findLast',
  'some',
  'every',
  'flatMap',
  'reduce',
  'join',
  'pop',
  'shift',
  'sort',
  'reverse',
]);

/** Methods that answer one element. */
const ELEMENT_METHODS: ReadonlySet<string> = new Set(['pop', 'shift', 'at']);

/** Methods that answer elements of the same kind; the callback of the testing ones sees them too. */
const SAME_LIST_METHODS: ReadonlySet<string> = new Set(['filter', 'slice', 'sort', 'reverse', 'concat', 'flat']);

function toElement(element: ts.BindingElement, name: Span): PatternElement {
  const span = spanOf(element);
  return { span, rest: element.getSourceFile().text.slice(name.end, span.end) };
}

/** A member with the white space before it, unless a comment stands there. */
function lineOf(member: ts.Node): Span {
  const before = member.getSourceFile().text.slice(member.getFullStart(), member.getStart());
  const span = spanOf(member);
  return before.trim() === '' ? { ...span, start: member.getFullStart() } : span;
}

function comparisonOf(node: ts.Node): Comparison | null {
  if (!tsc.isBinaryExpression(node)) return null;
  return { span: spanOf(node), negated: node.operatorToken.getText().startsWith('!') };
}

function holdsNode(outer: ts.Node, inner: ts.Node): boolean {
  return outer.getSourceFile() === inner.getSourceFile() && outer.pos <= inner.pos && inner.end <= outer.end;
}

function isTransparent(node: ts.Node): node is ts.Expression {
  return (
    tsc.isParenthesizedExpression(node) ||
    tsc.isAsExpression(node) ||
    tsc.isSatisfiesExpression(node) ||
    tsc.isNonNullExpression(node) ||
    tsc.isTypeAssertionExpression(node)
  );
}

function isWriteTarget(node: ts.Expression): boolean {
  const { parent } = node;
  return (
    tsc.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind === tsc.SyntaxKind.EqualsToken
  );
}

function isAsync(scope: ts.FunctionLikeDeclaration): boolean {
  return (
    tsc.canHaveModifiers(scope) &&
    (tsc.getModifiers(scope)?.some((each) => each.kind === tsc.SyntaxKind.AsyncKeyword) ?? false)
  );
}

function isExportedVariable(name: ts.Identifier): boolean {
  const statement = tsc.findAncestor(name, tsc.isVariableStatement);
  return (
    statement !== undefined &&
    (tsc.getModifiers(statement)?.some((each) => each.kind === tsc.SyntaxKind.ExportKeyword) ?? false)
  );
}

function isNothing(node: ts.Expression): boolean {
  return node.kind === tsc.SyntaxKind.NullKeyword || node.getText() === 'undefined';
}

/** The largest text an expression is joined into. */
function outermostText(node: ts.Node): ts.Node {
  let current = node;
  for (;;) {
    const { parent } = current;
    const joins = tsc.isBinaryExpression(parent) && parent.operatorToken.kind === tsc.SyntaxKind.PlusToken;
    if (tsc.isTemplateSpan(parent)) current = parent.parent;
    else if (joins || tsc.isParenthesizedExpression(parent)) current = parent;
    else return current;
  }
}

function isLogged(node: ts.Node): boolean {
  const { parent } = node;
  if (tsc.isThrowStatement(parent)) return true;
  if (!tsc.isCallExpression(parent) && !tsc.isNewExpression(parent)) return false;
  return SILENT_CALLS.test(parent.expression.getText());
}

function passedThrough(name: string, shape: Shape): Shape {
  if (/^Promise\.(all|allSettled|any|race)$/.test(name)) return promise(settledList(name, shape));
  if (name === 'Promise.resolve') return promise(awaited(shape));
  if (name === 'Buffer.concat' || name === 'Array.from')
    return elementShape(shape) && name === 'Buffer.concat' ? (elementShape(shape) as Shape) : shape;
  return shape;
}

/** What `Promise.all` resolves to: the same list, each element awaited. */
function settledList(name: string, shape: Shape): Shape {
  const unwrap = (each: Shape): Shape =>
    name === 'Promise.allSettled' ? holder({ value: awaited(each) }) : awaited(each);
  if (shape.kind === 'list') return /any|race/.test(name) ? awaited(shape.of) : { kind: 'list', of: unwrap(shape.of) };
  if (shape.kind !== 'holder') return shape;
  const members = Object.fromEntries(Object.entries(shape.members).map(([key, each]) => [key, unwrap(each)]));
  return holder(members);
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 50 ? `${line.slice(0, 49)}…` : line;
}
