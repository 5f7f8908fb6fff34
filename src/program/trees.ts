import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';

/** How the compiler looks at every file; one set of options, so that a tree serves all programs. */
export function compilerOptions(): ts.CompilerOptions {
  return {
    allowJs: true,
    checkJs: false,
    noLib: true,
    jsx: tsc.JsxEmit.Preserve,
    module: tsc.ModuleKind.ESNext,
    moduleResolution: tsc.ModuleResolutionKind.Bundler,
    // A file without import or export is a module here too: its names are its own, and it may await at its top.
    moduleDetection: tsc.ModuleDetectionKind.Force,
    target: tsc.ScriptTarget.ESNext,
    types: [],
  };
}

/** Files that were parsed, for all programs that read them. A text is parsed again only where it has changed. */
export class Trees {
  readonly #known = new Map<string, { readonly text: string; readonly tree: ts.SourceFile }>();

  /**
   * The tree of a text.
   *
   * @param path where the compiler has the file; its ending tells the language
   * @param options what the compiler says of the language, which follows from `compilerOptions`
   */
  parse(path: string, text: string, options: ts.CreateSourceFileOptions | ts.ScriptTarget): ts.SourceFile {
    const known = this.#known.get(path);
    if (known?.text === text) return known.tree;
    const tree = tsc.createSourceFile(path, text, options, true);
    this.#known.set(path, { text, tree });
    return tree;
  }
}
