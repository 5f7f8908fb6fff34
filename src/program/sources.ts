import type { CompilerFlags } from '../model/compiler-flags.js';
import type { ScriptDeclarations } from '../model/script-declarations.js';
import type { Span } from '../model/spans.js';
import type { Template } from '../model/template.js';

/** A value of an environment variable and where it is written. */
export interface EnvironmentValue {
  readonly value: string;
  /** Null for a value that no file of the program holds. */
  readonly span: Span | null;
  /** False where the written text is not letter for letter the value (`${HOST}/me`). */
  readonly verbatim: boolean;
  /** Whether it refers to more variables than are looked up, so that it is not known. */
  readonly isCut?: boolean;
}

/** What is to be known of a component, or a page, beside its scripts. */
export interface ComponentFacts {
  /** Under which extension the scripts can be read as one program. */
  readonly extension: '.ts' | '.tsx';
  /** Whether the template mentions a name in its code. */
  mentions(name: string): boolean;
  /** What the template does with names of the scripts. */
  template(): Template;
}

/** What is to be known of the templates that a server shows. */
export interface ViewFacts {
  /** The views that a name means which a file, or another view, shows. */
  find(name: string, from: string): readonly string[];
  /** What a view does with the names that it is given. */
  template(file: string): Template;
  /** The views that another one may be shown inside of. */
  layoutsOf(file: string): readonly string[];
  /** The views of the package of a file that mention a name. */
  mentioning(name: string, from: string): readonly string[];
}

/** What the scan asks of the files of a project. File names are relative to the root, with forward slashes. */
export interface Sources {
  /** The text without its byte-order mark; of a file that holds scripts among other things, with those things blanked. */
  text(file: string): string;
  /** All of the text, whatever the file holds. */
  wholeText(file: string): string;
  /** Of a file that holds scripts among other things, what is to be known of it; null for any other. */
  component(file: string): ComponentFacts | null;
  readonly views: ViewFacts;
  /** The file a module specifier leads to, or null for one outside the project. */
  resolve(specifier: string, fromFile: string): string | null;
  /** The files that import this one. */
  importersOf(file: string): readonly string[];
  /** Where people declare what a script exports. */
  declarationsOf(script: string): ScriptDeclarations;
  /** Other files that may import it in a way that nobody resolves: by an alias of a bundler, by a computed specifier. */
  mayImport(file: string): readonly string[];
  /** Whether a file may take all that another one exports: to export it again, or to take one of it by a computed name. */
  mayTakeWhole(importer: string, file: string): boolean;
  /** Whether a source file holds an identifier as a whole word. */
  mentions(file: string, name: string): boolean;
  /** All source files that do, in no order. */
  filesMentioning(name: string): readonly string[];
  /** All files with such a name, or any, that hold a text, those that are no source files among them. */
  filesHolding(text: string, form?: RegExp): readonly string[];
  /** The folder of the package that a file belongs to; empty for the root. */
  packageOf(file: string): string;
  /** Whether a manifest, or the settings of a deployment, hand what a file exports to code outside of the project. */
  isEntry(file: string): boolean;
  /** Whether the manifest of a package that is not private names a file as what the package exports. */
  isPublished(file: string): boolean;
  /** Whether a manifest names a file as a command of its package, or only says that the package has some. */
  commandsOf(file: string): 'file' | 'package' | null;
  /** What the user's compiler is told of what an error is. */
  compilerFlagsOf(file: string): CompilerFlags;
  /** What an environment variable can be for the code in a file. */
  environmentValues(name: string, file: string): readonly EnvironmentValue[];
}

/** The files of the project that module specifiers of a file lead to. */
export function resolvedFiles(specifiers: Iterable<string>, fromFile: string, sources: Sources): ReadonlySet<string> {
  return new Set([...specifiers].flatMap((specifier) => sources.resolve(specifier, fromFile) ?? []));
}
