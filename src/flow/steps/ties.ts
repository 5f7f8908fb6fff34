import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { spanOf } from '../../program/program.js';
import type { Declaration } from '../../model/answer.js';
import { remembered } from '../../model/remembered.js';
import type { Span } from '../../model/spans.js';
import type { Evaluation } from '../../values/evaluation.js';
import {
  braceOfType,
  declaredMembers,
  membersOfClass,
  LISTS,
  TRANSPARENT,
  type Arguments,
  type Declared,
  type DeclaredMember,
} from '../declarations.js';
import type { Following } from '../following.js';
import { doubted, type Position } from '../position.js';
import { declaredSymbol } from '../references.js';
import { openReaders } from '../../values/contexts.js';
import { declaredResult } from '../script-declarations.js';
import { BODY, bodyOf, listOf, promise, type Shape } from '../../clients/shape.js';
import { bind } from './names.js';

/**
 * Notes the members a type declares of the answer, where the answer is taken for that type, and goes on from what else
 * is declared to be of it.
 *
 * @param types what type parameters in the type stand for
 * @returns whether the type declares members of the answer
 */
export function tieType(type: ts.TypeNode, position: Position, following: Following, types?: Arguments): boolean {
  const declared = declaredMembers(type, following.evaluation, types);
  const { members } = declared;
  if (!tieMembers(members, position, following)) return false;
  noteCut(declared, position, following);
  tieWhole(type, members, position, following, types);
  goToType(type, position, following);
  return true;
}

/** Nobody knows what a type says of the answer behind the members that are looked at. */
function noteCut({ isCut }: Declared, position: Position, { ledger }: Following): void {
  if (isCut) ledger.escape({ ...position, shape: BODY }, 'followed too far');
}

type AnnotatedDeclaration =
  ts.VariableDeclaration | ts.ParameterDeclaration | ts.PropertyDeclaration | ts.FunctionLikeDeclaration;

/** The same for the type that a declaration, or what a function returns, is said to have, in a comment of JSDoc as well. */
export function tieAnnotated(declaration: AnnotatedDeclaration, position: Position, following: Following): void {
  const type = declaration.type ?? typeInComment(declaration) ?? typeInOtherFile(declaration, following);
  if (type) tieType(type, position, following);
}

function typeInComment(declaration: ts.Declaration): ts.TypeNode | undefined {
  return tsc.isFunctionLike(declaration) ? tsc.getJSDocReturnType(declaration) : tsc.getJSDocType(declaration);
}

/** What a file of types beside a script says that a function of the script answers. */
function typeInOtherFile(declaration: AnnotatedDeclaration, { evaluation }: Following): ts.TypeNode | null {
  const isValue =
    tsc.isVariableDeclaration(declaration) || tsc.isParameter(declaration) || tsc.isPropertyDeclaration(declaration);
  return isValue ? null : declaredResult(declaration, evaluation);
}

/** Notes where the type of a whole answer, or of its data, has its members: it may need one more. */
function tieWhole(
  type: ts.TypeNode,
  members: readonly DeclaredMember[],
  position: Position,
  { ledger, evaluation }: Following,
  types?: Arguments,
): void {
  const shape = innermost(position.shape);
  if (!shape || !['', 'data'].includes(shape.path.join('.'))) return;
  const inner = braceOfType(type, evaluation, types);
  const isNested = shape.path.length === 0 && members.some(({ path }) => path[0] === 'data');
  if (!inner || isNested) return;
  const span = spanOf(type);
  const declaration: Declaration = {
    language: 'type',
    spelling: null,
    member: span,
    text: type.getText(),
    type: null,
    line: span,
    inner,
    optional: true,
    isSole: false,
    namedAlike: () => [],
  };
  ledger.read(position, shape, span, null, declaration);
}

