/**
 * What a scan answers: the places where a program uses Clever's API, as plain data.
 *
 * Nothing here knows a syntax tree, a rule or what Clever changed. Rules judge these facts; the engine turns their
 * verdicts into findings.
 */

import type { EscapeReason } from './escape.js';

/** A place in a source text. */
export interface Span {
  /** Path relative to the project root, with forward slashes. */
  readonly file: string;
  /** First UTF-16 offset, in the text without its byte-order mark. */
  readonly start: number;
  /** Offset behind the last character. */
  readonly end: number;
}

/** A replacement of a span by a text. An empty span inserts. */
export interface Edit extends Span {
  readonly text: string;
}

/** A place and what happened there; a list of them tells how a value or an answer got where it is. */
export interface Step {
  readonly span: Span;
  readonly message: string;
}

/** `certain`: every step was evaluated. `likely`: text nobody evaluated, or a step that is not understood. */
export type Confidence = 'certain' | 'likely';

/** A run of characters of a computed URL and where it was written. */
export interface UrlPiece {
  /** The characters, or `{name}` for a value that only run time knows. */
  readonly text: string;
  /** Whether `text` stands for a value that is not known. */
  readonly hole: boolean;
  /** The text's place in the source; null where no source spells it (a base that a client adds by itself). */
  readonly span: Span | null;
  /** Whether `span` holds `text` letter for letter, so that a part of the text has a part of the span. */
  readonly verbatim: boolean;
  /** What else the program uses the same text for: other servers, a comparison, a route; null for nothing. */
  readonly foreign: string | null;
}

/**
 * A Clever URL, taken apart. Offsets count characters of the concatenated pieces. A mask stands for what must not be
 * shown, so that nothing that is made of a usage can show it.
 */
export interface CleverUrl {
  readonly pieces: readonly UrlPiece[];
  /** All pieces joined, for messages: `https://api.clever.com/v1.1/students/{id}`. */
  readonly text: string;
  readonly scheme: string;
  readonly host: string;
  /** `v1.1`, or null for a path without a version. */
  readonly version: string | null;
  /** Path below the version, holes as `{name}`, no query: `/students/{id}/contacts`. */
  readonly path: string;
  /** Query without the question mark; empty if there is none. */
  readonly query: string;
  /** Where scheme and host are written, if in one piece. */
  readonly originSpan: Span | null;
  /** Where the version is written, or the part of it that names the number. */
  readonly versionSpan: Span | null;
  /** What stands at `versionSpan`: `v1.1`, or `1.1` where the code adds the letter. */
  readonly versionText: string;
  /** Where the path begins to be written, up to the end of the piece or of the path. */
  readonly pathSpan: Span | null;
  /** What stands at `pathSpan`: `/me`, or `me` where a client adds the slash. */
  readonly pathText: string;
}

/** How a URL came to be seen. */
export type UrlOrigin =
  /** an HTTP client is called with it */
  | 'request'
  /** it is handed to something that will call it: a provider, a strategy */
  | 'setting'
  /** a mock answers it in the place of the server */
  | 'mock'
  /** a package asks for it, and hands on the answer */
  | 'package'
  /** it is a link that an earlier answer held, so that no source spells it */
  | 'link'
  /** a constant that nothing known uses */
  | 'constant'
  /** text of a configuration file */
  | 'text'
  /** text of a program in another language */
  | 'language'
  /** an address in the description of an API: OpenAPI, Postman */
  | 'description'
  /** a code block of a document */
  | 'document';

