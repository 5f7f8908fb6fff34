import { groupBy } from '../model/group-by.js';

/** What a character class or an escape in it makes hard to tell apart from a literal. */
const HARD = /[\\\s]|\[[!^]?\]/;
/** Stars, question marks, and classes: what stands for characters that are not written. */
const WILD = /\[[^\]]*\]|[*?]/;

/**
 * A test that says, for a few look-ups, that none of a file's patterns can match a path.
 *
 * Each pattern is known by its longest stretch of literal text, which a path has to hold for the pattern to match it or
 * a folder above it; where the stretch is a whole name, a whole name of the path has to be it. The stretches are kept in
 * sets, so that a file of 100,000 patterns costs no more for each path than one of ten.
 *
 * @param text what a `.gitignore` holds
 * @returns true for every path that a pattern matches, and for some others; null where the text holds no pattern
 */
export function openLiteralTest(text: string): ((path: string) => boolean) | null {
  const patterns = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  if (patterns.length === 0) return null;
  const literals = patterns.map((pattern) => literalOf(pattern.replace(/^!/, '')));
  if (!literals.every((literal) => literal !== null)) return () => true;
  const known = new LiteralSet(literals);
  // Of a folder's files the names above are the same.
  let last = { folder: '', isIn: false };
  return (path) => {
    const start = path.lastIndexOf('/') + 1;
    const folder = path.slice(0, start);
    if (folder !== last.folder) last = { folder, isIn: folder.split('/').some((name) => known.isIn(name)) };
    return last.isIn || known.isIn(path.slice(start));
  };
}

/** A text that a name has to hold. */
interface Literal {
  readonly text: string;
  readonly begins: boolean;
  readonly ends: boolean;
}

/** Null for a pattern of which nothing is certain. */
function literalOf(pattern: string): Literal | null {
  if (HARD.test(pattern)) return null;
  const [longest] = pattern.split('/').flatMap(literalsOfName).sort(byLength);
  return longest ?? null;
}

function literalsOfName(name: string): readonly Literal[] {
  const parts = name.split(WILD);
  return parts
    .map((text, index) => ({ text, begins: index === 0, ends: index === parts.length - 1 }))
    .filter(({ text }) => text !== '');
}

function byLength(left: Literal, right: Literal): number {
  return right.text.length - left.text.length;
}

/** Literals by their lengths, of which there are few. */
class LiteralSet {
  readonly #whole: ReadonlySet<string>;
  readonly #first: readonly TextsOfLength[];
  readonly #last: readonly TextsOfLength[];
  readonly #inside: readonly TextsOfLength[];

  constructor(literals: readonly Literal[]) {
    const textsOf = (begins: boolean, ends: boolean): readonly string[] =>
      literals.filter((each) => each.begins === begins && each.ends === ends).map(({ text }) => text);
    this.#whole = new Set(textsOf(true, true));
    this.#first = byLengths(textsOf(true, false));
    this.#last = byLengths(textsOf(false, true));
    this.#inside = byLengths(textsOf(false, false));
  }

  /** Whether a name holds one of the literals where it has to be. */
  isIn(name: string): boolean {
    return (
      this.#whole.has(name) ||
      this.#first.some(({ length, texts }) => texts.has(name.slice(0, length))) ||
      this.#last.some(({ length, texts }) => name.length >= length && texts.has(name.slice(name.length - length))) ||
      this.#inside.some((those) => isInside(name, those))
    );
  }
}

interface TextsOfLength {
  readonly length: number;
  readonly texts: ReadonlySet<string>;
}

function byLengths(texts: readonly string[]): readonly TextsOfLength[] {
  return [...groupBy(texts, ({ length }) => length)].map(([length, group]) => ({ length, texts: new Set(group) }));
}

function isInside(name: string, { length, texts }: TextsOfLength): boolean {
  for (let start = 0; start + length <= name.length; start += 1) {
    if (texts.has(name.slice(start, start + length))) return true;
  }
  return false;
}