/** The same for the type that what is assigned to is declared to be of: `let me: Me | undefined`, `private me?: Me`. */
export function tieDeclared(name: ts.MemberName, position: Position, following: Following): void {
  const declaration = following.evaluation.checker.getSymbolAtLocation(name)?.valueDeclaration;
  if (declaration && isTyped(declaration) && declaration.type) tieType(declaration.type, position, following);
}

/** The same for the class that an instance is made of: `plainToInstance(Me, body)`. */
export function tieClass(name: ts.Identifier, position: Position, following: Following): void {
  const declared = membersOfClass(name, following.evaluation);
  if (!tieMembers(declared.members, position, following)) return;
  noteCut(declared, position, following);
  const shape = innermost(position.shape);
  if (shape) goToNamed(name, null, { ...position, shape }, following);
}

/** Goes on from the variables, parameters and fields elsewhere that are declared to be of a type. */
function goToType(type: ts.TypeNode, position: Position, following: Following): void {
  const named = namedIn(type);
  const shape = named && innermost(position.shape);
  if (named && shape) goToNamed(named, type, { ...position, shape }, following);
}

function goToNamed(named: ts.Identifier, type: ts.TypeNode | null, position: Position, following: Following): void {
  const { evaluation } = following;
  const { shape } = position;
  const symbol = declaredSymbol(named, evaluation);
  const [declaration] = symbol?.declarations ?? [];
  if (!declaration || tsc.isTypeParameterDeclaration(declaration)) return;
  openReaders(declaration, named.text, evaluation);
  for (const mention of evaluation.index.identifiers(named.text)) {
    const declared = declaredBy(mention);
    if (!declared || declared.type === type || declaredSymbol(mention, evaluation) !== symbol) continue;
    const { owner } = declared;
    const taken = doubted({ ...position, node: owner, descent: null }, mention, 'assumed to have the same type');
    goToDeclared(owner, { ...taken, shape: declared.wrap(shape) }, following);
  }
}

/** What a declaration that names a type holds, read where the declaration is. */
function goToDeclared(owner: Typed, position: Position, following: Following): void {
  const isName = tsc.isParameter(owner) || tsc.isVariableDeclaration(owner);
  if (isName) bind(owner.name, position, following);
  if (isName && !tsc.isParameterPropertyDeclaration(owner, owner.parent)) return;
  const { name } = owner;
  if (!tsc.isIdentifier(name)) return;
  for (const read of readsByDeclaration(name.text, following.evaluation).get(owner) ?? []) {
    if (tsc.isBindingElement(read)) bind(read.name, { ...position, node: read }, following);
    else following.push({ ...position, node: read });
  }
}

/** Where code reads members of a name, by what declares them. */
type Reads = ReadonlyMap<ts.Declaration, readonly MemberRead[]>;
type MemberRead = ts.PropertyAccessExpression | ts.BindingElement;

const readsKnown = new WeakMap<ts.TypeChecker, Map<string, Reads>>();

/** The reads of members of a name; thousands of types may each declare one, so they are told apart once for all of them. */
function readsByDeclaration(name: string, { checker, index }: Evaluation): Reads {
  const known = remembered(readsKnown, checker, () => new Map<string, Reads>());
  return remembered(known, name, () => {
    const reads = new Map<ts.Declaration, MemberRead[]>();
    for (const mention of index.identifiers(name)) {
      const read = readBy(mention);
      if (!read) continue;
      for (const declaration of memberRead(read, mention, checker)?.declarations ?? [])
        remembered(reads, declaration, () => new Array<MemberRead>()).push(read);
    }
    return reads;
  });
}

/** `me.name`, or `{ name }` and `{ name: other }` of a pattern, for the name of the member. */
function readBy(mention: ts.Identifier): MemberRead | null {
  const { parent } = mention;
  if (tsc.isPropertyAccessExpression(parent)) return parent.name === mention ? parent : null;
  const isElement = tsc.isBindingElement(parent) && (parent.propertyName ?? parent.name) === mention;
  return isElement ? parent : null;
}