/** A read of a property off an answer. */
export interface AnswerRead {
  /** Member names from the top of the body: `['data', 'name', 'first']`. */
  readonly path: readonly string[];
  /** The property's name in the source. */
  readonly span: Span;
  /** The whole expression that yields the value, where there is one; a pattern has none. */
  readonly expression: Span | null;
  /** Whether a variable is declared as the expression alone: `const kind = me.type`. */
  readonly isNamed: boolean;
  /** Where a statement can say beforehand what the expression reads; null where there is no such place. */
  place(): StatementPlace | null;
  /** Whether square brackets stand around the expression already: `ROLES[me.type]`. */
  readonly inBrackets: boolean;
  /** Whether an operator takes the expression, so that another one in its place needs brackets: `me.data.id === owner`. */
  readonly isOperand: boolean;
  /** The name of the type that a TypeScript file has for the value: `string`, `Role`; null in JavaScript. */
  readonly type: string | null;
  /** What the member is read off, as written, and which part of the answer that is; null for a pattern. */
  readonly holder: Holder | null;
  /** From where to where the variable that the holder begins with can be read; null where it begins with none. */
  readonly visible: Span | null;
  /** The function in which it is read; null at the top of a file. */
  readonly around: Span | null;
  /** The element of a pattern that takes the member. */
  readonly element: PatternElement | null;
  readonly confidence: Confidence;
  /** From the call to the read. */
  readonly trail: readonly Step[];
  /** Whether the name is declared in a type or a schema instead of read, and in which of them. */
  readonly declaration: Declaration | null;
  /** Whether other things than the answer are read there too: by a function that has other callers, off a variable. */
  readonly shared: boolean;
}

/** `email: address = ''` of a pattern that takes an object apart. */
export interface PatternElement {
  readonly span: Span;
  /** What stands behind the member's name: `: address = ''`; empty for a short form. */
  readonly rest: string;
  /** How the name that it declares can be declared by a statement instead; null where there is no place for one. */
  readonly replacement: Replacement | null;
  /** Where the name that it declares is read; null where it declares none. */
  readonly readers: readonly Span[] | null;
  /** The element with the comma before it, or behind the first; null where it is the only one. */
  readonly removal: Span | null;
  /** The pattern that it is an element of. */
  readonly pattern: Span;
  /** The variables of the other elements, by the members they take, that can be read wherever this one's variable is. */
  readonly siblings: Readonly<Record<string, string>>;
}

/** A statement that declares what an element of a pattern declared. */
export interface Replacement {
  /** Where the statement goes. */
  readonly at: Span;
  /** Whether it goes behind another statement, instead of before one. */
  readonly follows: boolean;
  /** `const`, `let` or `var`. */
  readonly keyword: string;
  /** The name that the element declares. */
  readonly name: string;
  /** A free name for the roles, and one for the id of v3, that the pattern takes out instead. */
  readonly roles: string;
  readonly newId: string;
  /** Whether a default of the pattern may stand for a part of the answer. */
  readonly mayBeNothing: boolean;
  readonly quote: string;
  /** What ends a statement. */
  readonly semicolon: string;
  readonly layout: Layout;
}

/** An expression that holds the answer, or a part of it. */
export interface Holder {
  /** As written: `me.data`. */
  readonly text: string;
  /** The part of the answer it holds. */
  readonly path: readonly string[];
  /** Whether a member is read off it with `?.`, because it may be nothing. */
  readonly optional: boolean;
  /** Whether it may stand twice: it makes no call that is not known to be harmless, and changes nothing. */
  readonly repeatable: boolean;
  /** The quotation mark that its file uses. */
  readonly quote: string;
  readonly layout: Layout;
}

/** How a file writes code at one of its places. */
export interface Layout {
  /** What the line begins with. */
  readonly indent: string;
  /** One more level of it. */
  readonly step: string;
  readonly newline: string;
  /** How many characters a line has at most. */
  readonly width: number;
}

/** A place for statements beside another one. */
export interface StatementPlace {
  /** Where they go. */
  readonly at: Span;
  /** The block that sees what they declare. */
  readonly scope: Span;
  /** What ends a statement. */
  readonly semicolon: string;
  readonly layout: Layout;
  /** The first of some names that nothing there has, for a value; null where all are taken. */
  freeName(wanted: readonly string[], value: string): string | null;
}

/** Where code that finds another result for an expression goes: in front of its statement, or behind the declaration of it. */
export interface ResultPlace extends StatementPlace {
  /** The variable that is declared as the expression; null where the statement returns it, or is chosen by it. */
  readonly declared: DeclaredName | null;
}

/** `const known` of `const known = await find(id)`. */
export interface DeclaredName {
  readonly name: string;
  /** `const` or `let`. */
  readonly keyword: Span;
}

