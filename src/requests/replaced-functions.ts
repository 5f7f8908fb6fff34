import { posix } from 'node:path';
import { remembered } from '../model/remembered.js';
import { MODULE_STAND_INS, REPLACING_FUNCTIONS, REPLACING_METHODS } from '../libraries/stand-ins.js';
import { resolvedFiles, type Sources } from '../program/sources.js';
import type { Trees } from '../program/trees.js';
import { specifiersExportedAgain } from '../syntax/exports.js';
import { askFile, isScript, mayRunBefore, openLeadingFiles, type LeadingFiles } from './replacing-files.js';
import { replacedBy, type Replaced, type ReplacedMember, type ReplacedModule } from './replacing-code.js';

/** Something of the program that others call, or read, and that something else can stand in for. */
export interface Replaceable {
  readonly file: string;
  /** The names that it has itself: `getMe`. */
  readonly names: readonly string[];
  /** The names of what it stands in: `clever` of `const clever = { getMe }`. */
  readonly around: readonly string[];
}

/** A file that puts something in the place of a part of the program. */
export interface Replacement {
  readonly file: string;
  /** Whether all of the module is replaced, and not one function for those that call it by its name. */
  readonly isOfModule: boolean;
}

/** Finds the files, tests and what sets them up, that put something in the place of a part of the program. */
export type Replacements = (part: Replaceable) => readonly Replacement[];

/** Words of which one stands in each file that puts something in the place of another thing, unless it assigns it. */
const WORDS: readonly string[] = [
  ...REPLACING_METHODS,
  ...REPLACING_FUNCTIONS,
  ...[...MODULE_STAND_INS].map((name) => name.split('-').at(-1) ?? name),
  'provide',
];

/** Looks at each file once, and for each part once, however many requests are asked about. */
export function openReplacedFunctions(sources: Sources, trees: Trees): Replacements {
  const exporting = new Map<string, ReadonlySet<string>>();
  const exportedAgain = openExportedAgain(sources, trees);
  const known = new Map<string, readonly Replacement[]>();
  const leadingTo = openLeadingFiles(sources);
  return (part) => {
    const { file, names, around } = part;
    const find = (): readonly Replacement[] => {
      const findExporting = (): ReadonlySet<string> => modulesExporting(file, exportedAgain, sources);
      const modules = { leadingTo, exporting: remembered(exporting, file, findExporting) };
      return replacementsOf(part, modules, sources, trees);
    };
    return remembered(known, JSON.stringify([file, names, around]), find);
  };
}

/** Files by which others come to a part of the program. */
interface Modules {
  readonly leadingTo: LeadingFiles;
  /** Its file, and all that export again what it exports. */
  readonly exporting: ReadonlySet<string>;
}

function replacementsOf(part: Replaceable, modules: Modules, sources: Sources, trees: Trees): readonly Replacement[] {
  return candidatesFor(part, modules, sources).flatMap((file) => {
    const replaced = askFile(file, replacedBy, sources, trees);
    // What cannot be read may replace anything.
    if (!replaced) return modules.leadingTo(part.file).has(file) ? [{ file, isOfModule: true }] : [];
    const place = { file, replaced, modules, sources };
    const isOfModule = replaced.modules.some((each) => isModuleOf(part, each, place));
    const isMember = replaced.members.some((each) => isMemberOf(part, each, place));
    return isOfModule || isMember ? [{ file, isOfModule }] : [];
  });
}

/** The files of which one exports something again. */
type ExportedAgain = (importer: string) => ReadonlySet<string>;

/** Looks at each file once. */
function openExportedAgain(sources: Sources, trees: Trees): ExportedAgain {
  const known = new Map<string, ReadonlySet<string>>();
  return (importer) =>
    remembered(known, importer, () => {
      const specifiers = askFile(importer, specifiersExportedAgain, sources, trees) ?? [];
      return resolvedFiles(specifiers, importer, sources);
    });
}

/** A file, and all that export again what it exports. */
function modulesExporting(file: string, exportedAgain: ExportedAgain, sources: Sources): ReadonlySet<string> {
  const exporting = new Set([file]);
  for (const each of exporting)
    for (const importer of sources.importersOf(each)) if (exportedAgain(importer).has(each)) exporting.add(importer);
  return exporting;
}

/** The other files that may put something in the place of a part: those that lead to it, and those that mention its module. */
function candidatesFor({ file, names }: Replaceable, { leadingTo }: Modules, sources: Sources): readonly string[] {
  const { dir, name } = posix.parse(file);
  const module = name === 'index' ? posix.basename(dir) : name;
  const words = [...WORDS, ...names];
  return [...new Set([...leadingTo(file), ...sources.filesMentioning(module)])].filter(
    (each) => each !== file && isScript(each) && words.some((word) => sources.mentions(each, word)),
  );
}

/** Where something is replaced. */
interface Place {
  readonly file: string;
  readonly replaced: Replaced;
  readonly modules: Modules;
  readonly sources: Sources;
}

function isModuleOf(part: Replaceable, { specifier, from, names }: ReplacedModule, place: Place): boolean {
  const { file, modules, sources } = place;
  const seenFrom = from === null ? file : sources.resolve(from, file);
  const module = seenFrom === null ? null : sources.resolve(specifier, seenFrom);
  if (module === null || !modules.exporting.has(module)) return false;
  // Another module may export it by another name.
  const known = module === part.file ? [...part.names, ...part.around, 'default'] : (names ?? []);
  return names?.some((name) => known.includes(name)) ?? true;
}

function isMemberOf(part: Replaceable, { holder, member, isNamesake }: ReplacedMember, place: Place): boolean {
  const { file, replaced, sources, modules } = place;
  if (!mayRunBefore(part.file, place, modules.leadingTo, sources)) return false;
  const binding = replaced.bindings.get(holder[0] ?? '');
  const module = binding ? sources.resolve(binding.specifier, file) : null;
  // What comes from a package, or from another module of the program, is another thing of the same name.
  if (binding && !(module !== null && modules.leadingTo(part.file).has(module))) return false;
  if (isNamesake && !binding) return false;
  const name = holder.at(-1) ?? '';
  if (member !== null) return part.names.includes(member) || part.names.includes(name);
  const isWhole = binding?.isWhole === true && holder.length === 1;
  return isWhole || part.names.includes(name) || part.around.includes(name);
}
