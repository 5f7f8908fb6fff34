import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { functionAround } from '../syntax/functions.js';
import { isAssignment } from '../syntax/writes.js';
import { shorten } from '../syntax/wording.js';
import { remembered } from '../model/remembered.js';
import { spanOf } from '../program/program.js';
import type { EscapeReason, EscapeTo, PlainEscape } from '../model/escape.js';
import type { Answer, AnswerEscape, AnswerRead, AnswerUse, Declaration, NamedMember } from '../model/answer.js';
import type { Confidence } from '../model/confidence.js';
import type { Span } from '../model/spans.js';
import type { StatementPlace } from '../model/layout.js';
import type { Evaluation } from '../values/evaluation.js';
import { toHolder } from './holders.js';
import { toElement } from './pattern-elements.js';
import type { Access, Descent, Position } from './position.js';
import { bodyOf, holdsId, pathOf, type Shape } from '../clients/shape.js';
import { knowsLegacyId } from './legacy-ids.js';
import { placeForName } from './statement-places.js';
import { truthOf } from './comparison.js';
import { namedTypeIn, type RoleName } from './role-names.js';
import { typeNameAt } from './type-names.js';
import { hasOwnAt, isMerged } from './alternatives.js';
import { visibleRange } from './visible-range.js';

/** Collects what becomes of one answer, each place once. */
export class Ledger {
  readonly #reads = new Map<string, AnswerRead>();
  readonly #uses = new Map<string, AnswerUse>();
  readonly #escapes = new Map<string, AnswerEscape>();
  readonly #changes: { readonly member: readonly string[]; readonly escape: AnswerEscape }[] = [];
  /** The functions that the answer went into on the way to a read or a use. */
  readonly #descents = new Map<AnswerRead | AnswerUse, Descent>();
  /** Whether the code that asks looks at `legacy_id`: it need not be the code that stores the id. */
  readonly #asksKnowing: boolean;
  /** The calls of the program's functions that were taken for a store's. */
  readonly #storeCalls = new Map<string, ts.Node>();
  /** The calls that an id went into on the way to a URL of Clever. */
  readonly #asking = new Set<ts.Node>();
  /** Reads and uses of what may be something of the program's own. */
  readonly #mixed = new Set<string>();
  /** Reads off what may be an object without members. */
  readonly #empty = new Set<string>();
  /** Reads off objects that have other members beside the answer's, and reads off others. */
  readonly #merged = new Set<string>();
  readonly #unmerged = new Set<string>();
  /** The functions that may be handed other things than the answer, by what they read and use of it. */
  readonly #handed = new Map<string, Set<ts.FunctionLikeDeclaration>>();
  /** Where the `type` is kept under a name that does not say `role`, and where it is kept of what is judged later. */
  readonly #unsaid = new Set<string>();
  readonly #judged = new Set<string>();
  #notes = 0;

  readonly #evaluation: Evaluation;

  readonly #isShared: (node: ts.Node) => boolean;

  /**
   * @param asking what asks for the answer
   * @param isShared whether code gets other answers too
   */
  constructor(asking: ts.Node, evaluation: Evaluation, isShared: (node: ts.Node) => boolean) {
    this.#isShared = isShared;
    this.#asksKnowing = knowsLegacyId(asking, evaluation);
    this.#evaluation = evaluation;
  }

  /** How often something was to be written down, known places included. */
  get notes(): number {
    return this.#notes;
  }

