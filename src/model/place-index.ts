import { groupBy } from './group-by.js';
import type { Span } from './spans.js';

/** A part of a text: its first UTF-16 offset, and the one behind its last character. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** Things by where they stand in one text, so that the few near a place are found without a look at each. */
export class PlaceIndex<Item> {
  readonly #items: readonly Item[];
  /** The places by their start, each with the index of its item. */
  readonly #places: readonly (Extent & { readonly index: number })[];
  /** How far the places up to each index reach. */
  readonly #reach: readonly number[];

  /** @param extentOf where an item stands */
  constructor(items: readonly Item[], extentOf: (item: Item) => Extent) {
    this.#items = items;
    this.#places = items
      .map((item, index) => ({ start: extentOf(item).start, end: extentOf(item).end, index }))
      .sort((left, right) => left.start - right.start);
    let reach = -1;
    this.#reach = this.#places.map(({ end }) => (reach = Math.max(reach, end)));
  }

  /** The items that share a character with a part of the text, or stand next to it, in the order in which they came. */
  touching({ start, end }: Extent): readonly Item[] {
    const found: number[] = [];
    for (let index = firstIndex(this.#reach, (reach) => reach >= start); index < this.#places.length; index += 1) {
      const place = this.#places[index];
      if (!place || place.start > end) break;
      if (place.end >= start) found.push(place.index);
    }
    return found.sort((left, right) => left - right).flatMap((index) => this.#items[index] ?? []);
  }
}

/**
 * The same for things of many files.
 *
 * @param spanOf where an item stands
 * @returns a function that answers the items that share a character with a place, or stand next to it
 */
export function itemsByPlace<Item>(
  items: readonly Item[],
  spanOf: (item: Item) => Span,
): (place: Span) => readonly Item[] {
  const byFile = groupBy(items, (item) => spanOf(item).file);
  const indexes = new Map([...byFile].map(([file, ofFile]) => [file, new PlaceIndex(ofFile, spanOf)]));
  return (place) => indexes.get(place.file)?.touching(place) ?? [];
}

/** The index of the first item for which something holds, where it holds for all behind that one too. */
export function firstIndex<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle] as Item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