function memberRead(read: MemberRead, name: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  if (tsc.isBindingElement(read)) return checker.getTypeAtLocation(read.parent).getProperty(name.text);
  return checker.getSymbolAtLocation(name);
}

/** A declaration that says of which type something is. */
type Typed = ts.ParameterDeclaration | ts.VariableDeclaration | ts.PropertyDeclaration | ts.PropertySignature;

function isTyped(node: ts.Node): node is Typed {
  return (
    tsc.isParameter(node) ||
    tsc.isVariableDeclaration(node) ||
    tsc.isPropertyDeclaration(node) ||
    tsc.isPropertySignature(node)
  );
}

/** What is declared by an annotation that names a type: `me: Me`, `me?: Readonly<Me> | null`, `all: Me[]`. */
interface DeclaredBy {
  readonly owner: Typed;
  readonly type: ts.TypeNode;
  readonly wrap: (shape: Shape) => Shape;
}

function declaredBy(name: ts.Identifier): DeclaredBy | null {
  let wrap = (shape: Shape): Shape => shape;
  let node: ts.Node = name.parent;
  if (!tsc.isTypeReferenceNode(node) || node.typeArguments) return null;
  for (;;) {
    const { parent } = node;
    if (isTyped(parent)) return parent.type === node ? { owner: parent, type: parent.type, wrap } : null;
    const around = wrapOf(parent);
    if (!around) return null;
    const inner = wrap;
    wrap = (shape) => around(inner(shape));
    node = parent;
  }
}

/** What a type makes of the types inside of it; null where what is inside is only a part of it. */
function wrapOf(type: ts.Node): ((shape: Shape) => Shape) | null {
  if (tsc.isUnionTypeNode(type) || tsc.isParenthesizedTypeNode(type)) return (shape) => shape;
  if (tsc.isArrayTypeNode(type) || tsc.isTypeOperatorNode(type))
    return tsc.isArrayTypeNode(type) ? listOf : (shape) => shape;
  if (!tsc.isTypeReferenceNode(type)) return null;
  const name = type.typeName.getText();
  if (name === 'Promise') return (shape) => promise(shape);
  if (LISTS.has(name)) return listOf;
  return TRANSPARENT.has(name) ? (shape) => shape : null;
}

/** The name of a type, whatever promise, list or `Readonly` it stands in. */
function namedIn(type: ts.TypeNode): ts.Identifier | null {
  if (tsc.isArrayTypeNode(type)) return namedIn(type.elementType);
  if (tsc.isParenthesizedTypeNode(type) || tsc.isTypeOperatorNode(type)) return namedIn(type.type);
  if (tsc.isUnionTypeNode(type)) return type.types.map(namedIn).find((each) => each !== null) ?? null;
  if (!tsc.isTypeReferenceNode(type) || !tsc.isIdentifier(type.typeName)) return null;
  const [argument] = type.typeArguments ?? [];
  if (!argument) return type.typeName;
  return TRANSPARENT.has(type.typeName.text) || LISTS.has(type.typeName.text) ? namedIn(argument) : null;
}

/** The part of the body itself, out of promises and lists. */
function innermost(shape: Shape): (Shape & { kind: 'body' }) | null {
  if (shape.kind === 'list') return innermost(shape.of);
  return shape.kind === 'promise' ? innermost(shape.of) : bodyOf(shape);
}

/** Notes the members that a type or a schema asks for; answers whether the answer has one of them. */
export function tieMembers(
  members: readonly DeclaredMember[],
  position: Position,
  { ledger, evaluation }: Following,
): boolean {
  let isTied = false;
  for (const { path, name, language, spelling = null, member, inner, optional } of members) {
    const declared = memberAt(position.shape, path);
    if (!declared) continue;
    isTied = true;
    const declaration = {
      language,
      spelling,
      member: spanOf(member),
      text: member.getText(),
      type:
        tsc.isPropertySignature(member) || tsc.isPropertyDeclaration(member) ? (member.type?.getText() ?? null) : null,
      line: lineOf(member),
      inner,
      optional,
      isSole: language === 'type' && isSole(member, evaluation),
      namedAlike: () => membersNamedAlike(name, evaluation),
    };
    ledger.read(position, declared, spanOf(name), null, declaration);
  }
  return isTied;
}

