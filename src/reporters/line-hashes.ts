/** How many characters a hash looks ahead, and the base of its polynomial: what GitHub's code scanning computes with. */
const BLOCK = 100;
const BASE = 37n;
const FIRST_POWER = power(BASE, BLOCK);
const END_OF_FILE = 65_535;
const [TAB, SPACE, LINE_FEED, CARRIAGE_RETURN] = [9, 32, 10, 13];

/**
 * Hashes each line of a text as GitHub's code scanning does, so that an alert keeps its identity when its line moves: over
 * the 100 characters from the line's start that are neither blank nor tab, with a number for the lines that are equal.
 *
 * @param text the text of a file
 * @returns the hash of each line, the first at index 0: `271789c17abda88f:1`
 */
export function hashLines(text: string): readonly string[] {
  const rolling = new RollingHash();
  let isLineStart = true;
  let followsReturn = false;
  let line = 0;
  const take = (given: number): void => {
    if (given === SPACE || given === TAB || (followsReturn && given === LINE_FEED)) {
      followsReturn = false;
      return;
    }
    followsReturn = given === CARRIAGE_RETURN;
    const code = followsReturn ? LINE_FEED : given;
    rolling.push(code, isLineStart ? line++ : null);
    isLineStart = code === LINE_FEED;
  };
  for (let index = 0; index < text.length; index += 1) take(text.charCodeAt(index));
  take(END_OF_FILE);
  rolling.finish();
  return rolling.hashes;
}

/** A hash over the last characters, and the lines that began among them. */
class RollingHash {
  readonly hashes: string[] = [];
  readonly #window = new Array<number>(BLOCK).fill(0);
  readonly #lines = new Array<number | null>(BLOCK).fill(null);
  readonly #counts = new Map<string, number>();
  #value = 0n;
  #index = 0;

  /** Takes a character in, and the line that begins with it. */
  push(code: number, line: number | null): void {
    this.#close();
    this.#lines[this.#index] = line;
    this.#update(code);
  }

  /** Closes the lines that are shorter than what a hash looks at. */
  finish(): void {
    for (let step = 0; step < BLOCK; step += 1) {
      this.#close();
      this.#update(0);
    }
  }

  /** The character that leaves the window began a line: all that its hash covers has been seen. */
  #close(): void {
    const line = this.#lines[this.#index] ?? null;
    if (line === null) return;
    const hash = this.#value.toString(16);
    const count = (this.#counts.get(hash) ?? 0) + 1;
    this.#counts.set(hash, count);
    this.hashes[line] = `${hash}:${count}`;
    this.#lines[this.#index] = null;
  }

  #update(code: number): void {
    const leaving = BigInt(this.#window[this.#index] ?? 0);
    this.#window[this.#index] = code;
    this.#value = BigInt.asUintN(64, BASE * this.#value + BigInt(code) - FIRST_POWER * leaving);
    this.#index = (this.#index + 1) % BLOCK;
  }
}

function power(base: bigint, exponent: number): bigint {
  let result = 1n;
  for (let step = 0; step < exponent; step += 1) result = BigInt.asUintN(64, result * base);
  return result;
}
