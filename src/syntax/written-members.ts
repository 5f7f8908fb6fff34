import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';

/** The members of an object literal, in such an order that one of them is found without a look at the others. */
export interface WrittenMembers {
  /** The properties by their names, in the order in which they are written. */
  readonly byName: ReadonlyMap<string, readonly Placed[]>;
  /** Spreads, and properties whose names must be computed, in that order. */
  readonly open: readonly Placed[];
}

/** A property, and how many stand before it. */
interface Placed {
  readonly index: number;
  readonly property: ts.ObjectLiteralElementLike;
}

/** The members of a literal, by their names. */
export function writtenMembersOf({ properties }: ts.ObjectLiteralExpression): WrittenMembers {
  const byName = new Map<string, Placed[]>();
  const open: Placed[] = [];
  for (const [index, property] of properties.entries()) {
    const name = plainName(property);
    const known = name === null ? open : byName.get(name);
    if (known) known.push({ index, property });
    else if (name !== null) byName.set(name, [{ index, property }]);
  }
  return { byName, open };
}

/** The properties that can set a member, the last first. */
export function settersOf({ byName, open }: WrittenMembers, name: string): readonly ts.ObjectLiteralElementLike[] {
  const found = [...(byName.get(name) ?? []), ...open];
  return found.sort((left, right) => right.index - left.index).map(({ property }) => property);
}

/** The name of a member as its property says it; null for one that must be computed. */
export function plainName({ name }: ts.ObjectLiteralElementLike | ts.EnumMember): string | null {
  return name && !tsc.isComputedPropertyName(name) ? name.text : null;
}
