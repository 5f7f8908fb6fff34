import { pathOf, type Shape } from '../answers/shape.js';

/** How code gets from what a call resolves to at a member of the answer. */
export interface Accessor {
  /** The expression, from the name of the resolved value: `me.data.id`. */
  readonly text: string;
  /** Whether the resolved value is a response that may say that the request failed. */
  readonly isResponse: boolean;
}

/**
 * Spells the way to a member of the answer.
 *
 * @param name the variable that holds what the call resolves to
 * @param shape how that value holds the answer
 * @param path the member
 * @param typed whether the file is TypeScript, where the decoded body has no type of its own
 * @returns null where the answer cannot be reached in one expression
 */
export function spellAccess(name: string, shape: Shape, path: readonly string[], typed: boolean): Accessor | null {
  switch (shape.kind) {
    case 'body':
      return startsWith(path, shape.path)
        ? { text: member(name, path.slice(shape.path.length)), isResponse: false }
        : null;
    case 'holder':
      return spellHolder(name, shape, path, typed);
    default:
      return null;
  }
}

function spellHolder(
  name: string,
  shape: Shape & { kind: 'holder' },
  path: readonly string[],
  typed: boolean,
): Accessor | null {
  if (shape.methods['json']) {
    const body = typed ? `((await ${name}.json()) as ${typeOf(path)})` : `(await ${name}.json())`;
    return { text: member(body, path), isResponse: true };
  }
  const [entry] = Object.entries(shape.members);
  return entry ? spellAccess(`${name}.${entry[0]}`, entry[1], path, typed) : null;
}

/** `{ data: { id: string } }` for `data.id`. */
export function typeOf(path: readonly string[]): string {
  return path.reduceRight((inner, name) => `{ ${name}: ${inner} }`, 'string');
}

/** The part of the answer that a value holds, however it is wrapped. */
export function heldPath(shape: Shape): readonly string[] {
  return pathOf(shape) ?? [];
}

function member(base: string, path: readonly string[]): string {
  return [base, ...path].join('.');
}

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((name, index) => path[index] === name);
}
