import { tsc } from '../syntax/compiler.js';
import { spanOf } from '../program/program.js';
import type { ImportUsage, PackageCall } from '../model/usage.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT } from '../values/value.js';

/** `client.Student.find`: a model, as such packages call what stands for a kind of record, and a method of it. */
const MODEL = /^[A-Z]\w*$/;

/**
 * Ties the calls of models of a package to the imports of it.
 *
 * @param imports all imports of packages that mean Clever
 * @returns the same imports; a call is with the import of its own file, else with the first one of the package
 */
export function withCalls(imports: readonly ImportUsage[], evaluation: Evaluation): readonly ImportUsage[] {
  if (imports.length === 0) return imports;
  const calls = modelCalls(evaluation);
  return imports.map((usage) => {
    const ofPackage = imports.filter((other) => other.package === usage.package);
    const own = calls.filter(({ from, call }) => {
      const inFile = ofPackage.find(({ span }) => span.file === call.span.file);
      return from === usage.package && (inFile ?? ofPackage[0]) === usage;
    });
    return { ...usage, calls: own.map(({ call }) => call) };
  });
}

/** Calls of a model of any package, with the name of the package. */
function modelCalls(evaluation: Evaluation): readonly { readonly from: string; readonly call: PackageCall }[] {
  return evaluation.index.calls.flatMap(({ expression: method }) => {
    if (!tsc.isPropertyAccessExpression(method) || !tsc.isPropertyAccessExpression(method.expression)) return [];
    const model = method.expression;
    if (!MODEL.test(model.name.text)) return [];
    const [holder] = evaluation.evaluate(model.expression, EMPTY_CONTEXT);
    if (holder?.kind !== 'external' || !('module' in holder.root)) return [];
    const span = { ...spanOf(method), start: model.name.getStart() };
    return [{ from: holder.root.module, call: { model: model.name.text, method: method.name.text, span } }];
  });
}
