import type { KnownError } from '../discover/errors.js';

/** A place in a call, as `docs/config.schema.json` has it: the number of an argument, or a member of one. */
export type PlaceContent = number | { readonly argument: number; readonly member?: string };

/** Functions that send requests, as a file describes them. */
export interface WrapperContent {
  readonly module: string;
  readonly functions: readonly string[];
  readonly instance?: { readonly of: string; readonly base?: PlaceContent };
  readonly url?: PlaceContent;
  readonly base?: string | { readonly argument: number; readonly member: string };
  readonly join?: 'one slash' | 'as written' | 'resolution';
  readonly method?: string | PlaceContent;
  readonly answer?: {
    readonly promise?: boolean;
    readonly body?: string;
    readonly callback?: { readonly argument: number | 'last'; readonly parameter?: number };
  };
}

/** A version of Clever's API. */
export type VersionContent = 'v1.1' | 'v1.2' | 'v2.0' | 'v2.1' | 'v3.0' | 'v3.1';

/** A package that calls Clever by itself, as a file names it. */
export interface PackageContent {
  readonly name: string;
  readonly api?: VersionContent;
  readonly instead?: string;
}

/** An endpoint that Clever's own tables do not have, as a file names it. */
export interface EndpointContent {
  readonly version?: VersionContent;
  readonly method?: string;
  readonly path: string;
  readonly replacement?: string;
  readonly note?: string;
}

/** How much the findings of a rule weigh. */
export type Level = 'off' | 'info' | 'warning' | 'error';

/** What holds for some files only. */
export interface OverrideContent {
  /** Patterns, relative to the folder of the configuration. */
  readonly files: readonly string[];
  readonly rules?: Readonly<Record<string, Level>>;
  /** The most that a finding weighs there. */
  readonly maxSeverity?: Level;
}

/** What a configuration file can say; `docs/config.schema.json` is checked to let nothing else through. */
export interface Content {
  readonly $schema?: string;
  readonly target?: 'v3.0' | 'v3.1';
  readonly preset?: 'recommended' | 'strict';
  readonly rules?: Readonly<Record<string, Level>>;
  readonly baseline?: string;
  readonly ignore?: readonly string[];
  readonly overrides?: readonly OverrideContent[];
  readonly hosts?: readonly string[];
  readonly env?: Readonly<Record<string, string | readonly string[]>>;
  readonly wrappers?: readonly WrapperContent[];
  readonly packages?: readonly PackageContent[];
  readonly endpoints?: readonly EndpointContent[];
}

/** The way to a value in a file: `['wrappers', 0, 'module']`. */
export type ContentPath = readonly (string | number)[];

/** Makes the error that names a value and its place. */
export type Refuse = (path: ContentPath, reason: string) => KnownError;

/** One configuration file that was read and found right. */
export interface ConfigurationFile {
  /** Relative to the root. */
  readonly file: string;
  /** The folder it speaks for, relative to the root; empty for the root itself. */
  readonly folder: string;
  readonly content: Content;
  /** The error to throw for a value that the schema lets through and that makes no sense all the same. */
  readonly refuse: Refuse;
  /** The same for a key; the way leads to its value. */
  readonly refuseKey: Refuse;
}
