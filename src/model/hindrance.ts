import type { Span } from './spans.js';

/** Why no second request can be put behind one. */
export type HindranceKind =
  | 'answer in pieces'
  | 'answers by itself'
  | 'called anyway'
  | 'changed between'
  | 'decoded elsewhere'
  | 'failed'
  | 'given types'
  | 'no answer'
  | 'no call'
  | 'no name'
  | 'no promise'
  | 'no statement'
  | 'not awaited first'
  | 'observable'
  | 'own values'
  | 'path in pieces'
  | 'request kept'
  | 'response read once'
  | 'runs once'
  | 'several callbacks'
  | 'shared callback'
  | 'shared path'
  | 'stood in for'
  | 'typed in place'
  | 'typed paths'
  | 'waited for'
  | 'written twice';

/** What keeps a second request from being put behind one. */
export interface Hindrance {
  readonly hindrance: HindranceKind;
  /** The code that is in the way. */
  readonly span: Span;
  /** The same as it is written, in short. */
  readonly code: string;
}

const WORDS: Readonly<Record<HindranceKind, (code: string) => string>> = {
  'answer in pieces': (code) => `it does not know how to read the id from what ${code} returns`,
  'answers by itself': (code) => `${code} may return an answer without sending the request`,
  'called anyway': (code) => `${code} calls a function after every request, even a failed one`,
  'changed between': (code) => `a value that ${code} reads may change before the second request`,
  'decoded elsewhere': (code) => `other code decodes the answer of ${code}, which may be an error response`,
  failed: (code) => `an error in this tool stopped it at ${code}`,
  'given types': (code) => `${code} has explicit type arguments for its answer`,
  'no answer': (code) => `it does not know how to wait for the answer of ${code}`,
  'no call': (code) => `it cannot write another path into ${code}`,
  'no name': (code) => `every variable name that this tool could use at ${code} is taken`,
  'no promise': (code) => `it does not know whether ${code} returns a promise`,
  'no statement': (code) => `the request of ${code} is part of a longer statement`,
  'not awaited first': (code) => `the statement awaits something else before ${code}`,
  observable: (code) => `${code} returns an observable, which has no \`then\``,
  'own values': (code) => `${code} uses \`this\`, \`arguments\`, or parameters that are not passed one by one`,
  'path in pieces': (code) => `it cannot write another path into the URL of ${code}`,
  'request kept': (code) => `other code uses the request that ${code} returns`,
  'response read once': (code) =>
    `it would have to read the response of ${code} before your code does, and that response can be read only once`,
  'runs once': (code) => `it does not know whether ${code} may run twice`,
  'several callbacks': (code) => `several callbacks of ${code} get the answer`,
  'shared callback': (code) => `other code calls ${code} too`,
  'shared path': (code) => `calls to several API versions go through this ${code}, with one path`,
  'typed in place': (code) =>
    `the function ${code} gets the types of its parameters from the place where it is written`,
  'typed paths': (code) => `the types of ${code} say which paths it takes`,
  'waited for': (code) => `other code may wait for the promise that ${code} returns besides calling its callback`,
  'written twice': (code) =>
    `the first request is sent by whoever calls the function ${code}, and the second would need a function of its own`,
  'stood in for': (code) => `other code passes in something that answers in place of ${code}, such as a mock in a test`,
};

/** Why a second request cannot be added, as a clause. */
export function describeHindrance({ hindrance, code }: Hindrance): string {
  return WORDS[hindrance](`\`${code}\``);
}

/** Whether something was kept from being written. */
export function isHindrance(made: object): made is Hindrance {
  return 'hindrance' in made;
}
