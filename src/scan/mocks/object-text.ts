import type { ts } from 'ts-morph';
import { quoteOf } from '../answers/holders.js';
import { tsc } from '../compiler.js';
import { layoutAt } from '../follow-up/layout.js';
import { spanOf } from '../program.js';
import type { MemberText, ObjectText } from '../usage.js';

/**
 * An object as its code spells it, member by member.
 *
 * @returns null for what is no object literal, is put together at run time, or holds a comment that would be lost
 */
export function objectTextOf(node: ts.Node | undefined): ObjectText | null {
  if (!node || !tsc.isObjectLiteralExpression(node)) return null;
  const members = membersOf(node);
  if (!members || holdsComment(node)) return null;
  return {
    span: spanOf(node),
    text: node.getText(),
    members,
    quote: quoteOf(node.getSourceFile().text),
    layout: layoutAt(node),
  };
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

/** Looks for what begins like a comment; a text that does is taken for one, an address is not. */
function holdsComment(node: ts.Node): boolean {
  return /(^|[\s,{}[\]])\/\/|\/\*/.test(node.getText());
}
