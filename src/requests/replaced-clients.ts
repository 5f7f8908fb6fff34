import type { ts } from 'ts-morph';
import type { Client } from '../clients/client.js';
import { FETCH_STAND_INS, GLOBAL_OBJECTS, REPLACING_METHODS } from '../libraries/stand-ins.js';
import type { Sources } from '../program/sources.js';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { isAssignment } from '../syntax/writes.js';

/**
 * Finds the files, tests and what sets them up, that put something in the place of a client: what that answers to another
 * request nobody knows.
 *
 * A file counts if it leads to the code that makes the request by its imports, or imports nothing of the project, as a file
 * does that is run before all tests.
 *
 * @param file where the request is made
 */
export function filesReplacing(client: Client, file: string, sources: Sources): readonly string[] {
  const names = [...client.globals, ...client.modules];
  const leading = new Set([file]);
  for (const each of leading) for (const importer of sources.importersOf(each)) leading.add(importer);
  const mentioning = new Set(names.flatMap((name) => sources.filesMentioning(lastWord(name))));
  return [...mentioning].filter((each) => {
    if (each === file || !/\.[cm]?[jt]sx?$/.test(each)) return false;
    const isReplacing = replacesIn(each, client, sources, leading.has(each));
    // Nobody knows what a file does that cannot be read.
    return isReplacing ?? leading.has(each);
  });
}

/** Null for a file that is nested too deep for the parser, which calls itself for each level. */
function replacesIn(file: string, client: Client, sources: Sources, isLeading: boolean): boolean | null {
  try {
    const tree = tsc.createSourceFile(file, sources.text(file), tsc.ScriptTarget.ESNext, true);
    return replaces(tree, client) && (isLeading || !importsOfProject(tree, file, sources));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** `fetch` of `node-fetch`, as far as the index of words knows it. */
function lastWord(name: string): string {
  return name.split(/[^\w$]/).at(-1) ?? name;
}

function replaces(tree: ts.SourceFile, client: Client): boolean {
  return contains(tree, (node) => {
    if (tsc.isBinaryExpression(node)) return isAssignment(node.operatorToken.kind) && namesClient(node.left, client);
    if (tsc.isCallExpression(node)) return isReplacing(node, client);
    return tsc.isImportDeclaration(node) && client.globals.includes('fetch') && isStandIn(node.moduleSpecifier);
  });
}

/** `globalThis.fetch`, `axios.get` */
function namesClient(target: ts.Node, { globals, modules }: Client): boolean {
  if (!tsc.isPropertyAccessExpression(target) || !tsc.isIdentifier(target.expression)) return false;
  const holder = target.expression.text;
  return (GLOBAL_OBJECTS.has(holder) && globals.includes(target.name.text)) || modules.includes(holder);
}

/** `vi.spyOn(globalThis, 'fetch')`, `vi.stubGlobal('fetch', …)`, `sinon.stub(axios, 'get')`, `jest.mock('axios')` */
function isReplacing({ expression, arguments: given }: ts.CallExpression, { globals, modules }: Client): boolean {
  if (!tsc.isPropertyAccessExpression(expression) || !REPLACING_METHODS.has(expression.name.text)) return false;
  return given.some((argument) => {
    if (tsc.isStringLiteralLike(argument)) return globals.includes(argument.text) || modules.includes(argument.text);
    return tsc.isIdentifier(argument) && modules.includes(argument.text);
  });
}

function isStandIn(specifier: ts.Expression): boolean {
  return tsc.isStringLiteralLike(specifier) && FETCH_STAND_INS.has(specifier.text);
}

/** Whether a file imports another one of the project. */
function importsOfProject({ statements }: ts.SourceFile, file: string, sources: Sources): boolean {
  return statements.some(
    (statement) =>
      (tsc.isImportDeclaration(statement) || tsc.isExportDeclaration(statement)) &&
      statement.moduleSpecifier !== undefined &&
      tsc.isStringLiteralLike(statement.moduleSpecifier) &&
      sources.resolve(statement.moduleSpecifier.text, file) !== null,
  );
}
