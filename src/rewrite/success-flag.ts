import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { plainName } from '../syntax/written-members.js';
import { innerOf } from '../syntax/outer.js';
import { SUCCESS_FLAGS } from '../syntax/outcome.js';
import type { SyntaxIndex } from '../program/syntax-index.js';

/**
 * The member by which what a function answers says whether it holds an answer of the server: `ok`, of `{ ok: true, value }`
 * beside `{ ok: false, error }`.
 *
 * @returns null unless every answer of the function is an object that says so
 */
export function successFlagOf(scope: ts.Node, index: SyntaxIndex): string | null {
  if (!tsc.isFunctionLike(scope) || !('body' in scope)) return null;
  const answers = index.returnsOf(scope).map(innerOf);
  if (!answers.every(tsc.isObjectLiteralExpression)) return null;
  const flag = [...SUCCESS_FLAGS].find((name) => {
    const said = answers.map((answer) => flagIn(answer, name));
    return !said.includes(null) && said.includes(true) && said.includes(false);
  });
  return flag ?? null;
}

/** What an object says by a member; null where it does not say. */
function flagIn({ properties }: ts.ObjectLiteralExpression, name: string): boolean | null {
  const member = properties.find((each) => plainName(each) === name);
  if (!member || !tsc.isPropertyAssignment(member) || properties.some(tsc.isSpreadAssignment)) return null;
  const { kind } = innerOf(member.initializer);
  return kind === tsc.SyntaxKind.TrueKeyword ? true : kind === tsc.SyntaxKind.FalseKeyword ? false : null;
}
