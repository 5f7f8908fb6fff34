import type { ts } from 'ts-morph';
import { CALLED_EXPORTS, ROUTE_FILES, SETTINGS_FILE, WORKER_MEMBERS } from '../libraries/entry-points.js';
import { PAGE_LOADS } from '../libraries/frameworks.js';
import { isOfTests, isScript } from '../model/test-files.js';
import { fileOf } from '../program/program.js';
import type { Sources } from '../program/sources.js';
import { tsc } from '../syntax/compiler.js';
import { functionAround } from '../syntax/functions.js';
import type { Evaluation } from '../values/evaluation.js';
import { namesOf } from '../values/function-names.js';
import { exportsHolding } from './held-exports.js';

/**
 * Whether code outside the program may call an exported function, although the program calls it too: tests and scripts
 * call what is there for others, and a framework calls what its conventions or the settings of the program name.
 *
 * @param callers the calls of it that are known
 */
export function mayBeCalledFromOutside(
  scope: ts.FunctionLikeDeclaration,
  callers: readonly ts.Node[],
  evaluation: Evaluation,
): boolean {
  const file = fileOf(scope);
  if (functionAround(scope) || isBeside(file)) return false;
  const names = exportsHolding(scope, evaluation);
  if (!names.length) return false;
  return (
    callers.every((call) => isBeside(fileOf(call))) ||
    names.some((name) => isNamedByConvention(name, scope, evaluation.sources)) ||
    evaluation.sources.isEntry(file) ||
    names.some((name) => isNamedInSettings(file, name, evaluation.sources)) ||
    isExportedForNobody(file, names, callers, evaluation.sources)
  );
}

/** Whether a file stands beside the program: it tests it, or tries it by hand. */
function isBeside(file: string): boolean {
  return isOfTests(file) || isScript(file);
}

function isNamedByConvention(name: string, scope: ts.FunctionLikeDeclaration, sources: Sources): boolean {
  const file = fileOf(scope);
  if (CALLED_EXPORTS.has(name)) return true;
  if (name === PAGE_LOADS.name && PAGE_LOADS.file.test(file)) return true;
  if (name !== 'default') return false;
  if (isMemberOfObject(scope)) return namesOf(scope).some((each) => WORKER_MEMBERS.has(each));
  const folder = sources.packageOf(file);
  const path = folder === '' ? file : file.slice(folder.length + 1);
  return ROUTE_FILES.some((form) => form.test(path));
}

function isMemberOfObject({ parent }: ts.FunctionLikeDeclaration): boolean {
  return tsc.isObjectLiteralExpression(tsc.isPropertyAssignment(parent) ? parent.parent : parent);
}

/** `handler: src/auth.authorize` of `serverless.yml`; the folder is often that of the program once it is built. */
function isNamedInSettings(file: string, name: string, sources: Sources): boolean {
  const stem = file.slice(file.lastIndexOf('/') + 1).replace(/\.[cm]?[jt]sx?$/, '');
  return sources.filesHolding(`${stem}.${name}`, SETTINGS_FILE).length > 0;
}

/** Whether only the statements of the file itself call what it exports: they try it, and it is there for others. */
function isExportedForNobody(
  file: string,
  names: readonly string[],
  callers: readonly ts.Node[],
  sources: Sources,
): boolean {
  if (callers.some((call) => fileOf(call) !== file || functionAround(call))) return false;
  const isMeant = (importer: string): boolean =>
    names.some((name) => name === 'default' || sources.mentions(importer, name));
  return !sources.importersOf(file).some(isMeant);
}