  /**
   * All that was collected.
   *
   * @param isShared whether a function that the answer went into is called with other things too
   */
  answer(isShared: (scope: ts.FunctionLikeDeclaration) => boolean): Answer {
    const withCallers = <Place extends AnswerRead | AnswerUse>([key, place]: readonly [string, Place]): Place => {
      const scopes = [...scopesOf(this.#descents.get(place)), ...(this.#handed.get(key) ?? [])];
      const shared = this.#mixed.has(key) || scopes.some(isShared);
      return shared ? { ...place, shared } : place;
    };
    const toRead = ([key, read]: readonly [string, AnswerRead]): AnswerRead => {
      const known = withCallers([key, read]);
      const merged = this.#merged.has(key) && !this.#unmerged.has(key);
      return {
        ...known,
        ...(this.#empty.has(key) ? { mayBeEmpty: true } : {}),
        ...(merged ? { merged: true as const } : {}),
      };
    };
    return {
      reads: [...this.#reads].map(toRead),
      uses: [...this.#uses].filter(([key]) => !this.#asksClever(key) && !this.#isJudgedLater(key)).map(withCallers),
      escapes: [...this.#escapes.values(), ...this.#changesOfWhatIsRead()],
      written: this.#changes.map(({ member, escape }) => ({ ...escape, path: member })),
      followed: [],
    };
  }

  /**
   * A member was read, or declared, at `span`. Of two ways to one read the certain one counts.
   *
   * @param shape what the member holds; nothing is noted of one that is no part of the body
   */
  read(
    position: Position,
    shape: Shape,
    span: Span,
    access: Access | null = null,
    declaration: Declaration | null = null,
  ): void {
    this.#notes += 1;
    if (shape.kind !== 'body') return;
    const key = keyOfRead(span, shape.path, declaration);
    this.#noteAlternative(position, shape, key);
    const { alternative } = position;
    (alternative && isMerged(shape.path, alternative) ? this.#merged : this.#unmerged).add(key);
    const known = this.#reads.get(key);
    if (known?.confidence === 'certain' || (known && !position.certain)) return;
    const read: AnswerRead = {
      path: shape.path,
      span,
      expression: access?.expression ? spanOf(access.expression) : null,
      isNamed: access?.expression ? isNamed(access.expression) : false,
      member: access?.expression ? memberOf(access.expression) : null,
      place: () => this.#placeFor(access),
      standsAlone: access?.expression ? standsAlone(access.expression) : false,
      isTest: access?.expression ? truthOf(access.expression as ts.Expression) !== 'value' : false,
      type: typeNameAt(access?.expression ?? access?.element, this.#evaluation.checker),
      isOperand: access?.expression ? isOperand(access.expression) : false,
      element: access?.element ? toElement(access.element, span, this.#evaluation) : null,
      around: access?.isInText ? null : spanOfFunctionAround(position.node),
      visible: access?.holder ? visibleRange(access.holder, this.#evaluation) : null,
      holder: access?.holder ? toHolder(access.holder, shape.path.slice(0, -1), this.#evaluation) : null,
      confidence: confidenceOf(position),
      trail: position.trail,
      declaration,
      shared: false,
      mayBeEmpty: false,
    };
    this.#reads.set(key, read);
    if (declaration || access?.isInText) return;
    this.#noteHanded(position, key);
    if (position.descent) this.#descents.set(read, position.descent);
  }

  #noteAlternative({ alternative, node }: Position, { path, isMixed }: Shape & { kind: 'body' }, key: string): void {
    if (isMixed || (alternative && hasOwnAt(path, alternative)) || this.#isShared(node)) this.#mixed.add(key);
    if (alternative && path.length <= alternative.emptyTo) this.#empty.add(key);
  }

  #noteHanded({ alternative }: Position, key: string): void {
    for (const each of alternative?.handed ?? []) remembered(this.#handed, key, () => new Set()).add(each);
  }

  #placeFor(access: Access | null): StatementPlace | null {
    if (!access?.expression || !access.holder) return null;
    return placeForName(access.expression, access.holder, this.#evaluation);
  }

  /**
   * A value that was read is put to a use that matters.
   *
   * @param inside the call, where the program has the function itself, so that what it does with the value is seen
   * @param span where it is used, if that is no expression of the program
   */
  use(
    position: Position,
    how: AnswerUse['how'],
    inside: ts.Node | null = null,
    span: Span = spanOf(position.node),
  ): void {
    this.#notes += 1;
    const { shape } = position;
    if (shape.kind !== 'body') return;
    const key = keyOfUse(span, shape, how.kind);
    if (position.role && how.kind !== 'role') this.#judged.add(keyOfUse(spanOf(position.role), shape, 'role'));
    if (inside) this.#storeCalls.set(key, inside);
    if (how.kind === 'url' && holdsId(shape))
      for (let each = position.descent; each; each = each.outer) this.#asking.add(each.call);
    const use: AnswerUse = {
      path: shape.path,
      span,
      how: how.kind === 'key' && this.#asksKnowing ? { ...how, knowsLegacyId: true } : how,
      confidence: confidenceOf(position),
      trail: position.trail,
      shared: false,
    };
    this.#uses.set(key, use);
    this.#noteAlternative(position, shape, key);
    this.#noteHanded(position, key);
    if (position.descent) this.#descents.set(use, position.descent);
  }

  /** `getUser(id)` that asks Clever for the id is no store; what else it does with the id is noted where it does it. */
  #asksClever(key: string): boolean {
    const call = this.#storeCalls.get(key);
    return call !== undefined && this.#asking.has(call);
  }

  /** Whether a name that does not say `role` is given to what the program is seen to judge: that is told of instead. */
  #isJudgedLater(key: string): boolean {
    return this.#unsaid.has(key) && this.#judged.has(key);
  }

  /** The answer, or a part of it, leaves sight where the position is, or where it was put into the object that does. */
  escape(position: Position, kind: PlainEscape): void {
    this.#escape(position, { kind });
  }

  /** The same, to code that can be named. */
  escapeTo(position: Position, kind: EscapeTo, code: ts.Node | string): void {
    this.#escape(position, escapeTo(kind, code));
  }

  #escape(position: Position, reason: EscapeReason): void {
    const { node, shape, filled } = position;
    this.#notes += 1;
    this.#noteRole(position);
    const path = pathOf(shape);
    const span = spanOf(shape.kind === 'holder' && filled ? filled : node);
    if (path === null) return;
    this.#escapes.set(`${placeKey(span, path)}:${JSON.stringify(reason)}`, { path, span, reason });
  }

  /**
   * `delete me.data.dob`, `me.type = 'teacher'`: the program takes a member away or replaces it. Where it reads the member
   * too, that counts as an escape, for the reads would move and the change would stay at the old place.
   *
   * @param shape what the member holds
   */
  change({ node }: Position, shape: Shape, kind: EscapeTo, code: ts.Node): void {
    // A constructor that copies the answer fills members of its own.
    if (shape.kind !== 'body' || node.kind === tsc.SyntaxKind.ThisKeyword) return;
    const escape = { path: shape.path.slice(0, -1), span: spanOf(node), reason: escapeTo(kind, code) };
    this.#changes.push({ member: shape.path, escape });
  }

  #changesOfWhatIsRead(): readonly AnswerEscape[] {
    const read = new Set([...this.#reads.values()].map(({ path }) => path.join('.')));
    return this.#changes.filter(({ member }) => read.has(member.join('.'))).map(({ escape }) => escape);
  }

  /** An object that leaves sight with a `type` for a role: `accounts.insert({ role: me.data.type })`. */
  #noteRole(position: Position): void {
    const { shape, carrier, filled, role, node } = position;
    const found = namedTypeIn(shape);
    // `{ type: me.type, role: 'teacher' }` says by itself which role it means.
    if (found && !(found.says === 'type' && hasRoleBeside(role)))
      this.keptAs(found.says, { ...position, node: role ?? carrier ?? filled ?? node, shape: found.type });
  }

  /**
   * The `type` of an answer is kept, or handed on, under a name that says what somebody is.
   *
   * A name that does not say `role` tells nothing new of a value that is seen to be judged afterwards.
   */
  keptAs(says: RoleName, position: Position): void {
    const shape = bodyOf(position.shape);
    if (!shape) return;
    if (says === 'role') return this.use({ ...position, shape }, { kind: 'role' });
    const isType = says === 'type';
    const key = keyOfUse(spanOf(position.node), shape, 'role');
    if (this.#uses.has(key) && isType) return;
    this.#unsaid.add(key);
    // What a mere `type` is for is up to whoever reads it.
    const certain = position.certain && !isType;
    this.use({ ...position, shape, certain }, isType ? { kind: 'role', isType } : { kind: 'role' });
  }
}

/** Whether the object that has a value under a name has a role besides. */
function hasRoleBeside(value: ts.Node | undefined): boolean {
  const literal = value?.parent.parent;
  return (
    literal !== undefined &&
    tsc.isObjectLiteralExpression(literal) &&
    literal.properties.some((each) => each !== value?.parent && /roles?$/i.test(each.name?.getText() ?? ''))
  );
}

function escapeTo(kind: EscapeTo, code: ts.Node | string): EscapeReason {
  return { kind, code: shorten(typeof code === 'string' ? code : code.getText()) };
}

/** The functions that the answer went into by calls of them, from the innermost. */
function scopesOf(descent: Descent | undefined): readonly ts.FunctionLikeDeclaration[] {
  const scopes: ts.FunctionLikeDeclaration[] = [];
  for (let each: Descent | null = descent ?? null; each; each = each.outer) scopes.push(each.scope);
  return scopes;
}

function keyOfUse(span: Span, { path }: Shape & { readonly kind: 'body' }, how: AnswerUse['how']['kind']): string {
  return `${placeKey(span, path)}:${how}`;
}

function placeKey(span: Span, path: readonly string[]): string {
  return `${span.file}:${span.start}:${path.join('.')}`;
}

/**
 * A read has its own key. The members of a generic type's member stand wherever its argument says: `data: T` of
 * `Envelope<T>` is one member, and another for each type that takes the place of `T`.
 */
function keyOfRead(span: Span, path: readonly string[], declaration: Declaration | null): string {
  const inner = declaration?.inner;
  return inner ? `${placeKey(span, path)}{${inner.file}:${inner.start}` : placeKey(span, path);
}

function spanOfFunctionAround(node: ts.Node): Span | null {
  const scope = functionAround(node);
  return scope ? spanOf(scope) : null;
}

function isNamed({ parent }: ts.Node): boolean {
  return tsc.isVariableDeclaration(parent) && tsc.isIdentifier(parent.name);
}

/** The member whose value a node is, unless a comment stands between the two. */
function memberOf(node: ts.Node): NamedMember | null {
  const { parent } = node;
  if (!tsc.isPropertyAssignment(parent) || !tsc.isIdentifier(parent.name)) return null;
  const isBeside = node.getStart() - parent.name.getEnd() === ': '.length;
  return isBeside ? { name: parent.name.text, span: spanOf(parent) } : null;
}

/** Whether brackets of its own, or the end of a statement, stand around an expression. */
function standsAlone(node: ts.Node): boolean {
  const { parent } = node;
  if (tsc.isElementAccessExpression(parent)) return parent.argumentExpression === node;
  if (tsc.isCallExpression(parent)) return parent.expression !== node;
  if (tsc.isPropertyAssignment(parent)) return parent.initializer === node;
  return tsc.isReturnStatement(parent) || tsc.isTemplateSpan(parent) || tsc.isArrayLiteralExpression(parent);
}

function isOperand(node: ts.Node): boolean {
  const { parent } = node;
  if (tsc.isBinaryExpression(parent)) return !(isAssignment(parent.operatorToken.kind) && parent.right === node);
  const isTaken =
    tsc.isPropertyAccessExpression(parent) || tsc.isElementAccessExpression(parent) || tsc.isCallExpression(parent);
  if (isTaken) return parent.expression === node;
  return (
    tsc.isPrefixUnaryExpression(parent) ||
    tsc.isTypeOfExpression(parent) ||
    tsc.isAwaitExpression(parent) ||
    tsc.isNonNullExpression(parent) ||
    tsc.isAsExpression(parent) ||
    tsc.isSatisfiesExpression(parent)
  );
}

function confidenceOf({ certain }: Position): Confidence {
  return certain ? 'certain' : 'likely';
}
