/**
 * What a scan answers: the places where a program uses Clever's API, as plain data.
 *
 * Nothing here knows a syntax tree, a rule or what Clever changed. Rules judge these facts; the engine turns their
 * verdicts into findings.
 */

import type { Hindrance } from './hindrance.js';
import type { Answer, Comparison } from './answer.js';
import type { Confidence } from './confidence.js';
import type { MockedAnswer } from './mocked-answer.js';
import type { NamedAddress } from './named-address.js';
import type { Edit, Span, Step } from './spans.js';
import type { CleverUrl, UrlOrigin } from './url.js';

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
  /** What both requests read, and other code may change in between: a token; null for nothing. */
  readonly setForUser: string | null;
  /** A value that is made to be sent once, and that both requests send: `randomUUID()`; null for none. */
  readonly sentTwice: string | null;
  /**
   * Another call that code waits for on the way, or by which it does something outside of the program, and again for the
   * second request: how it is written; null for none.
   */
  readonly repeats: string | null;
  /** The comment above the call that tells a tool something of its line alone; null for none. */
  readonly directive: string | null;
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
  /**
   * What becomes of a query that is written into the URL: it is sent, or the options may put another in its place, or they
   * are not in sight.
   */
  readonly urlQuery: 'sent' | 'lost' | 'unseen';
  /** Names of the query parameters that the options add to those of the URL; null if some are not in sight. */
  readonly parameters: readonly string[] | null;
  /** Null where no call is in sight. */
  readonly answer: Answer | null;
}

/** A call that asks for a Clever URL. */
export interface RequestUsage extends SeenUrl {
  readonly origin: 'request';
  /** Whether the code can ask for nothing else here: no other value of a setting, no other side of a condition. */
  readonly isOnlyAddress: boolean;
  /**
   * What holds an address that comes from elsewhere than the code in sight, or the answer: an option, a stored page; null
   * where the code asks for nothing else.
   */
  readonly otherAddress: string | null;
  /** What a parameter of the options can be; null among it where some is not known, and where they may not have it. */
  parameterTexts(name: string): readonly (string | null)[];
  /** Whether the expression at a place may do more than give a value, so that it cannot be left out. */
  mayHaveEffects(at: Span): boolean;
  /** Whether it signs in with a key (HTTP Basic) in place of a token. */
  readonly usesKey: boolean;
  /** The header by which it asks whether an earlier answer still holds: `if-none-match`; null for none. */
  condition(): string | null;
  /** What of the client speaks plain http and nothing else, such as `http.get` or `agent`; null for nothing. */
  readonly plainClient: string | null;
  /**
   * What names the tokens that it may send; those that a setting or a text holds begin with FIXED. Empty where it sends
   * none, null where it is not in sight.
   */
  tokens(): readonly string[] | null;
  /** The function of the program that the client calls before each request, where it can change the address or reads it. */
  readonly hook: Span | null;
  /** Where code takes a request that failed for an answer, such as a student who is not there; null for nowhere. */
  failedAnswer(): Span | null;
  /** Where code between the call and the client decides something by the URL, as a phrase for a message; null for nowhere. */
  readonly decidesBy: string | null;
  /** Where the call writes the path once more, beside its URL, so that it does not move: `sign('/me')`; null for nowhere. */
  pathWrittenAgain(): string | null;
  /** Where the project tells requests by its address, apart from the texts that edits change: mocks, hooks, keys of caches. */
  namedElsewhere(edits: readonly Edit[]): readonly NamedAddress[];
  /** The files, tests and what sets them up, that put something in the place of its client. */
  replacedIn(): readonly string[];
  /**
   * The functions and objects of the program in whose place a test puts something else, so that code which edits change
   * reads what that answers.
   */
  replacedBehind(edits: readonly Edit[]): readonly ReplacedPart[];
  /**
   * The edits that put a second request behind this one, so that all that used the answer of this one uses the answer
   * of the second, or what is in the way of it. Takes the edits of the address, and answers them too.
   */
  followUp(request: FollowUp, address: readonly Edit[]): SecondRequest | Hindrance;
}

/** A part of the program that something else stands in for. */
export interface ReplacedPart {
  readonly name: string;
  /** The file that puts something in its place. */
  readonly file: string;
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
  /** The library that is known to ask for it. */
  readonly sender?: Sender;
}

/** A library that asks for a URL, so that no code of the program does. */
export interface Sender {
  readonly name: string;
  /** Where the program can send a request of its own with the same token, for messages. */
  readonly secondRequest: string;
}

/** A Clever URL: asked for, mocked, or written. */
export type EndpointUsage = RequestUsage | MockUsage | WrittenUsage;

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
  /** Whether its URL is no link that an earlier answer held, so that what is known of other URLs says nothing of it. */
  readonly isNoLink?: boolean;
  /** Whether its URL is known, and it is its answer that is not followed to the end. */
  readonly isOfAnswer?: boolean;
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
