import type { ts } from 'ts-morph';
import { isAccess } from '../syntax/accesses.js';
import { tsc } from '../syntax/compiler.js';
import { isAssignment } from '../syntax/writes.js';
import { namesLeadingTo, boundNames } from '../syntax/names.js';
import { isOfHost } from '../requests/url.js';
import { fileOf, sourceOf } from '../program/program.js';
import { oncePerObject } from '../model/once-per-object.js';
import { remembered } from '../model/remembered.js';
import { calleeName } from '../program/syntax-index.js';
import type { Evaluation } from '../values/evaluation.js';
import { FILLING_NAMES } from '../values/filled-objects.js';
import { lineage } from '../values/inheritance.js';
import { isExportsObject } from '../syntax/exports.js';
import { symbolOf } from '../values/names.js';
import { charactersOf, EMPTY_CONTEXT, type Value } from '../values/value.js';

/** A file and the names under which it may hand on something of Clever's. */
export interface Carrier {
  readonly source: ts.SourceFile;
  readonly names: readonly string[];
}

/** The names of each file that are known to carry something of Clever's. */
type Carried = ReadonlyMap<ts.SourceFile, ReadonlySet<string>>;

/**
 * The top-level names of files that a Clever address goes into: `base` of `export const base = 'https://api.clever.com'`,
 * what is made of it in the same file, and what is made of that in files which import it.
 *
 * Files that import such a name need no trace of Clever of their own, so they are found by it.
 */
export function carriersOf(evaluation: Evaluation, hosts: readonly string[]): readonly Carrier[] {
  const carried = new Map<ts.SourceFile, Set<string>>();
  const waiting = [...addressesIn(evaluation, hosts)];
  const importersOf = openImporters(evaluation);
  for (const node of waiting) {
    const source = sourceOf(node);
    openBaseClass(node, evaluation);
    const known = carried.get(source) ?? new Set<string>();
    carried.set(source, known);
    const added = spread(topLevelNames(node), known, source, evaluation);
    for (const name of added) known.add(name);
    waiting.push(
      ...holdersElsewhere(node, evaluation),
      ...usesElsewhere(added, importersOf(source), evaluation).filter((use) =>
        isHandedOn(use, carried, evaluation, hosts),
      ),
    );
  }
  return [...carried].map(([source, found]) => ({ source, names: namesElsewhere(found, evaluation) }));
}

/** The objects of other files that a node is written into: `OpenAPI.BASE = 'https://…'`, `Object.assign(settings, { … })`. */
function holdersElsewhere(node: ts.Node, evaluation: Evaluation): readonly ts.Node[] {
  return targetsAround(node)
    .filter((target) => isImported(rootOf(target), evaluation))
    .flatMap((target) => evaluation.asOwnQuestion(() => evaluation.evaluate(target, EMPTY_CONTEXT), target))
    .flatMap((value) => originOf(value) ?? [])
    .filter((origin) => sourceOf(origin) !== sourceOf(node));
}

/** What a node is written into, by the code around it. */
function targetsAround(node: ts.Node): readonly ts.Expression[] {
  const targets: ts.Expression[] = [];
  for (let around = node.parent; !tsc.isSourceFile(around); around = around.parent) {
    const target = targetOf(around);
    if (target) targets.push(target);
  }
  return targets;
}

function targetOf(node: ts.Node): ts.Expression | undefined {
  if (tsc.isCallExpression(node)) return fillsObject(node) ? node.arguments[0] : undefined;
  const isWritten = tsc.isBinaryExpression(node) && isAssignment(node.operatorToken.kind) && isAccess(node.left);
  return isWritten ? node.left.expression : undefined;
}

/** Opens the file of the class above one that holds something of Clever's: the request may be sent there. */
function openBaseClass(node: ts.Node, evaluation: Evaluation): void {
  const around = tsc.findAncestor(node, tsc.isClassLike);
  // To ask for the class opens its file.
  if (around) lineage(around, evaluation);
}

