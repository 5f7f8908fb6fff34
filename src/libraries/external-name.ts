/** What a program gets from its runtime or from a package, by the members that lead to it. */
export interface ExternalName {
  /** The package, or the global: `zod`, `console`. */
  readonly root: string;
  readonly isGlobal: boolean;
  /** `log` of `console.log`; a type that was declared as `:Logger`. */
  readonly members: readonly string[];
}
