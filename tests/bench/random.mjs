/**
 * A generator of numbers that gives the same row for the same seed on every machine (mulberry32).
 *
 * @param {number} seed an integer
 * @returns {() => number} what gives the next number, from 0 up to but not including 1
 */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