/** Where names of a file are read in files that import them, by whatever name; a member of a namespace included. */
function usesElsewhere(
  names: readonly string[],
  { importers, isFromThere }: Importers,
  evaluation: Evaluation,
): readonly ts.Expression[] {
  if (names.length === 0 || importers.size === 0) return [];
  const everyName = namesElsewhere(new Set(names), evaluation);
  return [...importers].flatMap((importer) =>
    everyName
      .flatMap((name) => evaluation.index.identifiersIn(importer, name))
      .map((use) => (isMemberName(use) ? use.parent : use))
      .filter((use) => {
        const root = rootOf(use);
        return tsc.isIdentifier(root) && isFromThere(root.text, importer);
      })
      // The compiler is asked last, for it costs the most.
      .filter((use) => topLevelNames(use).length > 0 && isImported(rootOf(use), evaluation)),
  );
}

/** The files that import others, whose statements may be thousands. */
interface Imports {
  /** By the path of what is imported. */
  readonly importers: ReadonlyMap<string, ReadonlySet<ts.SourceFile>>;
  /** The paths of what each name stands for that a file gives to what it imports. */
  readonly origins: ReadonlyMap<ts.SourceFile, ReadonlyMap<string, ReadonlySet<string>>>;
}

function importsOf(evaluation: Evaluation): Imports {
  const importers = new Map<string, Set<ts.SourceFile>>();
  const origins = new Map<ts.SourceFile, Map<string, Set<string>>>();
  for (const specifier of evaluation.index.moduleSpecifiers) {
    const target = evaluation.imported(specifier.text, fileOf(specifier));
    if (target.kind !== 'module') continue;
    const source = specifier.getSourceFile();
    remembered(importers, target.file, () => new Set()).add(source);
    const byName = remembered(origins, source, () => new Map<string, Set<string>>());
    for (const name of namesOfImport(specifier)) remembered(byName, name, () => new Set()).add(target.file);
  }
  return { importers, origins };
}

function namesOfImport({ parent }: ts.StringLiteralLike): readonly string[] {
  if (tsc.isImportDeclaration(parent)) return importedNames(parent).map(({ text }) => text);
  const variable = tsc.isCallExpression(parent) ? tsc.findAncestor(parent, tsc.isVariableDeclaration) : undefined;
  return variable ? boundNames(variable.name) : [];
}

/** The files that import a file, or one that may hand its exports on. */
interface Importers {
  readonly importers: ReadonlySet<ts.SourceFile>;
  /** Whether a name of one of them stands for what it imports of these. */
  readonly isFromThere: (name: string, importer: ts.SourceFile) => boolean;
}

/** Finds the files that import a file, and those that import what hands its exports on (`export { url } from './base'`). */
function openImporters(evaluation: Evaluation): (source: ts.SourceFile) => Importers {
  const imports = importsOf(evaluation);
  const mayHandOn = oncePerObject(({ statements }: ts.SourceFile) => statements.some(tsc.isExportDeclaration));
  return (source) => {
    const reached = new Set([fileOf(source)]);
    const importers = new Set<ts.SourceFile>();
    for (const target of reached) {
      for (const importer of imports.importers.get(target) ?? []) {
        if (importer !== source) importers.add(importer);
        if (mayHandOn(importer)) reached.add(fileOf(importer));
      }
    }
    const isFromThere = (name: string, importer: ts.SourceFile): boolean =>
      [...(imports.origins.get(importer)?.get(name) ?? [])].some((origin) => reached.has(origin));
    return { importers, isFromThere };
  };
}

function isMemberName(node: ts.Node): node is ts.Identifier & { readonly parent: ts.PropertyAccessExpression } {
  return tsc.isPropertyAccessExpression(node.parent) && node.parent.name === node;
}

function rootOf(node: ts.Expression): ts.Expression {
  return tsc.isPropertyAccessExpression(node) ? rootOf(node.expression) : node;
}

/** Whether a name is read that an import, or `require`, declares. */
function isImported(node: ts.Expression, evaluation: Evaluation): boolean {
  if (!tsc.isIdentifier(node) || tsc.isImportOrExportSpecifier(node.parent)) return false;
  const declarations = symbolOf(node, evaluation.checker)?.declarations ?? [];
  return declarations.some((each) => {
    if (tsc.isImportSpecifier(each) || tsc.isImportClause(each) || tsc.isNamespaceImport(each)) return true;
    const variable = tsc.findAncestor(each, tsc.isVariableDeclaration);
    return variable?.initializer !== undefined && isRequire(variable.initializer);
  });
}

