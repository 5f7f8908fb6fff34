import type { ts } from 'ts-morph';
import { fileOf } from '../program/program.js';
import { tsc } from '../syntax/compiler.js';
import { EMPTY_CONTEXT, type Value, type Values } from '../values/value.js';
import type { Evaluation } from '../values/evaluation.js';
import { memberNames } from '../values/objects.js';

/** The names under which a file exports a function, or what has it at any depth. */
export function exportsHolding(scope: ts.FunctionLikeDeclaration, evaluation: Evaluation): readonly string[] {
  const isMeant = (value: Value): boolean =>
    (value.kind === 'function' && value.node === scope) || (value.kind === 'class' && value.node === scope.parent);
  const file = fileOf(scope);
  return exportNames(file, evaluation).filter((name) =>
    evaluation.exported(file, name).some((value) => isOrHolds(value, isMeant, evaluation)),
  );
}

/** Whether a value is what is meant, or holds it at any depth. */
export function isOrHolds(
  value: Value,
  isMeant: (value: Value) => boolean,
  evaluation: Evaluation,
  seen = new Set<unknown>(),
): boolean {
  if (isMeant(value)) return true;
  const key = value.kind === 'module' ? value.file : value.kind === 'object' ? value.node : value;
  if (seen.has(key)) return false;
  seen.add(key);
  return heldBy(value, evaluation).some((each) => isOrHolds(each, isMeant, evaluation, seen));
}

/** What a module exports, or an object has. */
function heldBy(value: Value, evaluation: Evaluation): Values {
  const names = value.kind === 'module' ? exportNames(value.file, evaluation) : memberNames(value);
  const spread = value.kind === 'object' && tsc.isObjectLiteralExpression(value.node) ? value.node.properties : [];
  return [
    ...names.flatMap((name) => evaluation.member(value, name)),
    ...spread.flatMap((each) =>
      tsc.isSpreadAssignment(each) ? evaluation.evaluate(each.expression, EMPTY_CONTEXT) : [],
    ),
  ];
}

/** The names of what an opened file exports. */
export function exportNames(file: string, { index, checker }: Evaluation): readonly string[] {
  const source = index.fileAt(file);
  const symbol = source && checker.getSymbolAtLocation(source);
  return symbol ? checker.getExportsOfModule(symbol).map(({ name }) => name) : [];
}
