import { InvalidArgumentError } from 'commander';

/**
 * Reads the number that an option takes.
 *
 * @throws InvalidArgumentError for what is no whole number
 */
export function toCount(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 0 or more.');
  return Number(text);
}
