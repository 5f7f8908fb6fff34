import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { innerOf } from '../syntax/outer.js';
import { isWritten } from '../syntax/writes.js';
import { symbolOf } from '../values/names.js';
import type { Evaluation } from '../values/evaluation.js';

/**
 * Whether an expression is a text that is written out and nothing else, whoever calls and whatever is set: `'teacher'`, a
 * constant of it, a member of an enum or of an object that is only read.
 *
 * What else an expression may be is often out of sight, as in `process.env.ROLE || 'teacher'`.
 */
export function isWrittenText(node: ts.Expression, evaluation: Evaluation): boolean {
  const inner = innerOf(node);
  if (tsc.isStringLiteralLike(inner)) return true;
  if (tsc.isIdentifier(inner)) return isWrittenVariable(inner, evaluation);
  if (!tsc.isPropertyAccessExpression(inner) || !tsc.isIdentifier(inner.expression)) return false;
  return (
    // `roles.TEACHER`, of a module
    isWrittenVariable(inner.name as ts.Identifier, evaluation) ||
    isWrittenMember(inner.expression, inner.name.text, evaluation)
  );
}

function isWrittenVariable(name: ts.Identifier, evaluation: Evaluation): boolean {
  const declaration = declarationOf(name, evaluation);
  if (!declaration || !tsc.isVariableDeclaration(declaration) || !declaration.initializer) return false;
  const isConstant = (tsc.getCombinedNodeFlags(declaration) & tsc.NodeFlags.Const) !== 0;
  return isConstant && isWrittenText(declaration.initializer, evaluation);
}

/** `Role.Teacher` of an enum, and `ROLES.teacher` of a constant whose members are read and nothing else. */
function isWrittenMember(holder: ts.Identifier, member: string, evaluation: Evaluation): boolean {
  const declaration = declarationOf(holder, evaluation);
  if (declaration && tsc.isEnumDeclaration(declaration)) return true;
  if (!declaration || !tsc.isVariableDeclaration(declaration) || !declaration.initializer) return false;
  const table = frozen(declaration.initializer);
  if (!tsc.isObjectLiteralExpression(table)) return false;
  const [property] = evaluation.index.settersOf(table, member);
  if (!property || !tsc.isPropertyAssignment(property) || tsc.isComputedPropertyName(property.name)) return false;
  if (table.properties.some(tsc.isSpreadAssignment)) return false;
  return isWrittenText(property.initializer, evaluation) && isOnlyRead(declaration, evaluation);
}

/** The object in `Object.freeze({ … })`. */
function frozen(node: ts.Expression): ts.Expression {
  const inner = innerOf(node);
  const isFrozen = tsc.isCallExpression(inner) && inner.expression.getText() === 'Object.freeze';
  const [object] = isFrozen ? inner.arguments : [];
  return object ? innerOf(object) : inner;
}

/** Whether code that gets an object by its name does nothing but read members of it. */
function isOnlyRead({ name }: ts.VariableDeclaration, evaluation: Evaluation): boolean {
  return evaluation.index.identifiers(name.getText()).every((mention) => {
    const { parent } = mention;
    if (mention === name || tsc.isImportSpecifier(parent) || tsc.isExportSpecifier(parent)) return true;
    if (tsc.isPropertyAccessExpression(parent)) return parent.name === mention || !isWritten(parent);
    return tsc.isElementAccessExpression(parent) && parent.expression === mention && !isWritten(parent);
  });
}

function declarationOf(name: ts.Identifier, { checker }: Evaluation): ts.Declaration | undefined {
  const symbol = symbolOf(name, checker);
  const isImported = symbol !== undefined && (symbol.flags & tsc.SymbolFlags.Alias) !== 0;
  return (isImported ? checker.getAliasedSymbol(symbol) : symbol)?.valueDeclaration;
}
