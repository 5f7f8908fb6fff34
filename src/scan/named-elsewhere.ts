import type { NamedAddress } from '../model/named-address.js';
import { remembered } from '../model/remembered.js';
import { isInside, overlaps, type Edit, type Span } from '../model/spans.js';
import { isOfStandIns } from '../model/test-files.js';
import type { CleverUrl } from '../model/url.js';
import type { Sources } from '../program/sources.js';
import type { Trees } from '../program/trees.js';
import { askFile, isScript } from '../requests/replacing-files.js';
import { addressOf, names, type Address } from './address-names.js';
import { addressesInData, isData } from './data-addresses.js';
import { writtenAddresses } from './written-addresses.js';

/** Files that can tell requests by their addresses. */
const PAGE = /\.html?$/i;
const ANY_FILE = /./;

/** A text that names an address, and where. */
interface Naming extends Span {
  readonly line: number;
}

/**
 * Where a program, its tests and its data tell requests by an address, beside the code that asks for it: mocks, hooks of
 * clients, keys of caches, lists of what a page may ask for. Once the address moves they mean nothing, or too little.
 */
export class NamedElsewhere {
  readonly #sources: Sources;
  readonly #trees: Trees;
  readonly #known = new Map<string, readonly Naming[]>();

  constructor(sources: Sources, trees: Trees) {
    this.#sources = sources;
    this.#trees = trees;
  }

  /**
   * The places that name an address.
   *
   * @param own where the addresses of all requests are written, which are looked at for themselves
   * @param edits what a change writes: a text that moves with the code needs nothing else
   */
  places(url: CleverUrl, own: (span: Span) => boolean, edits: readonly Edit[]): readonly NamedAddress[] {
    const key = `${url.host} ${url.version ?? ''} ${url.path}`;
    const found = remembered(this.#known, key, () => this.#find(url));
    return found.filter((each) => !own(each) && !edits.some((edit) => overlaps(edit, each) || isInside(edit, each)));
  }

  #find(url: CleverUrl): readonly Naming[] {
    const address = addressOf(url);
    if (!address) return [];
    const files = new Set(address.words.flatMap((word) => this.#sources.filesHolding(word, ANY_FILE)));
    return [...files].sort().flatMap((file) => {
      const text = this.#sources.wholeText(file);
      if (!address.mayHold(text)) return [];
      if (isScript(file)) return this.#inScript(file, text, address);
      if (PAGE.test(file) || isData(file))
        return addressesInData(file, text, address).map((at) => toNaming(file, text, at));
      return [];
    });
  }

  #inScript(file: string, text: string, address: Address): readonly Naming[] {
    const written = askFile(file, writtenAddresses, this.#sources, this.#trees);
    if (!written) return [];
    const isStandIn = written.isOfStandIns || isOfStandIns(file);
    return written.texts.filter((each) => names(each, address, isStandIn)).map((each) => toNaming(file, text, each));
  }
}

function toNaming(
  file: string,
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): Naming {
  return { file, start, end, line: text.slice(0, start).split('\n').length };
}
