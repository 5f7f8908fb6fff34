import type { ts } from 'ts-morph';
import { oncePerObject } from '../model/once-per-object.js';
import { tsc } from './compiler.js';

/** Names of the object that holds the globals. */
export const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(['global', 'globalThis', 'window', 'self']);

/** Globals that are the platform's own, whatever a program sets them to: https://developer.mozilla.org/docs/Web/API/Window */
export const PLATFORM_GLOBALS: ReadonlySet<string> = new Set([
  ...GLOBAL_OBJECTS,
  ...[
    'closed',
    'document',
    'event',
    'frames',
    'history',
    'length',
    'location',
    'name',
    'navigator',
    'opener',
    'origin',
  ],
  ...['parent', 'screen', 'status', 'top', 'console', 'localStorage', 'sessionStorage', 'Promise', 'XMLHttpRequest'],
  ...['module', 'exports', 'require', 'process', 'Buffer', 'define'],
]);

/** What only the files of a module system hold: `require('…')`, `module.exports`, `exports.load`, `define([…])`. */
const OF_MODULES = /\brequire\s*\(|\bexports\b|\bdefine\s*\(\s*\[/;

/** Files whose scripts keep what they declare for themselves. */
const OF_COMPONENTS = /\.(?:vue|svelte|astro)\b/;

/**
 * Whether a file is a plain script, whose names all scripts of a page share: it neither imports nor exports anything.
 *
 * https://developer.mozilla.org/en-US/docs/Web/JavaScript/Guide/Modules#other_differences_between_modules_and_classic_scripts
 */
export const isPlainScript = oncePerObject(
  (source: ts.SourceFile): boolean =>
    !source.statements.some(isOfModule) && !OF_COMPONENTS.test(source.fileName) && !OF_MODULES.test(source.text),
);

function isOfModule(statement: ts.Statement): boolean {
  if (tsc.isImportDeclaration(statement) || tsc.isImportEqualsDeclaration(statement)) return true;
  if (tsc.isExportDeclaration(statement) || tsc.isExportAssignment(statement)) return true;
  const modifiers = tsc.canHaveModifiers(statement) ? (tsc.getModifiers(statement) ?? []) : [];
  return modifiers.some(({ kind }) => kind === tsc.SyntaxKind.ExportKeyword);
}

/** What gives a name to all scripts of a page where it stands outside of all functions. */
export type SharedDeclaration = ts.VariableDeclaration | ts.FunctionDeclaration | ts.ClassDeclaration;

/** The declaration that a name stands in, if all scripts of a page share the name. */
export function sharedDeclarationAt(name: ts.Identifier): SharedDeclaration | null {
  const { parent } = name;
  const isDeclared =
    tsc.isVariableDeclaration(parent) || tsc.isFunctionDeclaration(parent) || tsc.isClassDeclaration(parent);
  return isDeclared && parent.name === name && isShared(parent) ? parent : null;
}

/** Whether all scripts of a page see what is declared here. */
export function isShared(declaration: SharedDeclaration): boolean {
  const statement = tsc.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  return tsc.isSourceFile(statement.parent) && isPlainScript(statement.parent);
}

/**
 * The names by which other scripts may know what a file makes: those that it sets as members of the global object, and, of a
 * plain script, all that it declares or sets as members of a name, which may be that of a parameter which holds it.
 */
export const namesForOthers = oncePerObject((source: ts.SourceFile): ReadonlySet<string> => {
  const names = new Set<string>();
  const pending: ts.Node[] = [source];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const name = nameForOthers(node, source);
    if (name !== null) names.add(name);
    tsc.forEachChild(node, (child) => void pending.push(child));
  }
  return names;
});

function nameForOthers(node: ts.Node, source: ts.SourceFile): string | null {
  if (tsc.isIdentifier(node)) return sharedDeclarationAt(node) ? node.text : null;
  if (!tsc.isBinaryExpression(node) || node.operatorToken.kind !== tsc.SyntaxKind.EqualsToken) return null;
  const { left } = node;
  if (tsc.isIdentifier(left)) return isPlainScript(source) ? left.text : null;
  return tsc.isPropertyAccessExpression(left) && mayHoldGlobals(left.expression, source) ? left.name.text : null;
}

function mayHoldGlobals(node: ts.Expression, source: ts.SourceFile): boolean {
  if (tsc.isIdentifier(node)) return GLOBAL_OBJECTS.has(node.text) || isPlainScript(source);
  return node.kind === tsc.SyntaxKind.ThisKeyword && isPlainScript(source);
}
