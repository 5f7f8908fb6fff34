import type { Shape } from '../clients/shape.js';

/** How code gets from what a request resolves to at the id in its answer. */
export interface Accessor {
  /** The variable that holds what the request resolves to. */
  readonly name: string;
  /** The expression, from the name of the resolved value: `me.data.id`. */
  readonly text: string;
  /** What holds the id: `me.data`. Null for a response, whose body can be read once only. */
  readonly holder: string | null;
  /** What is true of a request that succeeded: `me.data`, `me.ok`. */
  readonly success: string;
  /** Whether what the request resolves to is the body itself, which may be empty, as opposed to a response that holds it. */
  readonly isBody: boolean;
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
  const read = spellRead(name, shape);
  if (read) {
    const body = typed ? `((await ${read.body}) as ${typeOf(path)})` : `(await ${read.body})`;
    return { name, text: [body, ...path].join('.'), holder: null, success: read.success, isBody: false };
  }
  const text = spellMember(name, shape, path);
  const holder = text?.slice(0, text.lastIndexOf('.'));
  const isBody = shape.kind === 'body';
  return text === null || holder === undefined ? null : { name, text, holder, success: holder, isBody };
}

/**
 * Spells the way to a member of an answer that is a text until the program decodes it.
 *
 * @returns null where the text cannot be reached in one expression
 */
export function spellDecoded(name: string, shape: Shape, path: readonly string[]): Accessor | null {
  const text = spellText(name, shape);
  if (text === null) return null;
  return { name, text: [`JSON.parse(${text})`, ...path].join('.'), holder: text, success: text, isBody: false };
}

/** `response.body` */
function spellText(name: string, shape: Shape): string | null {
  if (shape.kind === 'body') return shape.path.length ? null : name;
  const [entry, ...others] = shape.kind === 'holder' ? Object.entries(shape.members) : [];
  return entry && !others.length && isPlain(entry[1]) ? spellText(memberOf(name, entry[0]), entry[1]) : null;
}

/** `response.body`, `answers[1]` */
function memberOf(name: string, member: string): string {
  return /^\d+$/.test(member) ? `${name}[${member}]` : `${name}.${member}`;
}

/** The call that reads the body of a response, and how the response says that it has one; null where none must be read. */
function spellRead(name: string, shape: Shape): { readonly body: string; readonly success: string } | null {
  if (shape.kind !== 'holder') return null;
  if (shape.methods['json']) return { body: `${name}.json()`, success: `${name}.ok` };
  // undici: https://undici.nodejs.org/#/?id=undicirequesturl-options-promise
  const { body } = shape.members;
  const isReadable = body?.kind === 'holder' && body.methods['json'];
  return isReadable ? { body: `${name}.body.json()`, success: `${name}.statusCode === 200` } : null;
}

function spellMember(name: string, shape: Shape, path: readonly string[]): string | null {
  if (shape.kind === 'body') {
    const isAbove = shape.path.length < path.length && shape.path.every((member, index) => path[index] === member);
    return isAbove ? [name, ...path.slice(shape.path.length)].join('.') : null;
  }
  const [entry] = shape.kind === 'holder' ? Object.entries(shape.members) : [];
  // The body of any other response inside a response can be read once only, and nothing says whether the request failed.
  return entry && isPlain(entry[1]) ? spellMember(memberOf(name, entry[0]), entry[1], path) : null;
}

function isPlain(shape: Shape): boolean {
  return shape.kind === 'body' || (shape.kind === 'holder' && !Object.keys(shape.methods).length);
}

/** `{ data: { id: string } }` for `data.id`. */
export function typeOf(path: readonly string[]): string {
  return path.reduceRight((inner, name) => `{ ${name}: ${inner} }`, 'string');
}
