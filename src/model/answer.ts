import type { Confidence } from './confidence.js';
import type { EscapeReason } from './escape.js';
import type { Layout, Replacement, ResultPlace, StatementPlace } from './layout.js';
import type { Span, Step } from './spans.js';
import type { CleverUrl } from './url.js';

/** `name: value` of an object. */
export interface NamedMember {
  readonly name: string;
  readonly span: Span;
}

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
  /** The member of an object whose value is the expression alone: `role: me.type`. */
  readonly member: NamedMember | null;
  /** Where a statement can say beforehand what the expression reads; null where there is no such place. */
  place(): StatementPlace | null;
  /** Whether any other expression in its place needs no brackets: `ROLES[me.type]`, `return me.type`, `show(me.type)`. */
  readonly standsAlone: boolean;
  /** Whether nothing but the truth of the expression matters: `if (me.type) …`. */
  readonly isTest: boolean;
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
  /** Whether it may be read off an object of the program's own that has no such member: `response.ok ? body : {}`. */
  readonly mayBeEmpty: boolean;
  /** Whether it is read off an object that has the members of something else too, of which this may be one. */
  readonly merged?: true;
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
  /** The variable of another element, which takes a member, that can be read wherever this one's variable is. */
  readonly sibling: (member: string) => string | null;
  /** The pattern among the other elements that takes a member apart: `data: { email }`. */
  readonly nested: (member: string) => NestedPattern | null;
}

/** A pattern inside of another one that has a place for one more element. */
export interface NestedPattern {
  /** Behind its last element. */
  readonly end: Span;
  /** What parts its elements: a comma, and a blank or a new line. */
  readonly separator: string;
  /** Whether it takes a default apart where there is nothing. */
  readonly mayBeNothing: boolean;
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
  /** Where the program takes or gives a member of this name, whatever has it. */
  readonly namedAlike: () => readonly Span[];
}

/** How a file spells the schemas of a library. */
export interface SchemaSpelling {
  /** The name that the file has for the library: `z`; null where it imports the functions one by one. */
  readonly namespace: string | null;
  /** How a member becomes optional: `z.string().optional()`, or `v.optional(v.string())`. */
  readonly optionalBy: 'method' | 'function';
  /** The schema of the member. */
  readonly value: Span;
  /** Where the program reads what a schema finds wrong; null where it asks no more than whether something is. */
  readonly issuesReadAt: string | null;
}

/** The brace before the members of a type or a schema. */
export interface OpeningBrace extends Span {
  /** The white space up to the first member: a blank, or a new line and what it begins with. */
  readonly gap: string;
  /** One more level of indentation. */
  readonly step: string;
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
        /** Whether a part of the value is: `type.endsWith('admin')`. */
        readonly inPart?: true;
      }
    /** a key into an object whose keys are these */
    | { readonly kind: 'lookup'; readonly keys: readonly string[]; readonly branches?: readonly Branch[] }
    /** part of a Clever URL; `at` is the expression that a request, or a function that makes one, is given */
    | { readonly kind: 'url'; readonly at: Span }
    /** compared with another value, of which more may be known than that it is none of the literals */
    | { readonly kind: 'match'; readonly other: Span }
    /** compared with an id of Clever's whose call moves together with this one, so that both are new; no scan says this */
    | { readonly kind: 'moves along' }
    /** handed on, or kept, as the role of somebody: `{ role: me.data.type }`; `isType` where the name says only `type` */
    | { readonly kind: 'role'; readonly isType?: true }
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
  /** All that `||`, or `&&`, joins it with; null where neither does. */
  readonly joined: Joined | null;
}

/** Expressions that one operator joins. */
export interface Joined {
  readonly operator: '||' | '&&';
  readonly span: Span;
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
  /** Whether it may make one where it finds none: also a write that changes what is there. */
  readonly mayCreate: boolean;
  /** How the record of an old id gets the new one before that; null for a store that is not known. */
  readonly claim: Claim | null;
  /** Of a `Map` or a `Set` that is empty at first and stays in sight: every key that the program asks it for, or puts into it. */
  readonly keysInMemory?: readonly Span[];
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
  /** Members that the code gives a value of its own, or takes away, whether it reads them or not. */
  readonly written: readonly AnswerEscape[];
  /** Requests for links that the answer holds. */
  readonly followed: readonly FollowedLink[];
}

/** A request whose URL is a link of an earlier answer. */
export interface FollowedLink {
  readonly url: CleverUrl;
  readonly answer: Answer;
}