/** `require('./base')`, `require('./base').url`, `await import('./base')` */
function isRequire(node: ts.Expression): boolean {
  if (tsc.isPropertyAccessExpression(node) || tsc.isAwaitExpression(node)) return isRequire(node.expression);
  if (!tsc.isCallExpression(node)) return false;
  return node.expression.kind === tsc.SyntaxKind.ImportKeyword || calleeName(node.expression) === 'require';
}

/** Whether what is read is a Clever address, or is made by code that carries one. */
function isHandedOn(use: ts.Expression, carried: Carried, evaluation: Evaluation, hosts: readonly string[]): boolean {
  const values = evaluation.asOwnQuestion(() => evaluation.evaluate(use, EMPTY_CONTEXT), use);
  return values.some((value) => {
    if (value.kind === 'text') return isOfHost(charactersOf(value.pieces), hosts);
    const node = originOf(value);
    const names = node && carried.get(sourceOf(node));
    return names ? topLevelNames(node).some((name) => names.has(name)) : false;
  });
}

/** The code that makes a value. */
function originOf(value: Value): ts.Node | null {
  switch (value.kind) {
    case 'object':
    case 'function':
    case 'class':
    case 'instance':
      return value.node;
    case 'external':
      return value.steps.find((step) => step.kind === 'call')?.site.node ?? null;
    case 'array':
      return value.elements[0]?.node ?? null;
    case 'merge':
      return value.parts.map(originOf).find((node) => node !== null) ?? null;
    default:
      return null;
  }
}

/** Texts, environment variables and members of JSON that hold a host of Clever's. */
function addressesIn(evaluation: Evaluation, hosts: readonly string[]): readonly ts.Node[] {
  const { strings, templates } = evaluation.index;
  const holds = (text: string): boolean => hosts.some((host) => text.toLowerCase().includes(host));
  const settings = [...environmentReads(evaluation), ...dataReads(evaluation)];
  return [
    ...strings.filter(({ text }) => holds(text)),
    ...templates.filter((node) => holds(node.getText(sourceOf(node)))),
    ...settings.filter((node) => holdsHost(node, evaluation, hosts)),
  ];
}

/** `process.env.BASE`, `process.env['BASE']`, `Deno.env.get('BASE')`, `const { BASE } = process.env` */
function environmentReads(evaluation: Evaluation): readonly ts.Node[] {
  return evaluation.index.identifiers('env').flatMap((name) => readsOfObject(isMemberName(name) ? name.parent : name));
}

/** What is read of JSON that a file imports. */
function dataReads(evaluation: Evaluation): readonly ts.Node[] {
  return evaluation.index.moduleSpecifiers
    .filter(({ text }) => text.endsWith('.json'))
    .flatMap((specifier) => {
      const { parent } = specifier;
      if (tsc.isCallExpression(parent)) return [parent, ...namedReads(parent.parent, evaluation)];
      const names = tsc.isImportDeclaration(parent) ? importedNames(parent) : [];
      return names.flatMap(({ text }) => evaluation.index.identifiersIn(specifier.getSourceFile(), text));
    })
    .flatMap(readsOfObject);
}

/** The reads of the name that `const name = require('./settings.json')` declares. */
function namedReads(node: ts.Node, evaluation: Evaluation): readonly ts.Identifier[] {
  if (!tsc.isVariableDeclaration(node) || !tsc.isIdentifier(node.name)) return [];
  return evaluation.index.identifiersIn(sourceOf(node), node.name.text);
}

/** The reads of members that begin at an expression. */
function readsOfObject(node: ts.Expression): readonly ts.Node[] {
  const { parent } = node;
  if (tsc.isVariableDeclaration(parent) && parent.initializer === node)
    return tsc.isIdentifier(parent.name) ? [] : parent.name.elements.filter(tsc.isBindingElement);
  const isReceiver = (isAccess(parent) || tsc.isCallExpression(parent)) && parent.expression === node;
  return isReceiver ? [parent, ...readsOfObject(parent)] : [];
}

