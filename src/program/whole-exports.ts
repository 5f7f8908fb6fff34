import type { ts } from 'ts-morph';
import { remembered } from '../model/remembered.js';
import { tsc } from '../syntax/compiler.js';

/** Found once in each program for each module: a ring of modules leads to all of it from each. */
const wholesKnown = new WeakMap<ts.TypeChecker, Map<ts.Symbol, readonly ts.Symbol[]>>();

/** The modules of which a module exports all: `export * from './students'`. */
export function modulesExportedWhole(module: ts.Symbol, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const known = remembered(wholesKnown, checker, () => new Map<ts.Symbol, readonly ts.Symbol[]>());
  return remembered(known, module, () => {
    const { declarations = [] } = module.exports?.get(tsc.InternalSymbolName.ExportStar) ?? {};
    return declarations.flatMap((each) => {
      const specifier = tsc.isExportDeclaration(each) ? each.moduleSpecifier : undefined;
      return (specifier && checker.getSymbolAtLocation(specifier)) ?? [];
    });
  });
}

/**
 * How many names the compiler puts together to know what a module exports: at each module on the way, all that is exported
 * by those behind it. Among modules that export all of each other, that is the square of their number.
 */
export function namesPutTogether(module: ts.Symbol, checker: ts.TypeChecker): number {
  const seen = new Set<ts.Symbol>();
  let sum = 0;
  const gather = (each: ts.Symbol): number => {
    if (seen.has(each)) return 0;
    seen.add(each);
    let names = each.exports?.size ?? 0;
    for (const next of modulesExportedWhole(each, checker)) names += gather(next);
    sum += names;
    return names;
  };
  gather(module);
  return sum;
}
