import type { ts } from 'ts-morph';
import { declaredSymbol, readsOf } from '../../flow/references.js';
import { tsc } from '../../syntax/compiler.js';
import { layoutAt, quoteOf } from '../../syntax/layout.js';
import { spanOf } from '../../program/program.js';
import type { MemberText, ObjectText } from '../../model/mocked-answer.js';
import type { Evaluation } from '../../values/evaluation.js';

/**
 * An object as its code spells it, member by member.
 *
 * @param given the object, or a constant of the same file that holds it and is read nowhere else
 * @returns null for what is no object literal, is put together at run time, or holds a comment that would be lost
 */
export function objectTextOf(given: ts.Node | undefined, evaluation: Evaluation): ObjectText | null {
  const node = given && tsc.isIdentifier(given) ? constantOf(given, evaluation) : given;
  if (!given || !node || !tsc.isObjectLiteralExpression(node)) return null;
  const members = membersOf(node);
  if (!members || holdsComment(node)) return null;
  return {
    span: spanOf(node),
    at: spanOf(given),
    text: node.getText(),
    members,
    quote: quoteOf(node.getSourceFile()),
    layout: layoutAt(node),
  };
}

/** What a constant of the same file holds that is only read here, so that it can be another object. */
function constantOf(name: ts.Identifier, evaluation: Evaluation): ts.Expression | null {
  const declaration = declaredSymbol(name, evaluation)?.valueDeclaration;
  if (!declaration || !tsc.isVariableDeclaration(declaration) || !tsc.isIdentifier(declaration.name)) return null;
  const isConstant =
    tsc.isVariableDeclarationList(declaration.parent) && (declaration.parent.flags & tsc.NodeFlags.Const) !== 0;
  const isHere = declaration.getSourceFile() === name.getSourceFile();
  const [only, ...others] = isConstant && isHere ? readsOf(declaration.name, evaluation) : [];
  return only === name && !others.length ? (declaration.initializer ?? null) : null;
}

function membersOf({ properties }: ts.ObjectLiteralExpression): readonly MemberText[] | null {
  const members = properties.map((property): MemberText | null => {
    if (tsc.isShorthandPropertyAssignment(property)) {
      return { name: property.name.text, text: property.name.text, literal: null, members: null };
    }
    if (!tsc.isPropertyAssignment(property)) return null;
    const { name, initializer } = property;
    if (!tsc.isIdentifier(name) && !tsc.isStringLiteral(name)) return null;
    return {
      name: name.text,
      text: initializer.getText(),
      literal: tsc.isStringLiteralLike(initializer) ? initializer.text : null,
      members: tsc.isObjectLiteralExpression(initializer) ? membersOf(initializer) : null,
    };
  });
  return members.every((member) => member !== null) ? members : null;
}

/** Whether a comment stands in an expression; what stands behind a part of a template is taken for one in doubt. */
function holdsComment(node: ts.Node): boolean {
  const scanner = tsc.createScanner(tsc.ScriptTarget.Latest, false, tsc.LanguageVariant.Standard, node.getText());
  for (let kind = scanner.scan(); kind !== tsc.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind === tsc.SyntaxKind.SingleLineCommentTrivia || kind === tsc.SyntaxKind.MultiLineCommentTrivia) return true;
  }
  return false;
}
