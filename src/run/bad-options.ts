import type { AuditOptions } from './audit-result.js';
import { KnownError } from '../discover/errors.js';
import { nearest } from '../config/nearest.js';

/** What a value must be, in words and as a test. */
interface Demand {
  readonly words: string;
  readonly test: (value: unknown) => boolean;
}

const text: Demand = { words: 'a string', test: (value) => typeof value === 'string' };

/** The options of the library function. What their types say, since JavaScript does not. */
const demands: Readonly<Record<keyof Omit<AuditOptions, 'rules'>, Demand>> = {
  cwd: text,
  root: text,
  paths: {
    words: 'an array of strings, at least one',
    test: (value) => Array.isArray(value) && value.length > 0 && value.every(text.test),
  },
  preset: oneOf(['recommended', 'strict']),
  target: oneOf(['v3.0', 'v3.1']),
  overlay: { words: 'a Map', test: (value) => value instanceof Map },
  isFileByFile: { words: 'a boolean', test: (value) => typeof value === 'boolean' },
  baseline: { words: 'a boolean', test: (value) => typeof value === 'boolean' },
  deleted: { words: 'a Set', test: (value) => value instanceof Set },
  idMap: { words: 'an object with a name and a Map of ids', test: isIdMap },
  wants: { words: 'a function', test: (value) => typeof value === 'function' },
  onProgress: { words: 'a function', test: (value) => typeof value === 'function' },
};

/**
 * Refuses options of the library function that are none, or whose value makes no sense.
 *
 * @param options as the caller wrote them
 * @throws KnownError that names the option
 */
export function refuseBadOptions(options: object): void {
  for (const [name, value] of Object.entries(options)) {
    const demand = (demands as Readonly<Record<string, Demand | undefined>>)[name];
    if (demand === undefined) throw unknownOption(name);
    if (value !== undefined && !demand.test(value)) {
      throw new KnownError(`Option '${name}' must be ${demand.words}, not ${show(value)}`);
    }
  }
}

function unknownOption(name: string): KnownError {
  const guess = nearest(name, Object.keys(demands));
  return new KnownError(`Unknown option '${name}'${guess === null ? '' : `; did you mean '${guess}'?`}`);
}

function oneOf(values: readonly string[]): Demand {
  return {
    words: values.map((value) => `'${value}'`).join(' or '),
    test: (value) => values.some((each) => each === value),
  };
}

function show(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value);
  return typeof value === 'string' ? `'${value}'` : String(value);
}

function isIdMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'name' in value && 'ids' in value && value.ids instanceof Map;
}
