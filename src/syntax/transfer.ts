import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';
import { isOuter, type Outer } from './outer.js';
import { outermostSum } from './sums.js';
import { isAssignment } from './writes.js';

/**
 * Where the value of an expression goes: what the syntax right around it makes of it.
 *
 * Whoever follows a value forward asks this one function and decides only what each kind means to it. A new form of
 * syntax is one kind here. The flow of answers has a step for each kind, so the compiler asks for one. The other
 * followers end at a kind that they do not name.
 */
export type Transfer =
  // The expression around it has the value itself.
  /** `(value)`, `value!`, `value as Type` */
  | { readonly kind: 'same'; readonly to: Outer }
  /** `await value` */
  | { readonly kind: 'awaited'; readonly to: ts.AwaitExpression }
  /** `test ? value : other`, `value || other`, `value ?? other`; without another: `test && value`, `first, value` */
  | {
      readonly kind: 'choice';
      readonly to: ts.ConditionalExpression | ts.BinaryExpression;
      readonly other: ts.Expression | null;
    }
  /** `target = value`, `target ??= value`, which is the value too */
  | { readonly kind: 'assigned'; readonly to: ts.BinaryExpression; readonly target: ts.Expression }
  // The value becomes part of something.
  /** `target += value` */
  | { readonly kind: 'appended'; readonly to: ts.BinaryExpression; readonly target: ts.Expression }
  /** `before + value`, `${value}`; to the whole of a sum, however many it adds */
  | { readonly kind: 'joined'; readonly to: ts.BinaryExpression | ts.TemplateExpression }
  /** `value - 1`, `value & mask` */
  | { readonly kind: 'computed'; readonly to: ts.BinaryExpression }
  /** `{ name: value }`, `{ value }` */
  | {
      readonly kind: 'member';
      readonly to: ts.ObjectLiteralExpression;
      readonly member: ts.PropertyAssignment | ts.ShorthandPropertyAssignment;
    }
  /** `{ ...value }` */
  | { readonly kind: 'spread'; readonly to: ts.ObjectLiteralExpression; readonly member: ts.SpreadAssignment }
  /** `[value]` */
  | { readonly kind: 'element'; readonly to: ts.ArrayLiteralExpression; readonly index: number }
  /** `[...value]`, `load(...value)` */
  | { readonly kind: 'unpacked'; readonly to: ts.SpreadElement }
  // The value is asked for something.
  /** `value === other`, `value < other` */
  | {
      readonly kind: 'compared';
      readonly to: ts.BinaryExpression;
      readonly other: ts.Expression;
      readonly isEquality: boolean;
    }
  /** `switch (value) { … }` */
  | { readonly kind: 'switched'; readonly statement: ts.SwitchStatement }
  /** `case value:` */
  | { readonly kind: 'case'; readonly clause: ts.CaseClause }
  /** `value in table`, `name in value` */
  | { readonly kind: 'searched'; readonly to: ts.BinaryExpression }
  /** `value.name`, `value[key]` */
  | { readonly kind: 'read'; readonly access: ts.PropertyAccessExpression | ts.ElementAccessExpression }
  /** `table[value]` */
  | { readonly kind: 'key'; readonly access: ts.ElementAccessExpression }
  /** `{ [value]: … }` */
  | { readonly kind: 'computed name'; readonly name: ts.ComputedPropertyName }
  /** `{ 'value': … }`, where the text is the name of a member */
  | { readonly kind: 'written name'; readonly member: NamedMember }
  /** `if (value)`, `!value`, `typeof value`, `value;`: no more than whether there is something */
  | { readonly kind: 'tested' }
  /** `typeof value` in a type */
  | { readonly kind: 'typed' }
  // The value goes to a name, a function or a page.
  /** `const name = value`, and the default of a parameter or of an element of a pattern */
  | {
      readonly kind: 'bound';
      readonly name: ts.BindingName;
      readonly declaration: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement;
    }
  /** `class … { name = value }` */
  | { readonly kind: 'field'; readonly declaration: ts.PropertyDeclaration }
  /** `enum … { Name = value }` */
  | { readonly kind: 'enumerated'; readonly member: ts.EnumMember }
  /** `for (… of value)` */
  | { readonly kind: 'iterated'; readonly loop: ts.ForOfStatement }
  /** `value()`, `new value()` */
  | { readonly kind: 'called'; readonly call: Call }
  /** `load(value)` */
  | { readonly kind: 'argument'; readonly call: Call; readonly index: number }
  /** `return value`, `() => value` */
  | { readonly kind: 'returned'; readonly from: ts.ReturnStatement | ts.ArrowFunction }
  /** `yield value` */
  | { readonly kind: 'yielded'; readonly to: ts.YieldExpression }
  /** `throw value` */
  | { readonly kind: 'thrown' }
  /** `export default value` */
  | { readonly kind: 'exported' }
  /** `<p>{value}</p>`, `<Profile user={value} />` */
  | { readonly kind: 'shown'; readonly by: ts.JsxExpression | ts.JsxAttribute }
  /** `<Profile {...value} />` */
  | { readonly kind: 'shown members'; readonly by: ts.JsxSpreadAttribute }
  /** Any other syntax, and where the expression is what is written to. */
  | { readonly kind: 'unknown' };

