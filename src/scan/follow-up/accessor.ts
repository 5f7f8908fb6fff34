import type { Shape } from '../answers/shape.js';

/** How code gets from what a request resolves to at the id in its answer. */
export interface Accessor {
  /** The expression, from the name of the resolved value: `me.data.id`. */
  readonly text: string;
  /** What holds the id: `me.data`. Null for a response, whose body can be read once only. */
  readonly holder: string | null;
}

/**
 * Spells the way to a member of the answer.
 *
 * @param name the variable that holds what the request resolves to
 * @param shape how that value holds the answer
 * @param path the member
 * @param typed whether the file is TypeScript, where the decoded body has no type of its own
 * @returns null where the answer cannot be reached in one expression
 */
export function spellAccess(name: string, shape: Shape, path: readonly string[], typed: boolean): Accessor | null {
  if (shape.kind === 'holder' && shape.methods['json']) {
    const body = typed ? `((await ${name}.json()) as ${typeOf(path)})` : `(await ${name}.json())`;
    return { text: [body, ...path].join('.'), holder: null };
  }
  const text = spellMember(name, shape, path);
  return text === null ? null : { text, holder: text.slice(0, text.lastIndexOf('.')) };
}

function spellMember(name: string, shape: Shape, path: readonly string[]): string | null {
  if (shape.kind === 'body') {
    const isAbove = shape.path.length < path.length && shape.path.every((member, index) => path[index] === member);
    return isAbove ? [name, ...path.slice(shape.path.length)].join('.') : null;
  }
  const [entry] = shape.kind === 'holder' ? Object.entries(shape.members) : [];
  // The body of a response inside a response can be read once only, and nothing says whether the request failed.
  return entry && isPlain(entry[1]) ? spellMember(`${name}.${entry[0]}`, entry[1], path) : null;
}

function isPlain(shape: Shape): boolean {
  return shape.kind === 'body' || (shape.kind === 'holder' && !Object.keys(shape.methods).length);
}

/** `{ data: { id: string } }` for `data.id`. */
export function typeOf(path: readonly string[]): string {
  return path.reduceRight((inner, name) => `{ ${name}: ${inner} }`, 'string');
}