/** A member of a type, or of a schema, that the answer is taken for. */
export interface Declaration {
  readonly language: 'type' | 'schema';
  /** How changes of a schema are written; null for a type, and for a library whose syntax no change is written in. */
  readonly spelling: SchemaSpelling | null;
  /** The whole member: `email: string;`. */
  readonly member: Span;
  /** The same as written. */
  readonly text: string;
  /** The type that it gives the member, as written; null for a schema, and where it gives none. */
  readonly type: string | null;
  /** The member and the line it stands in, where it stands alone and without a comment. */
  readonly line: Span;
  /** The opening brace of the members that it has itself; null if it has none. */
  readonly inner: OpeningBrace | null;
  /** Whether an answer without the member is accepted. */
  readonly optional: boolean;
  /** Whether nothing but this answer is said to be of the type. */
  readonly isSole: boolean;
}

/** How a file spells the schemas of a library. */
export interface SchemaSpelling {
  /** The name that the file has for the library: `z`; null where it imports the functions one by one. */
  readonly namespace: string | null;
  /** How a member becomes optional: `z.string().optional()`, or `v.optional(v.string())`. */
  readonly optionalBy: 'method' | 'function';
  /** The schema of the member. */
  readonly value: Span;
}

/** The brace before the members of a type or a schema. */
export interface OpeningBrace extends Span {
  /** The white space up to the first member: a blank, or a new line and what it begins with. */
  readonly gap: string;
  /** One more level of indentation. */
  readonly step: string;
}

/** A second request, made like the first one, that asks for the record of the user whose id the first one answered. */
export interface FollowUp {
  /** The version both ask: `v3.0`. */
  readonly version: string;
  /** The path of the record up to the id: `/users/`. */
  readonly collection: string;
  /** Where the first answer holds the id. */
  readonly idPath: readonly string[];
}

/** The edits that make a second request. */
export interface SecondRequest {
  readonly edits: readonly Edit[];
  /** Whether code that reads the answer may see one that says that the request failed. */
  readonly mayFail: boolean;
  /** What a second request sets once more, and other code reads: a counter; null for nothing. */
  readonly sets: string | null;
}

/** What is done with a value that was read, where it matters. */
export interface AnswerUse {
  readonly path: readonly string[];
  /** The expression that carries the value. */
  readonly span: Span;
  readonly how:
    /** compared with, or switched over, these literals */
    | {
        readonly kind: 'compare';
        readonly literals: readonly string[];
        readonly comparison: Comparison | null;
        readonly branches: readonly Branch[];
      }
    /** a key into an object whose keys are these */
    | { readonly kind: 'lookup'; readonly keys: readonly string[] }
    /** part of a Clever URL; `at` is the expression that a request, or a function that makes one, is given */
    | { readonly kind: 'url'; readonly at: Span }
    /** compared with another value, of which more may be known than that it is none of the literals */
    | { readonly kind: 'match'; readonly other: Span }
    /** handed on, or kept, as the role of somebody: `{ role: me.data.type }` */
    | { readonly kind: 'role' }
    /** given to a store as the key of a record */
    | StoreKey;
  readonly confidence: Confidence;
  readonly trail: readonly Step[];
  /** Whether other things than the answer come there too: to a function that has other callers. */
  readonly shared: boolean;
}

/** Code that runs only where a value equals a literal. */
export interface Branch {
  readonly literal: string;
  readonly span: Span;
}

/** `value === 'literal'`, or its opposite. */
export interface Comparison {
  readonly span: Span;
  readonly negated: boolean;
  /** What becomes of it: its value is used, or it is all or a part of a condition, which asks for its truth alone. */
  readonly as: 'value' | 'condition' | 'part of a condition';
}

/** An id that is looked up, or written, in a database, a session or a map. */
export interface StoreKey {
  readonly kind: 'key';
  /** The function, as written: `users.findOne`. */
  readonly store: string;
  /** Whether the code that stores the id, or the code that asks for it, looks at `legacy_id`. */
  readonly knowsLegacyId: boolean;
  /** Where the key is looked up: the awaited call, and its text around the id; null for a write. */
  readonly lookUp: LookUp | null;
  /** Whether it makes a new record. */
  readonly creates: boolean;
  /** How the record of an old id gets the new one before that; null for a store that is not known. */
  readonly claim: Claim | null;
}

