import type { ts } from 'ts-morph';
import { appendAll } from '../model/append.js';
import { modulesExportedWhole } from '../program/whole-exports.js';
import { tsc } from '../syntax/compiler.js';

/**
 * What an import, or an export of what another module exports, stands for in the end.
 *
 * The compiler gathers all that a module exports before it looks for one name. In modules that `export *` from each
 * other, that takes the square of their number for each of them.
 */
export function aliasedSymbol(alias: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  const seen = new Set<ts.Symbol>();
  let symbol = alias;
  while (isAliasOnly(symbol) && !seen.has(symbol)) {
    seen.add(symbol);
    const next = exportNamedBy(symbol.declarations?.[0], checker);
    if (!next) break;
    symbol = next;
  }
  return symbol.flags & tsc.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function isAliasOnly({ flags }: ts.Symbol): boolean {
  const { Alias, Value, Type, Namespace } = tsc.SymbolFlags;
  return Boolean(flags & Alias) && !(flags & (Value | Type | Namespace));
}

/** What a declaration takes from a module: what it exports under a name, or the module itself; undefined if only the compiler knows. */
export function exportNamedBy(node: ts.Declaration | undefined, checker: ts.TypeChecker): ts.Symbol | undefined {
  if (!node) return undefined;
  if (tsc.isImportSpecifier(node)) return exportNamed(node, node.parent.parent.parent.moduleSpecifier, checker);
  if (tsc.isExportSpecifier(node)) return exportNamed(node, node.parent.parent.moduleSpecifier, checker);
  if (tsc.isNamespaceImport(node)) return moduleAt(node.parent.parent.moduleSpecifier, checker);
  return tsc.isNamespaceExport(node) ? moduleAt(node.parent.moduleSpecifier, checker) : undefined;
}

function exportNamed(
  { propertyName, name }: ts.ImportOrExportSpecifier,
  specifier: ts.Expression | undefined,
  checker: ts.TypeChecker,
): ts.Symbol | undefined {
  const module = moduleAt(specifier, checker);
  return module && memberOf(module, (propertyName ?? name).text, checker);
}

/** `me` of `students.me`, with `import * as students`; undefined if only the compiler knows. */
export function memberOfNamespace(namespace: ts.Symbol, name: string, checker: ts.TypeChecker): ts.Symbol | undefined {
  const module =
    namespace.declarations?.some(tsc.isNamespaceImport) && exportNamedBy(namespace.declarations[0], checker);
  return module ? memberOf(module, name, checker) : undefined;
}

/** The module that a specifier leads to; undefined with `export =` or `module.exports`, whose interop the compiler knows. */
function moduleAt(specifier: ts.Expression | undefined, checker: ts.TypeChecker): ts.Symbol | undefined {
  const module = specifier && checker.getSymbolAtLocation(specifier);
  return module?.exports?.has(tsc.InternalSymbolName.ExportEquals) ? undefined : module;
}

/** What a module exports under a name: itself, or by the first `export *` that has it. */
function memberOf(module: ts.Symbol, name: string, checker: ts.TypeChecker): ts.Symbol | undefined {
  // `default` can be the module itself.
  if (name === 'default') return undefined;
  const seen = new Set<ts.Symbol>();
  const open = [module];
  for (let next = open.pop(); next; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const own = next.exports?.get(tsc.escapeLeadingUnderscores(name));
    if (own) return own;
    appendAll(open, modulesExportedWhole(next, checker).toReversed());
  }
  return undefined;
}
