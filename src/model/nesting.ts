/** As many levels; the readers of YAML call themselves for each, and at the end of the stack the process may end. */
const MAXIMUM_LEVELS = 300;

/** Whether lists and maps of a YAML text are nested deeper than anybody writes them; no parser is asked. */
export function isNestedTooDeep(text: string): boolean {
  return deepestBrackets(text) > MAXIMUM_LEVELS || /(?:^|\n)(?:[ -] ){300}/.test(text);
}

function deepestBrackets(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
