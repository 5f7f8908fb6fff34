/** A part of a host that stands for Clever's API: a proxy in front of it. */
export interface ApiBase {
  /** In lower case, without port. */
  readonly host: string;
  /** Null for any. */
  readonly port: string | null;
  /** What comes before Clever's own paths, without a closing slash. */
  readonly path: string;
}

/** Where a value stands in a call: an argument, or a member of one. */
export type WrapperPlace = number | { readonly argument: number; readonly member?: string };

/** Functions of one module that send requests, as the user describes them. */
export interface Wrapper {
  /** As the user names it. */
  readonly module: string;
  /** The file of the project that it is; null for a package. */
  readonly file: string | null;
  /** Names below the module, dotted; of methods, below what `instance` makes. */
  readonly functions: readonly string[];
  /** The class or function that makes what has the functions as methods, and where it takes a base. */
  readonly instance?: { readonly of: string; readonly base?: WrapperPlace };
  /** The first argument if not given. */
  readonly url?: WrapperPlace;
  /** A base that all calls have, or the option that holds one. */
  readonly base?: string | { readonly argument: number; readonly member: string };
  readonly join?: 'one slash' | 'as written' | 'resolution';
  /** GET if not given. */
  readonly method?: string | WrapperPlace;
  /** How the body is reached; not given where nobody knows. */
  readonly answer?: {
    readonly promise?: boolean;
    /** `response.json()`; empty for the answer itself. */
    readonly body?: string;
    readonly callback?: { readonly argument: number | 'last'; readonly parameter?: number };
  };
}

/** The words that mean Clever, handed to the scan so that it need not know them. */
export interface Vocabulary {
  /** Hosts whose URLs are Clever's: `api.clever.com`. */
  readonly hosts: readonly string[];
  /** Of hosts that are not Clever's as a whole, which addresses are: those with this port, below this path. */
  readonly bases?: readonly ApiBase[];
  /** The words of Clever's paths and the names of its parameters: of settings no others are shown; without them none. */
  readonly words?: ReadonlySet<string>;
  /** Clever's paths with their versions, ids in braces: what says enough under a base that nobody knows. */
  readonly paths?: readonly string[];
  /** Packages bound to Clever. */
  readonly packages: readonly string[];
  /** Packages of strategies for passport, with the version of Clever's API that they ask. */
  readonly strategies?: readonly StrategyPackage[];
  /** Functions that send requests and are no client that the scan knows. */
  readonly wrappers?: readonly Wrapper[];
  readonly links: LinkVocabulary;
  readonly events?: EventVocabulary;
}

/** A package whose strategy hands the answer of `/me` to the function that verifies a user. */
export interface StrategyPackage {
  readonly package: string;
  /** `v2.1` */
  readonly version: string;
}

/** The names that a program may ask Clever's events for. */
export interface EventVocabulary {
  /** The path of the events below the version. */
  readonly path: string;
  /** The types that are looked for. */
  readonly types: readonly string[];
  /** The parameter that chooses kinds of records, and the kinds that are looked for. */
  readonly parameter: string;
  readonly kinds: readonly string[];
}

/** What the links of an answer lead to once the request for it is moved. */
export interface LinkVocabulary {
  /** The path that answers the links. */
  readonly from: string;
  /** The version that they lead to. */
  readonly version: string;
  /** The path below the version, by what the link says of itself: `canonical`; in the order of the answer. */
  readonly paths: Readonly<Record<string, string>>;
  /** What a link leads to that is taken without a look at what it says. */
  readonly usual: string;
}
