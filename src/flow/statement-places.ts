import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { contains, mentions } from '../syntax/contains.js';
import { holds } from '../syntax/holds.js';
import { layoutAt, semicolonOf } from '../syntax/layout.js';
import { isWritten } from '../syntax/writes.js';
import { spanOf } from '../program/program.js';
import type { DeclaredName, ResultPlace, StatementPlace } from '../model/layout.js';
import type { Evaluation } from '../values/evaluation.js';
import { FreeNames } from './free-names.js';
import { declaredSymbol } from './references.js';
import { rootOf } from './visible-range.js';

/** Operators that evaluate their right side for some left ones only. */
const CHOOSING: ReadonlySet<string> = new Set(['&&', '||', '??', '&&=', '||=', '??=']);

/** The statement of a block that a node stands in, with no function between them. */
export function statementOf(node: ts.Node): ts.Statement | null {
  const found = tsc.findAncestor(node, (each) => (tsc.isFunctionLike(each) ? 'quit' : tsc.isStatement(each)));
  if (!found || !tsc.isStatement(found)) return null;
  const { parent } = found;
  return tsc.isBlock(parent) || tsc.isSourceFile(parent) || tsc.isCaseOrDefaultClause(parent) ? found : null;
}

/** The place in front of a statement. */
export function placeBefore(statement: ts.Statement, evaluation: Evaluation): StatementPlace {
  const start = statement.getStart();
  return {
    at: { ...spanOf(statement), start, end: start },
    scope: spanOf(statement.parent),
    semicolon: semicolonOf(statement),
    layout: layoutAt(statement),
    freeName: (wanted, value) => FreeNames.of(evaluation).value(wanted, value, statement),
  };
}

/**
 * Where code that finds another result for an expression goes.
 *
 * @returns null where the statement does more with the expression than to declare it, to return it or to be chosen by it
 */
export function resultPlaceOf(expression: ts.Node, evaluation: Evaluation): ResultPlace | null {
  const statement = statementOf(expression);
  if (!statement) return null;
  const place = placeBefore(statement, evaluation);
  const declared = declaredAs(expression, statement);
  const end = statement.getEnd();
  if (declared) return { ...place, at: { ...place.at, start: end, end }, declared };
  const tested = isNegation(expression.parent) ? expression.parent : expression;
  const isReturned = tsc.isReturnStatement(statement) && statement.expression === expression;
  const isChosenBy = tsc.isIfStatement(statement) && statement.expression === tested;
  return isReturned || isChosenBy ? { ...place, declared: null } : null;
}

function isNegation(node: ts.Node): boolean {
  return tsc.isPrefixUnaryExpression(node) && node.operator === tsc.SyntaxKind.ExclamationToken;
}

function declaredAs({ parent }: ts.Node, statement: ts.Statement): DeclaredName | null {
  if (!tsc.isVariableStatement(statement) || statement.modifiers?.length) return null;
  const { declarationList: list } = statement;
  const isWhole = list.declarations.length === 1 && list.declarations[0] === parent;
  if (!isWhole || !tsc.isVariableDeclaration(parent) || !tsc.isIdentifier(parent.name)) return null;
  const start = list.getStart();
  const keyword = list.flags & tsc.NodeFlags.Const ? 'const' : 'let';
  return { name: parent.name.text, keyword: { ...spanOf(statement), start, end: start + keyword.length } };
}

/**
 * The place for a statement that says beforehand what an expression reads, so that the program is the same.
 *
 * @param holder what is read off, which must be there and mean the same before the statement
 * @returns null where the expression is read several times, or only if there is something to be read off
 */
export function placeForName(expression: ts.Node, holder: ts.Node, evaluation: Evaluation): StatementPlace | null {
  const statement = statementOf(expression);
  const root = rootOf(holder);
  if (!statement || !root || !mayBeRead(root.text, expression, statement)) return null;
  const declaration = declaredSymbol(root, evaluation)?.valueDeclaration;
  if (!declaration || holds(statement, declaration)) return null;
  const isChanged = contains(statement, (each) => tsc.isIdentifier(each) && each.text === root.text && isWritten(each));
  return isChanged ? null : placeBefore(statement, evaluation);
}

/** Whether what an expression reads off a variable can be read whenever its statement is, and is read once. */
function mayBeRead(variable: string, expression: ts.Node, statement: ts.Statement): boolean {
  for (let node = expression; node !== statement; node = node.parent) {
    const guard = guardOf(node);
    if (guard === 'unknown' || (guard && mentions(guard, new Set([variable])))) return false;
  }
  return true;
}

/** What decides whether the syntax around a node evaluates it; null for nothing. */
function guardOf(node: ts.Node): ts.Node | 'unknown' | null {
  const { parent } = node;
  if (tsc.isConditionalExpression(parent)) return parent.condition === node ? null : parent.condition;
  if (tsc.isBinaryExpression(parent))
    return parent.right === node && CHOOSING.has(parent.operatorToken.getText()) ? parent.left : null;
  if (tsc.isCallExpression(parent) || tsc.isElementAccessExpression(parent))
    return parent.expression !== node && tsc.isOptionalChain(parent) ? parent.expression : null;
  if (tsc.isForOfStatement(parent) || tsc.isForInStatement(parent))
    return parent.expression === node ? null : 'unknown';
  const isRepeated =
    tsc.isIterationStatement(parent, false) || tsc.isCaseClause(parent) || tsc.isBindingElement(parent);
  return isRepeated ? 'unknown' : null;
}