/** One kind of transfer. */
export type TransferOf<Kind extends Transfer['kind']> = Extract<Transfer, { readonly kind: Kind }>;

/** A call that makes an instance, or one that does not. */
export type Call = ts.CallExpression | ts.NewExpression;

type NamedMember = ts.PropertyAssignment | ts.MethodDeclaration | ts.EnumMember;

/** What the syntax around an expression makes of its value. */
export function transferOf(node: ts.Node): Transfer {
  const { parent } = node;
  return (
    inExpression(node, parent) ??
    inLiteral(node, parent) ??
    inDeclaration(node, parent) ??
    inStatement(node, parent) ?? { kind: 'unknown' }
  );
}

function inExpression(node: ts.Node, parent: ts.Node): Transfer | null {
  if (isOuter(parent)) return parent.expression === node ? { kind: 'same', to: parent } : { kind: 'typed' };
  if (tsc.isAwaitExpression(parent)) return { kind: 'awaited', to: parent };
  if (tsc.isPropertyAccessExpression(parent))
    return parent.expression === node ? { kind: 'read', access: parent } : null;
  if (tsc.isElementAccessExpression(parent))
    return parent.expression === node ? { kind: 'read', access: parent } : { kind: 'key', access: parent };
  if (tsc.isCallExpression(parent) || tsc.isNewExpression(parent)) return inCall(node, parent);
  if (tsc.isBinaryExpression(parent)) return inBinary(node, parent);
  if (tsc.isConditionalExpression(parent)) {
    if (parent.condition === node) return { kind: 'tested' };
    return { kind: 'choice', to: parent, other: parent.whenTrue === node ? parent.whenFalse : parent.whenTrue };
  }
  if (tsc.isTemplateSpan(parent)) return { kind: 'joined', to: parent.parent };
  if (tsc.isYieldExpression(parent)) return { kind: 'yielded', to: parent };
  if (tsc.isArrowFunction(parent)) return parent.body === node ? { kind: 'returned', from: parent } : null;
  return isTest(parent) ? { kind: 'tested' } : null;
}

function inCall(node: ts.Node, call: Call): Transfer | null {
  if (call.expression === node) return { kind: 'called', call };
  const index = call.arguments?.indexOf(node as ts.Expression) ?? -1;
  return index < 0 ? null : { kind: 'argument', call, index };
}

function inBinary(node: ts.Node, parent: ts.BinaryExpression): Transfer {
  const kinds = tsc.SyntaxKind;
  const { left, right } = parent;
  const isLeft = left === node;
  const other = isLeft ? right : left;
  const { kind } = parent.operatorToken;
  if (isAssignment(kind)) return isLeft ? { kind: 'unknown' } : inAssignment(parent);
  switch (kind) {
    case kinds.BarBarToken:
    case kinds.QuestionQuestionToken:
      return { kind: 'choice', to: parent, other };
    case kinds.AmpersandAmpersandToken:
    case kinds.CommaToken:
      return isLeft ? { kind: 'tested' } : { kind: 'choice', to: parent, other: null };
    case kinds.PlusToken:
      return { kind: 'joined', to: outermostSum(parent) };
    case kinds.InKeyword:
      return { kind: 'searched', to: parent };
    case kinds.EqualsEqualsToken:
    case kinds.EqualsEqualsEqualsToken:
    case kinds.ExclamationEqualsToken:
    case kinds.ExclamationEqualsEqualsToken:
      return { kind: 'compared', to: parent, other, isEquality: true };
    case kinds.LessThanToken:
    case kinds.LessThanEqualsToken:
    case kinds.GreaterThanToken:
    case kinds.GreaterThanEqualsToken:
      return { kind: 'compared', to: parent, other, isEquality: false };
    default:
      return { kind: 'computed', to: parent };
  }
}

