/** The one function of `@babel/code-frame` that is used; the package itself brings no types. */
declare module '@babel/code-frame' {
  interface Position {
    readonly line: number;
    readonly column: number;
  }

  interface Options {
    readonly startLine: number;
    readonly linesAbove: number;
    readonly linesBelow: number;
    readonly highlightCode: boolean;
    readonly forceColor: boolean;
  }

  export function codeFrameColumns(
    text: string,
    location: { readonly start: Position; readonly end: Position },
    options: Options,
  ): string;
}
