import { posix } from 'node:path';
import type { CompilerConfiguration, CompilerConfigurations } from './compiler-configurations.js';
import type { JsonObject } from './loose-json.js';
import { foldersUpwards } from './project-path.js';
import type { CompilerFlags } from '../model/compiler-flags.js';

/** The flags that decide what an error is, each with the value that finds more of them. */
const STRICTEST: CompilerFlags = {
  strict: true,
  alwaysStrict: true,
  noImplicitAny: true,
  noImplicitThis: true,
  strictBindCallApply: true,
  strictBuiltinIteratorReturn: true,
  strictFunctionTypes: true,
  strictNullChecks: true,
  strictPropertyInitialization: true,
  useUnknownInCatchVariables: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  checkJs: true,
  erasableSyntaxOnly: true,
  exactOptionalPropertyTypes: true,
  isolatedModules: true,
  noFallthroughCasesInSwitch: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noPropertyAccessFromIndexSignature: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
};

/**
 * What the nearest configuration of a file says of these flags. Where several in one folder may be meant, that which finds
 * more errors counts.
 *
 * @returns only flags that are set
 */
export function compilerFlagsOf(file: string, configurations: CompilerConfigurations): CompilerFlags {
  const folder = foldersUpwards(file).find((each) => configurations.of(each).length > 0);
  if (folder === undefined) return {};
  // Those elsewhere that one refers to are of other packages.
  const own = configurations
    .of(folder)
    .filter((layers) => layers.at(-1)?.leafFolder === posix.normalize(folder || '.'));
  return own.map(flagsOf).reduce(stricterOf, {});
}

/** What is not read (a package has it, or a build writes it) may ask for anything. */
function flagsOf(configuration: CompilerConfiguration): CompilerFlags {
  return configuration.reduce<CompilerFlags>(
    (below, { options }) => ({ ...below, ...(options === null ? STRICTEST : flagsIn(options)) }),
    {},
  );
}

function flagsIn(options: JsonObject): CompilerFlags {
  const names = Object.keys(STRICTEST).filter((name) => typeof options[name] === 'boolean');
  return Object.fromEntries(names.map((name) => [name, options[name] === true]));
}

function stricterOf(one: CompilerFlags, other: CompilerFlags): CompilerFlags {
  const isStrict = (name: string): boolean => [one[name], other[name]].includes(STRICTEST[name]);
  const names = Object.keys({ ...one, ...other });
  return Object.fromEntries(names.map((name) => [name, isStrict(name) === STRICTEST[name]]));
}
