import type { ts } from 'ts-morph';
import { fileOf } from '../program/program.js';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from '../values/evaluation.js';

/**
 * The type that a file of types says a function of a script answers: `me.d.ts` beside `me.js`, or
 * `declare module '*\/me.js'`. What is declared there is looked for by its name, as a function or a method of a class.
 *
 * @returns null where no file of types is open that says it
 */
export function declaredResult(scope: ts.FunctionLikeDeclaration, evaluation: Evaluation): ts.TypeNode | null {
  const names = namesOf(scope);
  const [first, ...rest] = names ?? [];
  if (first === undefined) return null;
  const declared = statementsFor(fileOf(scope), evaluation).flatMap((statement) => declaredBy(statement, first));
  const found = rest.reduce((owners, name) => owners.flatMap((owner) => membersNamed(owner, name)), declared);
  return found.map(resultOf).find((type) => type !== null) ?? null;
}

/** A type that a script imports by name from another script, where only a file of types declares it. */
export function declaredType(
  node: ts.ImportSpecifier | ts.ImportTypeNode,
  name: string,
  evaluation: Evaluation,
): readonly ts.Declaration[] {
  const specifier = tsc.isImportSpecifier(node)
    ? node.parent.parent.parent.moduleSpecifier
    : tsc.isLiteralTypeNode(node.argument) && node.argument.literal;
  if (!specifier || !tsc.isStringLiteral(specifier)) return [];
  const target = evaluation.sources.resolve(specifier.text, fileOf(node));
  if (target === null) return [];
  return statementsFor(target, evaluation).filter(
    (each): each is ts.InterfaceDeclaration | ts.TypeAliasDeclaration =>
      (tsc.isInterfaceDeclaration(each) || tsc.isTypeAliasDeclaration(each)) && each.name.text === name,
  );
}

/** The name of what a function is, or of its class and of its own: `getMe`, `Clever.getMe`. */
function namesOf(scope: ts.FunctionLikeDeclaration): readonly string[] | null {
  const { parent } = scope;
  if (tsc.isClassLike(parent)) {
    const member = scope.name && nameIn(scope.name);
    return parent.name && member ? [parent.name.text, member] : null;
  }
  if (scope.name && tsc.isIdentifier(scope.name) && !tsc.isMethodDeclaration(scope)) return [scope.name.text];
  const named =
    tsc.isVariableDeclaration(parent) || tsc.isPropertyAssignment(parent) || tsc.isPropertyDeclaration(parent);
  const name = named ? nameIn(parent.name) : nameAssigned(parent);
  if (!name) return null;
  const owner = tsc.isPropertyDeclaration(parent) && tsc.isClassLike(parent.parent) ? parent.parent.name?.text : null;
  return owner ? [owner, name] : [name];
}

/** `exports.getMe = async () => …` */
function nameAssigned(node: ts.Node): string | null {
  return tsc.isBinaryExpression(node) && tsc.isPropertyAccessExpression(node.left) ? node.left.name.text : null;
}

function nameIn(name: ts.Node): string | null {
  return tsc.isIdentifier(name) || tsc.isStringLiteral(name) ? name.text : null;
}

/** What the files of types say of a script. */
function statementsFor(script: string, evaluation: Evaluation): readonly ts.Statement[] {
  const { beside, ambient } = evaluation.sources.declarationsOf(script);
  if (beside !== null) return evaluation.opened(beside)?.statements ?? [];
  return ambient.flatMap((file) =>
    (evaluation.opened(file)?.statements ?? []).flatMap((each) => statementsOfModule(each, script)),
  );
}

function statementsOfModule(statement: ts.Statement, script: string): readonly ts.Statement[] {
  if (!tsc.isModuleDeclaration(statement) || !statement.body || !tsc.isModuleBlock(statement.body)) return [];
  const isOfScript = /^\*/.test(statement.name.text) && `/${script}`.endsWith(statement.name.text.slice(1));
  return isOfScript ? statement.body.statements : [];
}

/** What a statement declares under a name. */
function declaredBy(statement: ts.Statement, name: string): readonly ts.Declaration[] {
  if (tsc.isVariableStatement(statement))
    return statement.declarationList.declarations.filter((each) => nameIn(each.name) === name);
  const isNamed = tsc.isFunctionDeclaration(statement) || tsc.isClassDeclaration(statement);
  return isNamed && statement.name?.text === name ? [statement] : [];
}

function membersNamed(owner: ts.Declaration, name: string): readonly ts.Declaration[] {
  if (!tsc.isClassLike(owner)) return [];
  return owner.members.filter((each) => each.name !== undefined && nameIn(each.name) === name);
}

/** What a function answers by its declaration, or by the type of the variable that holds it. */
function resultOf(declaration: ts.Declaration): ts.TypeNode | null {
  if (tsc.isFunctionLike(declaration)) return declaration.type ?? null;
  const isTyped = tsc.isVariableDeclaration(declaration) || tsc.isPropertyDeclaration(declaration);
  const type = isTyped ? declaration.type : undefined;
  return type && tsc.isFunctionTypeNode(type) ? type.type : null;
}
