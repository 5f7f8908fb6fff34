import type { NamedAddress } from '../model/named-address.js';
import { ANSWERING_WORDS } from '../libraries/url-watchers.js';
import { lineAt } from '../model/lines.js';
import type { Extent } from '../model/place-index.js';
import { remembered } from '../model/remembered.js';
import { isInside, overlaps, type Edit, type Span } from '../model/spans.js';
import { isOfStandIns } from '../model/test-files.js';
import type { CleverUrl } from '../model/url.js';
import type { Sources } from '../program/sources.js';
import type { Trees } from '../program/trees.js';
import { askFile, isScript } from '../requests/replacing-files.js';
import { addressOf, answersAny, names, saysWhose, textsNear, type Address } from './address-names.js';
import { addressesInData, isData } from './data-addresses.js';
import { writtenAddresses } from './written-addresses.js';

/** Files that can tell requests by their addresses. */
const PAGE = /\.html?$/i;

/** A text that names an address, and where. */
type Naming = Span &
  NamedAddress & {
    /** Whether it may be about another server, which is another program's. */
    readonly isOpen: boolean;
  };

/**
 * Where a program, its tests and its data tell requests by an address, beside the code that asks for it: mocks, hooks of
 * clients, keys of caches, lists of what a page may ask for. Once the address moves they mean nothing, or too little.
 */
export class NamedElsewhere {
  readonly #sources: Sources;
  readonly #trees: Trees;
  readonly #known = new Map<string, readonly Naming[]>();
  readonly #near = new Map<string, readonly string[]>();

  constructor(sources: Sources, trees: Trees) {
    this.#sources = sources;
    this.#trees = trees;
  }

  /**
   * The places that name an address.
   *
   * @param asker the file that asks for it: what does not say whose path it is counts in its package, and in those around
   * @param own where the addresses of all requests are written, which are looked at for themselves
   * @param edits what a change writes: a text that moves with the code needs nothing else
   */
  places(url: CleverUrl, asker: string, own: (span: Span) => boolean, edits: readonly Edit[]): readonly NamedAddress[] {
    const key = `${url.host} ${url.version ?? ''} ${url.path}`;
    const found = remembered(this.#known, key, () => this.#find(url));
    const isNear = ({ file, isOpen }: Naming): boolean => !isOpen || this.#isAround(file, asker);
    return found.filter(
      (each) => isNear(each) && !own(each) && !edits.some((edit) => overlaps(edit, each) || isInside(edit, each)),
    );
  }

  /** Whether a file is of the package of another, or of one around that. */
  #isAround(file: string, asker: string): boolean {
    const [outer, inner] = [file, asker].map((each) => this.#sources.packageOf(each));
    return outer === '' || inner === outer || (inner ?? '').startsWith(`${outer ?? ''}/`);
  }

  #find(url: CleverUrl): readonly Naming[] {
    const address = addressOf(url);
    if (!address) return [];
    return this.#filesNear(address).flatMap((file) => {
      const text = this.#sources.wholeText(file);
      const isCode = isScript(file) || this.#sources.component(file) !== null;
      const inCode = isCode ? this.#inScript(file, text, address) : [];
      const inData = PAGE.test(file) || isData(file) ? addressesInData(file, text, address) : [];
      return [...inCode, ...inData.map((at) => ({ ...toNaming(file, text, at, false), isOpen: false }))];
    });
  }

  /** The files that may name an address; the same for all of one version whose paths begin alike. */
  #filesNear(address: Address): readonly string[] {
    const words = [...address.words, ...ANSWERING_WORDS];
    return remembered(this.#near, words.join('\n'), () => {
      const files = new Set(words.flatMap((word) => this.#sources.filesHolding(word)));
      const mayName = (text: string): boolean =>
        address.mayHold(text) || ANSWERING_WORDS.some((word) => text.includes(word));
      return [...files].sort().filter((file) => mayName(this.#sources.wholeText(file)));
    });
  }

  #inScript(file: string, text: string, address: Address): readonly Naming[] {
    const written = askFile(file, writtenAddresses, this.#sources, this.#trees);
    if (!written) return [];
    const isStandIn = written.isOfStandIns || isOfStandIns(file);
    return textsNear(written.texts, address).flatMap((each) => {
      const isNamed = names(each, address, isStandIn);
      if (!isNamed && !(isStandIn && answersAny(each, address))) return [];
      return [{ ...toNaming(file, text, each, !isNamed), isOpen: !saysWhose(each, address) }];
    });
  }
}

function toNaming(file: string, text: string, { start, end }: Extent, isOfAny: boolean): Span & NamedAddress {
  return { file, start, end, line: lineAt(text, start), answersAny: isOfAny };
}
