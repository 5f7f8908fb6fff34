import type { ts } from 'ts-morph';
import { tsc } from '../../compiler.js';
import { spanOf } from '../../program.js';
import type { Span } from '../../usage.js';
import { declaredMembers, type DeclaredMember } from '../declarations.js';
import type { Following } from '../following.js';
import type { Position } from '../position.js';
import { schemaMembers } from '../schemas.js';
import { bodyOf } from '../shape.js';

/** Notes the members a type declares of the answer, where the answer is taken for that type. */
export function tieType(type: ts.TypeNode, position: Position, following: Following): void {
  declare(declaredMembers(type, following.evaluation), position, following);
}

/** `schema.parse(body)`: notes the members the schema asks for. */
export function tieSchema(call: ts.CallExpression | ts.NewExpression, position: Position, following: Following): void {
  const callee = call.expression;
  if (tsc.isPropertyAccessExpression(callee))
    declare(schemaMembers(callee.expression, following.evaluation), position, following);
  for (const argument of call.arguments ?? []) {
    if (argument !== position.node) declare(schemaMembers(argument, following.evaluation), position, following);
  }
}

function declare(members: readonly DeclaredMember[], position: Position, { ledger }: Following): void {
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
    ledger.read(position, { kind: 'body', path: [...body.path, ...path] }, spanOf(name), null, declaration);
  }
}

/** A member with the white space before it, unless a comment stands there. */
function lineOf(member: ts.Node): Span {
  const before = member.getSourceFile().text.slice(member.getFullStart(), member.getStart());
  const span = spanOf(member);
  return before.trim() === '' ? { ...span, start: member.getFullStart() } : span;
}