/** Code that gives the record of an old id to the new one, and the place for it. */
export interface Claim extends StatementPlace {
  /** The call that asks for the record. */
  readonly call: Span;
  /** The name that the code has for a role. */
  readonly role: string;
  /** The code that finds the record of the new id; null where `rename` looks for it itself. */
  readonly find: string | null;
  /** The code that gives the record of the role's `legacy_id` the new id. */
  readonly rename: string;
  /** Whether both are awaited. */
  readonly isAsync: boolean;
  /** The expression that is the id. */
  readonly id: Span;
  /** What the id is a member of. */
  readonly holder: Holder;
}

/** A call that finds a record by an id. */
export interface LookUp {
  /** The whole expression, `await` included. */
  readonly span: Span;
  /** The call's text before and behind the id. */
  readonly before: string;
  readonly after: string;
  /** The expression that is the id. */
  readonly id: Span;
  /** What the id is a member of. */
  readonly holder: Holder;
  /** Where another record can be looked for if there is none; null where there is no place for it. */
  readonly place: ResultPlace | null;
  /** The name that the code has for a role. */
  readonly role: string;
}

/** A place where an answer, or a part of it, leaves what the scan can see. */
export interface AnswerEscape {
  /** What escapes: `[]` is the whole answer. */
  readonly path: readonly string[];
  readonly span: Span;
  readonly reason: EscapeReason;
}

/** Where the answer of one call goes. */
export interface Answer {
  readonly reads: readonly AnswerRead[];
  readonly uses: readonly AnswerUse[];
  readonly escapes: readonly AnswerEscape[];
  /** Requests for links that the answer holds. */
  readonly followed: readonly FollowedLink[];
}

/** A request whose URL is a link of an earlier answer. */
export interface FollowedLink {
  readonly url: CleverUrl;
  readonly answer: Answer;
}

/** What the name of a token begins with that is the same whoever signs in. */
export const FIXED = 'fixed:';

/** What is said of a Clever URL, however it came to be seen. */
interface SeenUrl {
  readonly kind: 'endpoint';
  readonly origin: UrlOrigin;
  /** Upper case; null if not known. */
  readonly method: string | null;
  readonly url: CleverUrl;
  /** The call or the literal that was looked at. */
  readonly span: Span;
  readonly confidence: Confidence;
  /** Why the confidence is not `certain`. */
  readonly doubt: string | null;
  /** From the piece to the call. */
  readonly trail: readonly Step[];
  /** Names of the options passed along (`headers`, `params`); null if some are not in sight. */
  readonly options: readonly string[] | null;
  /** Names of the query parameters that the options add to those of the URL; null if some are not in sight. */
  readonly parameters: readonly string[] | null;
  /** Null where no call is in sight. */
  readonly answer: Answer | null;
}

/** A call that asks for a Clever URL. */
export interface RequestUsage extends SeenUrl {
  readonly origin: 'request';
  /** The texts of those parameters of the options whose values are known. */
  readonly parameterTexts: Readonly<Record<string, string>>;
  /** Whether it signs in with a key (HTTP Basic) in place of a token. */
  readonly usesKey: boolean;
  /**
   * What names the tokens that it may send; those that a setting or a text holds begin with FIXED. Empty where it sends
   * none, null where it is not in sight.
   */
  tokens(): readonly string[] | null;
  /** The function of the program that the client calls before each request, where it can change the address. */
  readonly hook: Span | null;
  /** The files, tests and what sets them up, that put something in the place of its client. */
  replacedIn(): readonly string[];
  /**
   * The edits that put a second request behind this one, so that all that used the answer of this one uses the answer
   * of the second; null where the code leaves no place for it. Takes the edits of the address, and answers them too.
   */
  followUp(request: FollowUp, address: readonly Edit[]): SecondRequest | null;
}