/** The right side of an assignment. */
function inAssignment(parent: ts.BinaryExpression): Transfer {
  const kinds = tsc.SyntaxKind;
  switch (parent.operatorToken.kind) {
    case kinds.EqualsToken:
    case kinds.BarBarEqualsToken:
    case kinds.QuestionQuestionEqualsToken:
    case kinds.AmpersandAmpersandEqualsToken:
      return { kind: 'assigned', to: parent, target: parent.left };
    case kinds.PlusEqualsToken:
      return { kind: 'appended', to: parent, target: parent.left };
    default:
      return { kind: 'computed', to: parent };
  }
}

function isTest(parent: ts.Node): boolean {
  return (
    (tsc.isPrefixUnaryExpression(parent) && parent.operator === tsc.SyntaxKind.ExclamationToken) ||
    tsc.isTypeOfExpression(parent) ||
    tsc.isVoidExpression(parent) ||
    tsc.isDeleteExpression(parent)
  );
}

function inLiteral(node: ts.Node, parent: ts.Node): Transfer | null {
  if (tsc.isPropertyAssignment(parent)) {
    if (parent.name === node) return { kind: 'written name', member: parent };
    return { kind: 'member', to: parent.parent, member: parent };
  }
  if (tsc.isShorthandPropertyAssignment(parent))
    return parent.name === node ? { kind: 'member', to: parent.parent, member: parent } : null;
  if (tsc.isMethodDeclaration(parent)) return parent.name === node ? { kind: 'written name', member: parent } : null;
  if (tsc.isSpreadAssignment(parent)) return { kind: 'spread', to: parent.parent, member: parent };
  if (tsc.isArrayLiteralExpression(parent))
    return { kind: 'element', to: parent, index: parent.elements.indexOf(node as ts.Expression) };
  if (tsc.isSpreadElement(parent)) return { kind: 'unpacked', to: parent };
  if (tsc.isComputedPropertyName(parent)) return { kind: 'computed name', name: parent };
  if (tsc.isJsxExpression(parent)) return { kind: 'shown', by: parent };
  if (tsc.isJsxAttribute(parent)) return parent.initializer === node ? { kind: 'shown', by: parent } : null;
  return tsc.isJsxSpreadAttribute(parent) ? { kind: 'shown members', by: parent } : null;
}

function inDeclaration(node: ts.Node, parent: ts.Node): Transfer | null {
  if (tsc.isVariableDeclaration(parent) || tsc.isParameter(parent) || tsc.isBindingElement(parent))
    return parent.initializer === node ? { kind: 'bound', name: parent.name, declaration: parent } : null;
  if (tsc.isPropertyDeclaration(parent))
    return parent.initializer === node ? { kind: 'field', declaration: parent } : null;
  if (!tsc.isEnumMember(parent)) return null;
  return parent.initializer === node
    ? { kind: 'enumerated', member: parent }
    : { kind: 'written name', member: parent };
}

function inStatement(node: ts.Node, parent: ts.Node): Transfer | null {
  if (tsc.isReturnStatement(parent)) return { kind: 'returned', from: parent };
  if (tsc.isThrowStatement(parent)) return { kind: 'thrown' };
  if (tsc.isExportAssignment(parent)) return { kind: 'exported' };
  if (tsc.isSwitchStatement(parent)) return { kind: 'switched', statement: parent };
  if (tsc.isCaseClause(parent)) return parent.expression === node ? { kind: 'case', clause: parent } : null;
  if (tsc.isForOfStatement(parent)) return parent.expression === node ? { kind: 'iterated', loop: parent } : null;
  if (tsc.isForInStatement(parent)) return null;
  if (tsc.isExpressionStatement(parent) || tsc.isIfStatement(parent) || tsc.isIterationStatement(parent, false))
    return { kind: 'tested' };
  return tsc.isTypeNode(parent) ? { kind: 'typed' } : null;
}
