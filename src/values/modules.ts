import type { ts } from 'ts-morph';
import { appendAll } from '../model/append.js';
import { remembered } from '../model/remembered.js';
import { tsc } from '../syntax/compiler.js';
import { isExportsObject, statedExports } from '../syntax/exports.js';
import { fileOf } from '../program/program.js';
import { settledVariables } from './environment.js';
import type { Evaluation, Form } from './evaluation.js';
import { EMPTY_CONTEXT, type Value, type Values } from './value.js';

/** `import { get as load } from './api'`. */
export const importSpecifier: Form<ts.ImportSpecifier> = (node, _context, evaluation) =>
  settledVariables(
    importedName(node.parent.parent.parent, (node.propertyName ?? node.name).text, evaluation),
    node,
    evaluation,
  );

/** `import api from './api'`. */
export const importClause: Form<ts.ImportClause> = (node, _context, evaluation) =>
  importedName(node.parent, 'default', evaluation);

/** `import * as api from './api'`. */
export const namespaceImport: Form<ts.NamespaceImport> = (node, _context, evaluation) => [
  importedModule(node.parent.parent, evaluation),
];

/** `import api = require('./api')`. */
export const importEquals: Form<ts.ImportEqualsDeclaration> = (node, context, evaluation) => {
  const reference = node.moduleReference;
  if (!tsc.isExternalModuleReference(reference)) return evaluation.evaluate(reference, context);
  return tsc.isStringLiteralLike(reference.expression) ? required(reference.expression, evaluation) : [];
};

/** `require('./api')`: what the file assigns to `module.exports`, or its exports as a whole. */
export function required(specifier: ts.StringLiteralLike, evaluation: Evaluation): Values {
  const module = evaluation.imported(specifier.text, fileOf(specifier));
  if (module.kind !== 'module') return [module];
  const whole = evaluation.exported(module.file, 'module.exports');
  return whole.length ? whole : [module];
}

/**
 * What a file exports under a name, whichever of the module systems it speaks.
 *
 * @param source the file
 * @param name the exported name; `module.exports` for what CommonJS assigns as a whole
 */
export function exportedValues(source: ts.SourceFile, name: string, evaluation: Evaluation): Values {
  const own = ownExports(source, name, evaluation);
  return own.length || name === 'default' || name === 'module.exports' ? own : starExports(source, name, evaluation);
}

/** What a file exports under a name by itself, and not by `export *`. */
function ownExports(source: ts.SourceFile, name: string, evaluation: Evaluation): Values {
  if (isJson(source)) return jsonValues(source, name, evaluation);
  const isStated = statedExports(source).named.has(name);
  if (!isStated && !evaluation.index.identifiersIn(source, 'exports').length) return [];
  const found = [...declaredExports(source, name, evaluation), ...commonJsExports(source, name, evaluation)];
  if (found.length || name === 'module.exports') return found;
  const whole = wholeExports(source, evaluation);
  if (name === 'default') return whole;
  return whole.flatMap((value) => evaluation.member(value, name));
}

function importedName(
  declaration: ts.ImportDeclaration | ts.JSDocImportTag,
  name: string,
  evaluation: Evaluation,
): Values {
  const module = importedModule(declaration, evaluation);
  return evaluation.member(module, name);
}

function importedModule(declaration: ts.ImportDeclaration | ts.JSDocImportTag, evaluation: Evaluation): Value {
  const specifier = declaration.moduleSpecifier as ts.StringLiteral;
  return evaluation.imported(specifier.text, fileOf(declaration));
}

function declaredExports(source: ts.SourceFile, name: string, evaluation: Evaluation): Values {
  return (statedExports(source).named.get(name) ?? []).flatMap(({ statement }): Values => {
    if (tsc.isExportAssignment(statement)) return evaluation.evaluate(statement.expression, EMPTY_CONTEXT);
    if (tsc.isExportDeclaration(statement)) return exportDeclaration(statement, name, evaluation);
    if (tsc.isVariableStatement(statement)) return exportedVariables(statement, name, evaluation);
    return evaluation.evaluate(statement, EMPTY_CONTEXT);
  });
}

/** `export { a as b }`, `export { a } from './a'`, `export * as a from './a'`. */
function exportDeclaration(statement: ts.ExportDeclaration, name: string, evaluation: Evaluation): Values {
  const clause = statement.exportClause;
  if (!clause) return [];
  if (tsc.isNamespaceExport(clause)) return [reexported(statement, evaluation)];
  const specifier = clause.elements.find((element) => element.name.text === name);
  if (!specifier) return [];
  const original = specifier.propertyName ?? specifier.name;
  if (statement.moduleSpecifier) return evaluation.member(reexported(statement, evaluation), original.text);
  return tsc.isIdentifier(original) ? evaluation.evaluate(original, EMPTY_CONTEXT) : [];
}

/** `export * from './a'`: what the first module on the way has by itself. */
function starExports(source: ts.SourceFile, name: string, evaluation: Evaluation): Values {
  for (const file of exportedWhole(source, evaluation)) {
    // One that is not open is asked for.
    const next = evaluation.opened(file);
    const found = next ? ownExports(next, name, evaluation) : [];
    if (found.length) return found;
  }
  return [];
}

const exportedWholes = new WeakMap<ts.TypeChecker, Map<ts.SourceFile, readonly string[]>>();