/** A mock that answers a Clever URL in the place of the server. */
export interface MockUsage extends SeenUrl {
  readonly origin: 'mock';
  /** What it answers; null where the code that says so is not in sight. */
  readonly mocked: MockedAnswer | null;
}

/** A Clever URL that no code in sight asks for: something else does, or it is only written. */
export interface WrittenUsage extends SeenUrl {
  readonly origin: Exclude<UrlOrigin, 'request' | 'mock'>;
}

/** A Clever URL: asked for, mocked, or written. */
export type EndpointUsage = RequestUsage | MockUsage | WrittenUsage;

/** The answer that a mock gives in the place of the server. */
export interface MockedAnswer {
  /** The code from the request that is named to the end of its answer. Said once more, it answers one more request. */
  readonly code: Span;
  readonly text: string;
  /** What goes between the code and one more like it. */
  readonly joint: string;
  /** Whether it says that the request failed. */
  readonly fails: boolean;
  /** What its file asks of the mocks later: whether all were asked for, or how often each was; null for neither. */
  readonly counted: 'all' | 'each' | null;
  /** Null where the body is not written in place. */
  readonly body: ObjectText | null;
}

/** An object as its code spells it. */
export interface ObjectText {
  readonly span: Span;
  /** Where the code has it: the same place, or that of the constant's name. */
  readonly at: Span;
  readonly text: string;
  readonly members: readonly MemberText[];
  /** The quotation mark that its file uses. */
  readonly quote: string;
  readonly layout: Layout;
}

/** A member of an object: its name, and its value as written. */
export interface MemberText {
  readonly name: string;
  readonly text: string;
  /** The value, where it is a text that is spelled out. */
  readonly literal: string | null;
  /** The value's own members, where it is an object that is spelled out. */
  readonly members: readonly MemberText[] | null;
}

/** An import of a package that is known to call Clever, or the place where a project installs it. */
export interface ImportUsage {
  readonly kind: 'import';
  /** As the code, or the manifest, spells it: `clever/mock`. */
  readonly package: string;
  /** The release that is installed, or else the range that is asked for; null where nothing says it. */
  readonly release: string | null;
  /** The packages that bring it along, the one the project asks for first: `a > b`; null where it asks itself. */
  readonly comesWith: string | null;
  /** The module specifier, or the name in the manifest, without its quotes. */
  readonly span: Span;
  /** Where it is installed. */
  readonly trail: readonly Step[];
  /** What is asked through it. */
  readonly calls: readonly PackageCall[];
}

/** `Student.find` of `clever.Student.find()`. */
export interface PackageCall {
  readonly model: string;
  readonly method: string;
  readonly span: Span;
}

/** A call to Clever, or to something that may be Clever, whose URL cannot be computed. */
export interface UnresolvedUsage {
  readonly kind: 'unresolved';
  /** The call. */
  readonly span: Span;
  /** The expression for its URL; the call where that is not in one place. */
  readonly url: Span;
  /** What is known of it; null where not even the version is. */
  readonly version: string | null;
  readonly confidence: Confidence;
  /** The one fact that would settle it. */
  readonly reason: string;
}

/** The name of a type of events, or of a kind of records that events are about, where it is asked of Clever's events. */
export interface EventUsage {
  readonly kind: 'event';
  readonly what: 'type' | 'record type';
  /** `students.created`, or `students`. */
  readonly name: string;
  /** The name without its quotes. */
  readonly span: Span;
  readonly confidence: Confidence;
  /** `event.type === 'students.created'`; null for a case, a list and a table. */
  readonly comparison: EventComparison | null;
  /** The version that answers the events, or is asked for them; null where they come from outside. */
  readonly version: string | null;
  readonly trail: readonly Step[];
}

/** A comparison of an event's type with a name. */
export interface EventComparison extends Comparison {
  /** What is compared, as written: `event.type`. */
  readonly subject: string;
  /** What holds the event: `event`; null where its type was taken out of it. */
  readonly holder: string | null;
  readonly quote: string;
}

export type Usage = EndpointUsage | ImportUsage | UnresolvedUsage | EventUsage;
export type UsageKind = Usage['kind'];
export type UsageOf<Kind extends UsageKind> = Extract<Usage, { kind: Kind }>;

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
