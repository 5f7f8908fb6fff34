/** What the command was asked to do. */
export interface Arguments {
  /** As typed; empty if none was. */
  readonly paths: readonly string[];
  readonly preset: 'recommended' | 'strict';
  readonly format: 'pretty' | 'json';
  readonly target: 'v3.0' | 'v3.1';
  readonly fix: boolean;
  readonly fixSuggestions: boolean;
  readonly diff: boolean;
  readonly staged: boolean;
  /** More warnings than this make the command exit with 1; null sets no limit. */
  readonly maxWarnings: number | null;
}

/** Either a run, or a text to print (help, version) and nothing else to do. */
export type Parsed =
  { readonly kind: 'run'; readonly arguments: Arguments } | { readonly kind: 'text'; readonly text: string };

/** What is asked for where the words say nothing else. */
export const defaults: Arguments = {
  paths: [],
  preset: 'recommended',
  format: 'pretty',
  target: 'v3.0',
  fix: false,
  fixSuggestions: false,
  diff: false,
  staged: false,
  maxWarnings: null,
};
