import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { contains, mentions } from '../syntax/contains.js';
import { holds } from '../syntax/holds.js';
import { boundNames } from '../syntax/names.js';
import { endOfStatement, layoutAt, semicolonOf } from '../syntax/layout.js';
import { isWritten } from '../syntax/writes.js';
import { spanOf } from '../program/program.js';
import type { DeclaredName, Layout, ResultPlace, StatementPlace } from '../model/layout.js';
import type { Edit } from '../model/spans.js';
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

/** The place in front of a statement; in a clause of a `switch`, within braces of its own. */
export function placeBefore(statement: ts.Statement, evaluation: Evaluation): StatementPlace {
  const start = statement.getStart();
  const braces = bracesAround(statement);
  return {
    at: { ...spanOf(statement), start, end: start },
    scope: spanOf(statement.parent),
    semicolon: semicolonOf(statement),
    layout: braces?.layout ?? layoutAt(statement),
    around: braces?.edits ?? [],
    freeName: (wanted, value) => FreeNames.of(evaluation).value(wanted, value, statement),
  };
}

/** Braces around the statements of a clause, so that what is declared there is of the clause alone. */
interface Braces {
  readonly edits: readonly Edit[];
  /** How code in them is written. */
  readonly layout: Layout;
}

/** Null for a statement that stands in no clause, and where other clauses see what is declared in this one. */
function bracesAround(statement: ts.Statement): Braces | null {
  const clause = statement.parent;
  if (!tsc.isCaseOrDefaultClause(clause) || isSeenElsewhere(clause)) return null;
  const [first, last] = [clause.statements[0], clause.statements.at(-1)];
  // Without braces, the rest of the function may call what a clause declares as a function.
  if (!first || !last || clause.statements.some(tsc.isFunctionDeclaration)) return null;
  const source = clause.getSourceFile();
  const layout = layoutAt(first);
  const gap = { ...spanOf(clause), start: clause.statements.pos, end: first.getStart() };
  const isInLine = !source.text.slice(gap.start, gap.end).includes('\n');
  const indent = isInLine ? layout.indent : layoutAt(clause).indent;
  const inside = isInLine ? { ...layout, indent: layout.indent + layout.step } : layout;
  const isBlank = source.text.slice(gap.start, gap.end).trim() === '';
  const opening: Edit =
    isInLine && isBlank
      ? { ...gap, text: ` {${layout.newline}${inside.indent}` }
      : { ...gap, end: gap.start, text: ' {' };
  const end = last.getEnd();
  return { edits: [opening, { ...gap, start: end, end, text: `${layout.newline}${indent}}` }], layout: inside };
}

/** Whether another clause mentions what a clause declares. */
function isSeenElsewhere(clause: ts.CaseOrDefaultClause): boolean {
  const names = new Set(clause.statements.flatMap(namesDeclaredBy));
  return names.size > 0 && clause.parent.clauses.some((each) => each !== clause && mentions(each, names));
}

function namesDeclaredBy(statement: ts.Statement): readonly string[] {
  if (tsc.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  return tsc.isClassDeclaration(statement) && statement.name ? [statement.name.text] : [];
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
  const end = endOfStatement(statement);
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
  const isChanged = (where: ts.Statement): boolean =>
    contains(where, (each) => tsc.isIdentifier(each) && each.text === root.text && isWritten(each));
  const whole = switchReading(statement, holder);
  if (whole && !holds(whole, declaration) && !isChanged(whole)) return placeBefore(whole, evaluation);
  return isChanged(statement) ? null : placeBefore(statement, evaluation);
}

/** The `switch` around a statement of one of its clauses, where whatever clause is chosen reads something off the holder first. */
function switchReading({ parent: clause }: ts.Statement, holder: ts.Node): ts.SwitchStatement | null {
  if (!tsc.isCaseOrDefaultClause(clause) || !tsc.isBlock(clause.parent.parent.parent)) return null;
  const { clauses } = clause.parent;
  const filled = clauses.filter(({ statements }) => statements.length > 0);
  const isWhole = clauses.some(tsc.isDefaultClause) && filled.length > 1 && filled.at(-1) === clauses.at(-1);
  const tests = [clause.parent.parent, ...clauses.filter(tsc.isCaseClause)].map(({ expression }) => expression);
  // What is called before may change what is read.
  if (tests.some((test) => contains(test, (node) => tsc.isCallExpression(node) || tsc.isNewExpression(node))))
    return null;
  return isWhole && filled.every(({ statements: [first] }) => first && readsOff(holder.getText(), first))
    ? clause.parent.parent
    : null;
}

/** Whether a statement that is run reads a member of something that is written so. */
function readsOff(holder: string, statement: ts.Statement): boolean {
  return contains(
    statement,
    (node) =>
      tsc.isPropertyAccessExpression(node) &&
      !node.questionDotToken &&
      node.expression.getText() === holder &&
      statementOf(node) === statement &&
      mayBeRead(holder.split(/\W/)[0] ?? '', node, statement),
  );
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
