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

/** What a tree can be asked. */
type Question<Answer> = (tree: ts.SourceFile) => Answer;

/** Files that were parsed, for all programs that read them. A text is parsed again only where it has changed. */
export class Trees {
  readonly #known = new Map<string, { readonly text: string; readonly tree: ts.SourceFile }>();
  readonly #answers = new Map<Question<unknown>, Map<string, { readonly text: string; readonly answer: unknown }>>();
  #parsed = 0;

  /**
   * The tree of a text.
   *
   * @param path where the compiler has the file; its ending tells the language
   * @param options what the compiler says of the language, which follows from `compilerOptions`
   */
  parse(path: string, text: string, options: ts.CreateSourceFileOptions | ts.ScriptTarget): ts.SourceFile {
    const known = this.#known.get(path);
    if (known?.text === text) return known.tree;
    const tree = this.#parse(path, text, options);
    this.#known.set(path, { text, tree });
    return tree;
  }

  /**
   * What a question about a text comes to. The answer is kept for as long as the text is the same; a tree that no program
   * has is not.
   *
   * @param question the same function each time, which asks nothing but the tree
   */
  ask<Answer>(path: string, text: string, question: Question<Answer>): Answer {
    const answers = this.#answers.get(question) ?? new Map<string, { text: string; answer: unknown }>();
    this.#answers.set(question, answers);
    const known = answers.get(path);
    if (known?.text === text) return known.answer as Answer;
    const opened = this.#known.get(path);
    const answer = question(opened?.text === text ? opened.tree : this.#parse(path, text, tsc.ScriptTarget.ESNext));
    answers.set(path, { text, answer });
    return answer;
  }

  /** How many texts were parsed. */
  get parsed(): number {
    return this.#parsed;
  }

  #parse(path: string, text: string, options: ts.CreateSourceFileOptions | ts.ScriptTarget): ts.SourceFile {
    this.#parsed += 1;
    return tsc.createSourceFile(path, text, options, true);
  }
}
