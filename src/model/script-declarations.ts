/** Where people declare what a script exports, for the compiler that does not read the script itself. */
export interface ScriptDeclarations {
  /** `me.d.ts` beside `me.js` */
  readonly beside: string | null;
  /** Files with `declare module '*\/me.js'`. */
  readonly ambient: readonly string[];
}
