/**
 * Puts all of one list behind another. `push(...items)` hands over each item as an argument, of which a call may only have
 * so many: about a hundred thousand, which a notebook or a generated page has.
 */
export function appendAll<Item>(list: Item[], items: Iterable<Item>): void {
  for (const item of items) list.push(item);
}
