const BACKTICK = '`';
/** A comment that is closed, in one way only: what lies between its marks holds no second end. */
const COMMENT = String.raw`\/\*(?:[^*]|\*(?!\/))*\*\/`;
/** `from 'x'`, which ends every import and re-export that has a clause. */
const FROM_CLAUSE = new RegExp(String.raw`\bfrom\s*(?:${COMMENT}\s*)*(['"])([^'"\r\n]+)\1`, 'g');
/** `import 'x'`. */
const SIDE_EFFECT = /\bimport\s*(['"])([^'"\r\n]+)\1/g;
/** `import('x')` and `require('x')`, with the comments that bundlers read in front of the name. */
const CALL = new RegExp(
  String.raw`\b(?:import|require(?:\.resolve)?)\s*\(\s*(?:(?:${COMMENT}|\/\/[^\r\n]*(?=[\r\n]))\s*)*(['"${BACKTICK}])([^'"${BACKTICK}$\r\n]+)\1`,
  'g',
);

/**
 * The module specifiers that a text holds, each once, in no particular order.
 *
 * Nothing is parsed: a specifier in a comment or a string counts too. That does no harm, since what is looked for is
 * where something may come from, and the program's own imports decide later.
 */
export function specifiersIn(text: string): readonly string[] {
  const specifiers = new Set<string>();
  for (const pattern of [FROM_CLAUSE, SIDE_EFFECT, CALL]) {
    for (const match of text.matchAll(pattern)) specifiers.add(match[2] ?? '');
  }
  return [...specifiers];
}
