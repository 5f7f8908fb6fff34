import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { shorten } from '../syntax/wording.js';
import { spanOf } from '../program/program.js';
import { elementAccess, propertyAccess } from './access.js';
import { bindingElement, bindingPattern } from './bindings.js';
import { call, construction } from './calls.js';
import { conditional } from './conditions.js';
import type { Form } from './evaluation.js';
import { classLike, functionLike, parameter } from './functions.js';
import { enumDeclaration, identifier, metaProperty } from './identifiers.js';
import {
  binary,
  nothing,
  numberLiteral,
  shortName,
  stringLiteral,
  taggedTemplate,
  template,
  wrapped,
} from './literals.js';
import { importClause, importEquals, importSpecifier, namespaceImport } from './modules.js';
import { arrayLiteral, objectLiteral, spreadElement } from './objects.js';
import { superKeyword, thisKeyword } from './this.js';
import { unknown } from './value.js';

/** Which form works out which kind of node. A new value form is one function and one line here. */
export function formsByKind(): ReadonlyMap<ts.SyntaxKind, Form> {
  const kinds = tsc.SyntaxKind;
  const entries: readonly [ts.SyntaxKind, Form<never>][] = [
    [kinds.StringLiteral, stringLiteral],
    [kinds.NoSubstitutionTemplateLiteral, stringLiteral],
    [kinds.TemplateExpression, template],
    [kinds.TaggedTemplateExpression, taggedTemplate],
    [kinds.NumericLiteral, numberLiteral],
    [kinds.NullKeyword, nothing],
    [kinds.FalseKeyword, nothing],
    [kinds.VoidExpression, nothing],
    [kinds.BinaryExpression, binary],
    [kinds.ConditionalExpression, conditional],
    [kinds.ParenthesizedExpression, wrapped],
    [kinds.AsExpression, wrapped],
    [kinds.SatisfiesExpression, wrapped],
    [kinds.NonNullExpression, wrapped],
    [kinds.TypeAssertionExpression, wrapped],
    [kinds.AwaitExpression, wrapped],
    [kinds.ObjectLiteralExpression, objectLiteral],
    [kinds.ArrayLiteralExpression, arrayLiteral],
    [kinds.SpreadElement, spreadElement],
    [kinds.PropertyAccessExpression, propertyAccess],
    [kinds.ElementAccessExpression, elementAccess],
    [kinds.CallExpression, call],
    [kinds.NewExpression, construction],
    [kinds.Identifier, identifier],
    [kinds.ThisKeyword, thisKeyword],
    [kinds.SuperKeyword, superKeyword],
    [kinds.MetaProperty, metaProperty],
    [kinds.ArrowFunction, functionLike],
    [kinds.FunctionExpression, functionLike],
    [kinds.FunctionDeclaration, functionLike],
    [kinds.MethodDeclaration, functionLike],
    [kinds.ClassExpression, classLike],
    [kinds.ClassDeclaration, classLike],
    [kinds.Parameter, parameter],
    [kinds.BindingElement, bindingElement],
    [kinds.ObjectBindingPattern, bindingPattern],
    [kinds.ArrayBindingPattern, bindingPattern],
    [kinds.EnumDeclaration, enumDeclaration],
    [kinds.ImportSpecifier, importSpecifier],
    [kinds.ImportClause, importClause],
    [kinds.NamespaceImport, namespaceImport],
    [kinds.ImportEqualsDeclaration, importEquals],
  ];
  return new Map(entries as readonly [ts.SyntaxKind, Form][]);
}
/** An expression that no form works out. */
export const notUnderstood: Form = (node) => [
  unknown(shortName(node), `the value of \`${shorten(node.getText(), 40)}\``, spanOf(node)),
];
