// Texts that look like those of an ordinary repository to a search, a parser and a linter.

const VERBS =
  'get load read find make build open close write send render update remove parse check merge filter sort'.split(' ');
const NOUNS = (
  'account order invoice report student teacher section school district lesson grade course term roster message ' +
  'button table dialog layout theme router store cache queue worker server client session token user level event ' +
  'filter column value index record field option version version service delivery calendar event review'
).split(' ');
const PROSE = (
  'the a of and to in is that it for every whatever never when where never reads writes keeps all values which level ' +
  'several people over each given here delivers returns caller called with without list lists until tells'
).split(' ');

/**
 * What writes texts with the numbers of one generator.
 *
 * @param {() => number} random see `randomFrom`
 */
export function writerOf(random) {
  const oneOf = (/** @type {readonly string[]} */ words) => words[Math.floor(random() * words.length)];
  const upper = (/** @type {string} */ word) => word[0].toUpperCase() + word.slice(1);
  const name = () => oneOf(VERBS) + upper(oneOf(NOUNS)) + upper(oneOf(NOUNS));
  const noun = () => oneOf(NOUNS);
  const prose = (/** @type {number} */ count) => Array.from({ length: count }, () => oneOf(PROSE)).join(' ');

  /** About 900 bytes of TypeScript: a type, and a function that works with it. */
  function block(/** @type {number} */ number) {
    const [type, first, second, third] = [`${upper(noun())}${upper(noun())}${number}`, noun(), noun(), noun()];
    const does = `${name()}${number}`;
    return `/**
 * ${upper(prose(12))}.
 *
 * @param ${first} ${prose(6)}
 */
export interface ${type} {
  readonly id: string;
  readonly ${first}Name: string | null;
  readonly ${second}Count: number;
  readonly ${third}s: readonly string[];
}

export async function ${does}(input: ${type}, limit = ${Math.floor(random() * 500)}): Promise<readonly string[]> {
  const ${first}List = input.${third}s.filter((value) => value.length > limit && value !== '${prose(2)}');
  // ${upper(prose(9))}.
  if (${first}List.length === 0) throw new Error(\`${prose(4)}: \${input.id}\`);
  const ${second}Map = new Map<string, number>();
  for (const each of ${first}List) {
    const known = ${second}Map.get(each) ?? 0;
    ${second}Map.set(each, known + input.${second}Count);
  }
  return [...${second}Map.keys()].map((key) => \`\${key}-${noun()}\`).sort();
}
`;
  }

  return { noun, prose, name, block };
}