function importedNames({ importClause }: ts.ImportDeclaration): readonly ts.Identifier[] {
  const bindings = importClause?.namedBindings;
  const named =
    bindings && (tsc.isNamespaceImport(bindings) ? [bindings.name] : bindings.elements.map(({ name }) => name));
  return [...(importClause?.name ? [importClause.name] : []), ...(named ?? [])];
}

function holdsHost(node: ts.Node, evaluation: Evaluation, hosts: readonly string[]): boolean {
  return evaluation
    .evaluate(node, EMPTY_CONTEXT)
    .some((value) => value.kind === 'text' && isOfHost(charactersOf(value.pieces), hosts));
}

/** The statement of a file that a node is part of. */
function topLevelStatement(node: ts.Node): ts.Node | undefined {
  return tsc.findAncestor(node, (each) => each.parent !== undefined && tsc.isSourceFile(each.parent));
}

/** Names of the top-level declaration that a node is part of; `default` and `exports` for what has none. */
function topLevelNames(node: ts.Node): readonly string[] {
  const statement = topLevelStatement(node);
  return statement ? namesOfStatement(statement) : [];
}

function namesOfStatement(statement: ts.Node): readonly string[] {
  if (tsc.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  if (tsc.isExportAssignment(statement)) return ['default'];
  const isNamed =
    tsc.isFunctionDeclaration(statement) || tsc.isClassDeclaration(statement) || tsc.isEnumDeclaration(statement);
  if (isNamed) return [statement.name?.text ?? 'default', ...(isDefault(statement) ? ['default'] : [])];
  if (!tsc.isExpressionStatement(statement)) return [];
  if (tsc.isCallExpression(statement.expression)) return namesFilledBy(statement.expression);
  if (!tsc.isBinaryExpression(statement.expression)) return [];
  const target = statement.expression.left;
  const name = calleeName(target);
  return isExportsObject(target) ? ['exports'] : name ? [name] : [];
}

/** What a call puts something into: the exports, or the client whose interceptors it adds to. */
function namesFilledBy(call: ts.CallExpression): readonly string[] {
  if (fillsObject(call)) return ['exports'];
  const root = rootOf(call.expression);
  return tsc.isIdentifier(root) && namesLeadingTo(call.expression).includes('interceptors') ? [root.text] : [];
}

/** `Object.assign(module.exports, …)`; what has a name may be the exports, too. */
function fillsObject({ expression, arguments: [target] }: ts.CallExpression): boolean {
  const isFilling = [...FILLING_NAMES, 'defineProperty', 'defineProperties'].includes(calleeName(expression) ?? '');
  return isFilling && target !== undefined && (isExportsObject(target) || tsc.isIdentifier(target));
}

/**
 * The names, and those of declarations of the same file that use them.
 *
 * @param known names that were spread before, with all that use them
 * @returns none of these again
 */
function spread(
  names: readonly string[],
  known: ReadonlySet<string>,
  source: ts.SourceFile,
  evaluation: Evaluation,
): readonly string[] {
  const found = new Set(names.filter((name) => !known.has(name)));
  // One statement may declare thousands of names, and mention each of them.
  const seen = new Set<ts.Node>();
  for (const name of found) {
    for (const mention of evaluation.index.identifiersIn(source, name)) {
      const statement = topLevelStatement(mention);
      if (!statement || seen.has(statement)) continue;
      seen.add(statement);
      for (const each of namesOfStatement(statement)) if (!known.has(each)) found.add(each);
    }
  }
  return [...found];
}

/** The names, and those they are exported and imported under. */
function namesElsewhere(names: ReadonlySet<string>, evaluation: Evaluation): readonly string[] {
  return evaluation.index.aliasesOfAll(names);
}

function isDefault(node: ts.Statement): boolean {
  return (
    tsc.canHaveModifiers(node) &&
    (tsc.getModifiers(node)?.some((each) => each.kind === tsc.SyntaxKind.DefaultKeyword) ?? false)
  );
}
