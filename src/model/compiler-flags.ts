/** What a configuration of the compiler says of the flags that decide what an error is. */
export type CompilerFlags = Readonly<Record<string, boolean>>;
