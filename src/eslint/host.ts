/**
 * What the rules need of ESLint, in the words that versions 9 and 10 share. Spelled out here because the published types
 * must not ask for ESLint where only the library is used.
 */

/** A place as ESLint counts: lines from 1, columns from 0. */
export interface HostPosition {
  readonly line: number;
  readonly column: number;
}

/** The text at hand, without its byte-order mark. */
export interface HostSourceCode {
  readonly text: string;
  getLocFromIndex(index: number): HostPosition;
}

/** Turns an edit into what ESLint applies; offsets are those of the text at hand. */
export interface HostFixer {
  replaceTextRange(range: [number, number], text: string): HostFix;
}

/** A replacement, as ESLint keeps it. */
export interface HostFix {
  range: [number, number];
  text: string;
}

/** What ESLint applies. */
export type HostFixFunction = (fixer: HostFixer) => HostFix;

/** One problem, as it is handed to ESLint. */
export interface HostReport {
  message: string;
  loc: { start: HostPosition; end: HostPosition };
  fix: HostFixFunction | null;
  suggest: { desc: string; fix: HostFixFunction }[];
}

/** How the text at hand was parsed. */
export interface HostLanguageOptions {
  readonly parser?: { readonly meta?: { readonly name?: string | undefined } | undefined } | undefined;
  readonly parserOptions?: { readonly ecmaFeatures?: { readonly jsx?: boolean | undefined } | undefined } | undefined;
}

/** What ESLint tells a rule about the file at hand. */
export interface HostContext {
  readonly cwd: string;
  /** Absolute as a rule; `<input>` or `<text>` for a text that has no file. */
  readonly filename: string;
  /** The file on disk that the text is a block of, where a processor took it out of one; else the same. */
  readonly physicalFilename: string;
  readonly sourceCode: HostSourceCode;
  readonly settings: object;
  readonly languageOptions: HostLanguageOptions;
  report(report: HostReport): void;
}

/** A rule in the form of ESLint. */
export interface EslintRule {
  meta: {
    type: 'problem';
    docs: { description: string; url: string; recommended: boolean; strict: boolean };
    schema: [];
    defaultOptions: [];
    messages: Record<string, string>;
    fixable?: 'code';
    hasSuggestions: boolean;
  };
  /** Takes a `HostContext`; says less here, because ESLint's own types do not know which language a rule is for. */
  create(context: object): { Program?: () => void; Document?: () => void };
}

/** One flat configuration. */
export interface EslintConfig {
  name: string;
  plugins: Record<string, EslintPlugin>;
  rules: Record<string, 'error' | 'warn'>;
}

/** A flat configuration that has ESLint read TypeScript. */
export interface EslintParserConfig {
  name: string;
  files: string[];
  /** Throws an error that names the package to install where there is no `@typescript-eslint/parser`. */
  languageOptions: { readonly parser: EslintParser };
}

/** What ESLint asks of a parser. */
export interface EslintParser {
  /** For ESLint alone to call; `never` fits whatever tree the types of a release of ESLint ask for. */
  parseForESLint(text: string, options?: object): never;
}

/** The plugin: what `import clever from 'clever-audit'` gives. */
export interface EslintPlugin {
  meta: { name: string; version: string; namespace: string };
  rules: Record<string, EslintRule>;
  configs: { recommended: EslintConfig; strict: EslintConfig; typescript: EslintParserConfig };
}