/**
 * The files of which a file exports all, at any distance, in the order in which they are looked into.
 *
 * Each comes once. Between modules that export each other, there are as many ways as orders of the modules.
 */
function exportedWhole(source: ts.SourceFile, evaluation: Evaluation): readonly string[] {
  const known = remembered(exportedWholes, evaluation.checker, () => new Map<ts.SourceFile, readonly string[]>());
  return remembered(known, source, () => {
    const seen = new Set<string>();
    const open = namedWhole(source, evaluation).reverse();
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      if (seen.has(file) || file === fileOf(source)) continue;
      seen.add(file);
      const next = evaluation.opened(file);
      if (next) appendAll(open, namedWhole(next, evaluation).reverse());
    }
    return [...seen];
  });
}

/** The files of which a file says that it exports all, in the order in which it names them. */
function namedWhole(source: ts.SourceFile, evaluation: Evaluation): string[] {
  return statedExports(source).wholes.flatMap((statement) => {
    const module = reexported(statement, evaluation);
    return module.kind === 'module' ? [module.file] : [];
  });
}

function reexported(statement: ts.ExportDeclaration, evaluation: Evaluation): Value {
  const specifier = statement.moduleSpecifier as ts.StringLiteral;
  return evaluation.imported(specifier.text, fileOf(statement));
}

function exportedVariables(statement: ts.VariableStatement, name: string, evaluation: Evaluation): Values {
  return statement.declarationList.declarations.flatMap((declaration) =>
    variableNamed(declaration.name, name, evaluation),
  );
}

function variableNamed(pattern: ts.BindingName, name: string, evaluation: Evaluation): Values {
  if (tsc.isIdentifier(pattern)) return pattern.text === name ? evaluation.evaluate(pattern, EMPTY_CONTEXT) : [];
  return pattern.elements.flatMap((element) =>
    tsc.isBindingElement(element) ? variableNamed(element.name, name, evaluation) : [],
  );
}

/** `exports.name = …`, `module.exports.name = …`. */
function commonJsExports(source: ts.SourceFile, name: string, evaluation: Evaluation): Values {
  if (name === 'module.exports') return wholeExports(source, evaluation);
  const values = evaluation.index
    .assignmentsTo(name)
    .filter((each) => each.source === source && isExportsOf(source, each.target.expression, evaluation))
    .flatMap(({ value }) => evaluation.evaluate(value, EMPTY_CONTEXT));
  appendAll(values, definedExports(source, name, evaluation));
  // Compilers announce an export as `exports.name = void 0` before they assign it.
  const set = values.filter((value) => value.kind !== 'nothing');
  return set.length ? set : values;
}

/** `Object.defineProperty(exports, 'name', { get() { … } })` */
function definedExports(source: ts.SourceFile, name: string, evaluation: Evaluation): Values {
  return callsOnExports('defineProperty', source, evaluation).flatMap(([key, description]) => {
    if (!key || !description || !tsc.isStringLiteralLike(key) || key.text !== name) return [];
    return evaluation.evaluate(description, EMPTY_CONTEXT).flatMap((each) => {
      const site = { node: null, arguments: [], context: EMPTY_CONTEXT };
      const got = evaluation.member(each, 'get').flatMap((getter) => evaluation.invoke(getter, site, false));
      return [...evaluation.member(each, 'value'), ...got];
    });
  });
}

/** What the calls `Object.method(exports, …)` of a file are handed behind the exports. */
function callsOnExports(
  method: string,
  source: ts.SourceFile,
  evaluation: Evaluation,
): readonly (readonly ts.Expression[])[] {
  return evaluation.index
    .callsNamed(method)
    .filter((call) => call.getSourceFile() === source)
    .flatMap((call) => {
      const [target, ...rest] = call.arguments ?? [];
      return target && isExportsOf(source, target, evaluation) ? [rest] : [];
    });
}

/** `module.exports = …`, and what is assigned into it: `Object.assign(module.exports, …)`. */
function wholeExports(source: ts.SourceFile, evaluation: Evaluation): Values {
  const set = evaluation.index
    .assignmentsTo('exports')
    .filter((each) => each.source === source && isExportsObject(each.target))
    .map(({ value }) => value);
  const added = callsOnExports('assign', source, evaluation).flat();
  return [...set, ...added].flatMap((value) => evaluation.evaluate(value, EMPTY_CONTEXT));
}

/** Whether an expression is the exports of its file, by themselves or under a name: `var api = exports`. */
function isExportsOf(source: ts.SourceFile, node: ts.Expression, evaluation: Evaluation): boolean {
  if (isExportsObject(node)) return true;
  if (!tsc.isIdentifier(node)) return false;
  const values = evaluation.evaluate(node, EMPTY_CONTEXT);
  return values.some((value) => value.kind === 'module' && value.file === fileOf(source));
}

function jsonValues(source: ts.JsonSourceFile, name: string, evaluation: Evaluation): Values {
  const [statement] = source.statements;
  const values = statement ? evaluation.evaluate(statement.expression, EMPTY_CONTEXT) : [];
  if (name === 'default' || name === 'module.exports') return values;
  return values.flatMap((value) => evaluation.member(value, name));
}

function isJson(source: ts.SourceFile): source is ts.JsonSourceFile {
  return source.fileName.endsWith('.json');
}
