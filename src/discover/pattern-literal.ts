/** What a character class or an escape in it makes hard to tell apart from a literal. */
const HARD = /[\\\s]|\[[!^]?\]/;
/** Stars, question marks, and classes: what stands for characters that are not written. */
const WILD = /\[[^\]]*\]|[*?]/;

/**
 * A test that says, for the price of one regular expression, that none of a file's patterns can match a path.
 *
 * Each pattern is known by its longest stretch of literal text, which a path has to hold for the pattern to match it or
 * a folder above it; where the stretch is a whole name, a whole name of the path has to be it.
 *
 * @param text what a `.gitignore` holds
 * @returns true for every path that a pattern matches, and for some others; null where the text holds no pattern
 */
export function openLiteralTest(text: string): ((path: string) => boolean) | null {
  const patterns = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  if (patterns.length === 0) return null;
  const literals = patterns.map((pattern) => literalOf(pattern.replace(/^!/, '')));
  if (literals.includes(null)) return () => true;
  const test = new RegExp(literals.join('|'));
  return (path) => test.test(path);
}

/** Null for a pattern of which nothing is certain. */
function literalOf(pattern: string): string | null {
  if (HARD.test(pattern)) return null;
  const [longest] = pattern.split('/').flatMap(literalsOfName).sort(byLength);
  return longest ? longest.source : null;
}

interface Literal {
  readonly length: number;
  readonly source: string;
}

function literalsOfName(name: string): readonly Literal[] {
  const parts = name.split(WILD);
  return parts
    .map((part, index) => {
      const start = index === 0 ? '(?:^|/)' : '';
      const end = index === parts.length - 1 ? '(?:/|$)' : '';
      return { length: part.length, source: start + escape(part) + end };
    })
    .filter(({ length }) => length > 0);
}

function byLength(a: Literal, b: Literal): number {
  return b.length - a.length;
}

function escape(text: string): string {
  return text.replace(/[^\w/]/g, String.raw`\$&`);
}