/** Whether the type around a member has no name, or one that its file alone can see and uses once. */
function isSole(member: ts.Node, evaluation: Evaluation): boolean {
  const named = tsc.findAncestor(
    member,
    (each) => tsc.isInterfaceDeclaration(each) || tsc.isTypeAliasDeclaration(each) || tsc.isClassLike(each),
  );
  if (!named) return true;
  if (tsc.isClassLike(named)) return tsc.isTypeLiteralNode(member.parent);
  if (named.modifiers?.length) return false;
  return evaluation.index.identifiersIn(named.getSourceFile(), named.name.text).length === 2;
}

/** Where code takes members of a name, or gives them: what it does not mention, nobody misses. */
function membersNamedAlike(name: ts.PropertyName, { index }: Evaluation): readonly Span[] {
  if (!tsc.isIdentifier(name) && !tsc.isStringLiteralLike(name)) return [spanOf(name)];
  const texts = index.strings.filter(({ text }) => text === name.text);
  return [...index.identifiers(name.text).filter(isTakenOrGiven), ...texts].map(spanOf);
}

/** `type` of `me.type`, `{ type }` and `{ type: 'guest' }`, but not of a declaration or of a variable. */
function isTakenOrGiven(name: ts.Identifier): boolean {
  const { parent } = name;
  if (tsc.isPropertyAccessExpression(parent)) return parent.name === name;
  if (tsc.isBindingElement(parent)) return (parent.propertyName ?? parent.name) === name;
  return (tsc.isPropertyAssignment(parent) && parent.name === name) || tsc.isShorthandPropertyAssignment(parent);
}

/** The member of the answer that a path of a type names where the answer is taken for that type. */
function memberAt(shape: Shape, path: readonly string[]): Shape | null {
  if (shape.kind === 'promise') return memberAt(shape.of, path);
  if (shape.kind === 'list') return path[0] === '[]' && path.length > 1 ? memberAt(shape.of, path.slice(1)) : null;
  // `value` of `{ ok: true; value: Envelope<Me> }` is the answer, and its members are what is asked for.
  const held = shape.kind === 'holder' && path.length > 1 ? shape.members[path[0] ?? ''] : undefined;
  if (held) return memberAt(held, path.slice(1));
  return shape.kind === 'body' ? { kind: 'body', path: [...shape.path, ...path] } : null;
}

/**
 * A member with the white space before it. In lines of its own it goes with the comment that documents it, and with one
 * behind it; other comments before it stay.
 */
function lineOf(member: ts.Node): Span {
  const { text } = member.getSourceFile();
  const span = spanOf(member);
  const comments = tsc.getLeadingCommentRanges(text, member.getFullStart()) ?? [];
  const last = comments.at(-1);
  const isOwn = last !== undefined && text.startsWith('/**', last.pos);
  const stay = isOwn ? comments.at(-2) : last;
  const start = stay?.end ?? startOfGap(member, text);
  if (!text.slice(start, span.start).includes('\n'))
    return text.slice(start, span.start).trim() ? span : { ...span, start };
  const behind = /^[^\S\n]*(?:\/\/[^\n]*|\/\*(?:(?!\*\/)[^\n])*\*\/[^\S\n]*)?(?=\r?\n)/.exec(text.slice(span.end));
  return { ...span, start, end: span.end + (behind?.[0].trimEnd().length ?? 0) };
}

/** Where the white space before a member begins: behind a comment on the line of what stands before it. */
function startOfGap(member: ts.Node, text: string): number {
  const trailing = tsc.getTrailingCommentRanges(text, member.getFullStart()) ?? [];
  return trailing.at(-1)?.end ?? member.getFullStart();
}
