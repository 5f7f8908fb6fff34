import type { CleverApi } from '../clever-api/index.js';
import type { Brief, Change, FindingEndpoint, Severity, Topic } from '../model/finding.js';
import type { Confidence } from '../model/confidence.js';
import type { EndpointUsage, UsageKind, UsageOf } from '../model/usage.js';
import type { Span, Step } from '../model/spans.js';

/** Severity in each preset; `off` leaves the rule out. */
export interface Levels {
  readonly recommended: Severity | 'off';
  readonly strict: Severity | 'off';
}

/** What a rule says of one usage. The engine adds file texts, related calls, proofs and the fingerprint. */
export interface Problem<MessageId extends string = string> {
  readonly message: MessageId;
  /** What the problem is about, where that is not what the rule is about. */
  readonly topic?: Topic;
  /** Values for the `{{name}}` places of the message. */
  readonly data?: Readonly<Record<string, string>>;
  readonly brief?: Brief;
  readonly at: Span;
  readonly confidence: Confidence;
  readonly endpoint?: FindingEndpoint;
  readonly related?: readonly Step[];
  /** Severity below that of the preset, for text that nobody evaluates. */
  readonly severity?: Severity;
  readonly fix?: Change | null;
  readonly suggestions?: readonly Change[];
  /** Why nothing is offered: a clause that ends a sentence. */
  readonly refusal?: string;
  /** Where the code is that holds a change back, if that is at one place. */
  readonly blockedAt?: Span | null;
}

/** What is known of the project as a whole, for rules that weigh a usage by its surroundings. */
export interface ProjectFacts {
  /** Whether people sign in to it with Clever, so that it has tokens that reach no further than the person. */
  signsIn(): boolean;
  /** All its requests to Clever. */
  readonly asked: readonly EndpointUsage[];
  /**
   * Does some work once for a thing, however many rules and findings ask for it.
   *
   * @param what names the work
   * @param of the thing, by its identity
   */
  once<Answer>(what: string, of: object, work: () => Answer): Answer;
}

/** A rule: what it is, what it says, when, and how to fix it. */
export interface Rule<Kind extends UsageKind = UsageKind, MessageId extends string = string> {
  /** Kebab-case, without the prefix; also the name of its file, test and page. */
  readonly name: string;
  readonly judges: Kind;
  readonly topic: Topic;
  readonly description: string;
  readonly levels: Levels;
  /** Whether some of its problems carry a fix, or suggestions (ESLint must be told). */
  readonly fixable: boolean;
  readonly hasSuggestions: boolean;
  readonly messages: Readonly<Record<MessageId, string>>;
  check(usage: UsageOf<Kind>, api: CleverApi, project: ProjectFacts): readonly Problem<MessageId>[];
}

/**
 * Declares a rule. The types tie the messages a rule returns to those it lists.
 *
 * @param rule the rule
 * @returns the same rule, its usage and message types widened so that rules of all kinds fit one list
 */
export function defineRule<Kind extends UsageKind, MessageId extends string>(rule: Rule<Kind, MessageId>): Rule {
  return rule;
}
