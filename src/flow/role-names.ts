import { bodyOf, type Shape } from '../clients/shape.js';

/**
 * How a name takes the `type` of an answer for what somebody is: it says role (`role`, `userRole`, `roleOf`), it says type
 * of a person (`userType`, `account_type`), or it says type alone.
 */
export type RoleName = 'role' | 'type of a person' | 'type';

/** Names of each kind, those that say most first. */
const NAMES: readonly (readonly [name: RegExp, says: RoleName])[] = [
  [/roles?(Of|For)?$/i, 'role'],
  [
    /(?:user|account|person|people|profile|member|clever|principal|login|identity|viewer)[-_ ]?(?:type|kind)$/i,
    'type of a person',
  ],
  [/^(?:type|kind)$/i, 'type'],
];

/** A `type` of an answer, and what the name says under which it is kept. */
export interface NamedType {
  readonly says: RoleName;
  readonly type: Shape & { readonly kind: 'body' };
}

/** What a name says of a value that is the `type` of an answer; null for any other value, and for any other name. */
export function roleName(name: string, shape: Shape): RoleName | null {
  return typeIn(shape) === null ? null : (NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? null);
}

/** Whether a value is the `type` of an answer, and a name takes it for a role. */
export function isRole(name: string, shape: Shape): boolean {
  return roleName(name, shape) === 'role';
}

/** The `type` that a value is; null for any other. */
export function typeIn(shape: Shape): (Shape & { kind: 'body' }) | null {
  const body = bodyOf(shape);
  return body?.path.at(-1) === 'type' ? body : null;
}

/** The `type` that an object has under a name that says what somebody is; null where it has none. */
export function namedTypeIn(shape: Shape): NamedType | null {
  if (shape.kind === 'function') return namedTypeIn(shape.returns);
  if (shape.kind === 'promise') return namedTypeIn(shape.of);
  if (shape.kind !== 'holder') return null;
  for (const [name, member] of Object.entries(shape.members)) {
    const says = roleName(name, member);
    const type = typeIn(member);
    const found = says && type ? { says, type } : namedTypeIn(member);
    if (found) return found;
  }
  return null;
}

/** The `type` that a value is, or that a list has as one of its elements. */
export function typeWithin(shape: Shape): (Shape & { kind: 'body' }) | null {
  const own = typeIn(shape);
  if (own || shape.kind !== 'holder') return own;
  return Object.values(shape.members).map(typeIn).find(Boolean) ?? null;
}
