import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { spanOf } from '../../program/program.js';
import type { Span } from '../../model/usage.js';
import { declaredMembers, type Arguments, type DeclaredMember } from '../declarations.js';
import type { Following, StepForm } from '../following.js';
import { doubted, type Position } from '../position.js';
import { declaredSymbol, openReaders } from '../references.js';
import { bodyOf, type Shape } from '../../clients/shape.js';
import { bind } from './names.js';

/** `const me: Me = await load()`, `function show(person = me)`, `const { person = me } = options` */
export const bound: StepForm<'bound'> = (position, { name, declaration }, following) => {
  const type = tsc.isVariableDeclaration(declaration) ? (declaration.type ?? tsc.getJSDocType(declaration)) : undefined;
  if (type) tieType(type, position, following);
  bind(name, position, following);
};

/**
 * Notes the members a type declares of the answer, where the answer is taken for that type, and goes on from what else
 * is declared to be of it.
 *
 * @param types what type parameters in the type stand for
 * @returns whether the type declares members of the answer
 */
export function tieType(type: ts.TypeNode, position: Position, following: Following, types?: Arguments): boolean {
  const isTied = tieMembers(declaredMembers(type, following.evaluation, types), position, following);
  if (isTied) goToType(type, position, following);
  return isTied;
}

/** Goes on from the variables and parameters elsewhere that are declared to be of a type. */
function goToType(type: ts.TypeNode, position: Position, following: Following): void {
  const body = bodyOf(position.shape);
  if (!body || !tsc.isTypeReferenceNode(type) || !tsc.isIdentifier(type.typeName) || type.typeArguments) return;
  const { evaluation } = following;
  const symbol = declaredSymbol(type.typeName, evaluation);
  const [declaration] = symbol?.declarations ?? [];
  if (!declaration || tsc.isTypeParameterDeclaration(declaration)) return;
  openReaders(declaration, type.typeName.text, evaluation);
  for (const mention of evaluation.index.identifiers(type.typeName.text)) {
    const annotation = mention.parent;
    const { parent } = annotation;
    if (annotation === type || !tsc.isTypeReferenceNode(annotation) || !isDeclared(parent, annotation)) continue;
    if (declaredSymbol(mention, evaluation) !== symbol) continue;
    const taken = doubted(
      { ...position, shape: body, node: parent, descent: null },
      mention,
      'taken for the same type',
    );
    bind(parent.name, taken, following);
  }
}

function isDeclared(node: ts.Node, annotation: ts.TypeNode): node is ts.ParameterDeclaration | ts.VariableDeclaration {
  return (tsc.isParameter(node) || tsc.isVariableDeclaration(node)) && node.type === annotation;
}

/** Notes the members that a type or a schema asks for; answers whether the answer has one of them. */
export function tieMembers(members: readonly DeclaredMember[], position: Position, { ledger }: Following): boolean {
  let isTied = false;
  for (const { path, name, language, member, inner, optional } of members) {
    const declared = memberAt(position.shape, path);
    if (!declared) continue;
    isTied = true;
    const declaration = {
      language,
      member: spanOf(member),
      text: member.getText(),
      line: lineOf(member),
      inner,
      optional,
    };
    ledger.read(position, declared, spanOf(name), null, declaration);
  }
  return isTied;
}

/** The member of the answer that a path of a type names where the answer is taken for that type. */
function memberAt(shape: Shape, path: readonly string[]): Shape | null {
  if (shape.kind === 'promise') return memberAt(shape.of, path);
  if (shape.kind === 'list') return path[0] === '[]' && path.length > 1 ? memberAt(shape.of, path.slice(1)) : null;
  return shape.kind === 'body' ? { kind: 'body', path: [...shape.path, ...path] } : null;
}

/** A member with the white space before it, unless a comment stands there. */
function lineOf(member: ts.Node): Span {
  const before = member.getSourceFile().text.slice(member.getFullStart(), member.getStart());
  const span = spanOf(member);
  return before.trim() === '' ? { ...span, start: member.getFullStart() } : span;
}
