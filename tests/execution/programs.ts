import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Texts } from './runner/runner.js';

/** What is to become of a program. */
export interface Expectation {
  /** The file, or the folder, in `tests/fixtures/execution`. */
  readonly program: string;
  /** What `--fix` makes of it. */
  readonly fix: 'migrated' | 'left';
  /** What `--fix-suggestions` makes of a program that was left. */
  readonly suggestions?: 'migrated' | 'partly migrated' | 'left' | 'migrated with another output';
  /** Why it is left. */
  readonly why?: string;
  /** Files that git does not keep: an env file. */
  readonly files?: Texts;
  /** How its lines end, and whether it begins with a mark, where that is not as in the fixture. */
  readonly layout?: 'carriage returns and a byte-order mark';
}

const migrated: readonly string[] = [
  'null-answer.js',
  'fetch-handed-in.js',
  'dynamic-key.js',
  'generic-wrapper.ts',
  'typed-class.ts',
  'any-typed.ts',
  // Awaited
  'fetch-await.js',
  'fetch-unchecked.js',
  'fetch-status-switch.js',
  'fetch-one-expression.js',
  'getter-refetches.js',
  'inside-an-expression.js',
  'awaited-in-heads.js',
  'fetch-returned-response.js',
  'text-and-parse.js',
  'try-finally.js',
  'let-assigned.js',
  'arrow-body.js',
  'conditional-call.js',
  'if-without-braces.js',
  'second-declaration.js',
  // Chained
  'fetch-then-inline.js',
  'fetch-then-named.js',
  'axios-then-chain.cjs',
  'then-long-options.ts',
  'then-two-arguments.js',
  'error-first.js',
  // Called back
  'request-callback.cjs',
  'request-callback-text.cjs',
  'request-callback-named.cjs',
  'request-callback-nested.cjs',
  'superagent-end.js',
  'passport-oauth2.cjs',
  'wrapper-callback.cjs',
  'https-callback.js',
  'https-error-inline.js',
  'https-request-end.cjs',
  'https-for-await.js',
  'https-typed.ts',
  'request-options-variable.cjs',
  'jquery-style.js',
  // Clients
  'axios-destructured.js',
  'axios-instance.js',
  'axios-instance-version.js',
  'axios-config-object.js',
  'axios-config-variable.js',
  'axios-lenient-status.js',
  'got-json.js',
  'got-text.js',
  'got-extended.js',
  'ky-json.js',
  'node-fetch.js',
  'node-fetch.cjs',
  'superagent-await.js',
  'undici-request.js',
  'undici-body.js',
  // Wrappers and addresses
  'wrapper-function',
  'wrapper-null',
  'wrapper-unchecked',
  'wrapper-class',
  'wrapper-two-levels',
  'wrapper-unwraps',
  'wrapper-of-functions.js',
  'address-function.js',
  'request-options-constant.cjs',
  'injected-client.ts',
  'config-constants',
  'constant-url.js',
  'new-url.js',
  // Reads
  'optional-chains.js',
  'parameter-pattern.js',
  'default-values.js',
  'class-field.js',
  'returned-answer.js',
  'only-district.js',
  'district-follows.js',
  'id-logged.js',
  'id-returned.js',
  // Roles
  'type-compared.js',
  'type-switch.js',
  'type-lookup.js',
  'type-stored.js',
  'role-field-known-role.js',
  'role-field-switch.js',
  'role-field-early-return.js',
  'type-destructured.js',
  'type-with-default.js',
  'type-in-parameter.js',
  'type-beside-data.js',
  'type-is-user.js',
  'type-enum.ts',
  'asserted-role.ts',
  'type-in-expression.js',
  // Names, loops, several calls
  'names-taken.js',
  'name-shadowed.js',
  'in-a-loop.js',
  'two-calls.js',
  'promise-all.js',
  'promise-all-two-me.js',
  'list-of-calls.js',
  'token-awaited.js',
  'code-exchange.js',
  'shared-version-moves.js',
  'half-migrated.js',
  // Layout
  'no-semicolons.js',
  'one-line-no-semicolons.js',
  'double-quotes-tabs.js',
  // Links
  'canonical-link-fetch.js',
  'canonical-link-instance.js',
  // The record is asked for already, by type and id
  'by-id-added.js',
  'by-id-wrapper.js',
  'by-id-then.js',
  'by-id-callback.cjs',
  'by-id-typed.ts',
  'by-id-fixed-path.js',
  // Rosters
  'roster-students.js',
  'roster-student-fields.js',
  'roster-sections.js',
  // TypeScript
  'interface-fetch.ts',
  'axios-generic.ts',
  'schema-guard.ts',
  'typed-fetch-options.ts',
  'typed-axios-options.ts',
  'hook-adds-header.js',
  'directive-elsewhere.js',
  'failure-returned.js',
  'rows-of-pages.js',
  'client-made-once.js',
  'headers-filled.js',
  'started-by-url.js',
  'typed-lenient-status.ts',
  'typed-own-chain.ts',
  // Copies, streams and promises that are kept
  'json-round-trip.js',
  'once-token.js',
  'promise-in-field.js',
  'promise-kept.js',
  'promise-settled.js',
  'retried.js',
  'signal-shared.js',
  'stream-chunks.js',
  'structured-clone.js',
  'url-in-error.js',
  // An address that goes into the options under its own name
  'shorthand-url.js',
  'shorthand-url-callback.cjs',
  // What is asked of a URL on its way is answered as before
  'url-logged.js',
  'url-origin-tested.js',
  'hook-reads-origin.js',
  // Answers that may be an error of the program's own, and two of one scope
  'error-answer.js',
  'type-twice.js',
  // What is no JSON, or has no data, goes on to where the program expects it
  'html-answer.js',
  'text-parsed-apart.js',
  'decoded-in-own-try.js',
  'decoded-in-same-try.js',
  'data-asked-for.js',
  // A failure of the request comes to other code than a failure to decode its answer
  'settled-apart.js',
  'request-caught-apart.js',
  'request-tried-elsewhere.js',
  // What a function answers says whether it holds an answer
  'flagged-result.js',
  'flagged-union.ts',
  'unflagged-result.js',
];

/** All programs and what is to become of them. */
export const expectations: readonly Expectation[] = [
  ...migrated.map((program): Expectation => ({ program, fix: 'migrated' })),
  { program: 'env-base.js', fix: 'migrated', files: { '.env': 'CLEVER_API_BASE=https://api.clever.com\n' } },
  { program: 'emoji-crlf.js', fix: 'migrated', layout: 'carriage returns and a byte-order mark' },

  // The answer leaves sight whole, or its id does.
  ...['whole-to-response.js', 'whole-to-session.js', 'whole-spread.js'].map((program): Expectation => ({
    program,
    fix: 'left',
    suggestions: 'migrated',
    why: 'nothing says what is done with the whole answer',
  })),
  {
    program: 'roster-teachers.js',
    fix: 'left',
    suggestions: 'migrated',
    why: 'the order of teachers follows their ids, which are new',
  },
  // Accounts are kept under the ids from before v3.
  ...['id-in-database', 'id-only-in-database', 'typed-database'].map((program): Expectation => ({
    program,
    fix: 'left',
    suggestions: 'migrated',
    why: 'a lookup by the old ids is for a person to accept',
  })),
  ...[
    'id-in-session.js',
    'id-in-map.js',
    'id-in-table.js',
    'id-compared.js',
    'id-in-set.js',
    'id-destructured-database',
  ].map((program): Expectation => ({
    program,
    fix: 'left',
    suggestions: 'migrated',
    why: 'ids are kept, or looked up, and to go on with those of before is for a person to accept',
  })),
  ...['store-prisma', 'store-knex', 'store-sql'].map((program): Expectation => ({
    program,
    fix: 'left',
    suggestions: 'migrated',
    why: 'an account that gets another id is for a person to accept',
  })),
  {
    program: 'account-constructed',
    fix: 'left',
    suggestions: 'migrated',
    why: 'an account is looked up with an object that has no roles beside its id, and to keep the old one is for a person to accept',
  },
  {
    program: 'canonical-link-and-name.js',
    fix: 'left',
    suggestions: 'left',
    why: 'the record that would take the place of the answer has no links',
  },
  {
    program: 'by-id-stored-besides.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'a teacher is asked for by a stored id, in the same place as the one who signs in',
  },
  {
    program: 'env-inline-alternative.js',
    fix: 'left',
    suggestions: 'left',
    why: 'a variable may name another address, to which the second request would go as it is',
  },
  {
    program: 'canonical-link.js',
    fix: 'left',
    suggestions: 'left',
    why: 'the record that the link leads to has the field in another place on v3',
  },
  {
    program: 'show-shared.js',
    fix: 'left',
    suggestions: 'left',
    why: 'the function that reads the type is called with other people too',
  },
  {
    program: 'own-answer-returned.js',
    fix: 'left',
    suggestions: 'left',
    why: 'the type is read off an object that a function answers for strangers',
  },
  {
    program: 'own-answer-read.js',
    fix: 'left',
    suggestions: 'left',
    why: 'the type is read off an answer that the program kept, too',
  },
  {
    program: 'rows-beside-own.js',
    fix: 'left',
    suggestions: 'left',
    why: 'the fields are read off rows of the program, too',
  },
  {
    program: 'rows-joined-to-own.js',
    fix: 'left',
    suggestions: 'left',
    why: 'the fields are read off a row of the program, too',
  },
  {
    program: 'rows-of-two-sources.js',
    fix: 'left',
    suggestions: 'left',
    why: 'the function that reads the field also gets rows of the program',
  },
  {
    program: 'fallback-in-catch.js',
    fix: 'left',
    suggestions: 'left',
    why: 'the type is read off an object of the program too, where Clever does not answer',
  },
  {
    program: 'directive-above.js',
    fix: 'left',
    suggestions: 'migrated',
    why: 'a comment for a formatter covers the first of the two requests',
  },
  {
    program: 'directive-inside.js',
    fix: 'left',
    suggestions: 'migrated',
    why: 'a comment for a coverage tool covers one expression',
  },
  {
    program: 'own-fallback.js',
    fix: 'left',
    suggestions: 'left',
    why: 'the type is read off an object of the program too, where Clever does not answer',
  },
  {
    program: 'address-shared.js',
    fix: 'left',
    suggestions: 'migrated',
    why: 'the address also serves a call whose ids are kept',
  },
  // v3 answers something else, or in another place.
  {
    program: 'dates.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'staff and district admins had no date before v3',
  },
  {
    program: 'role-field-sis-id.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'the field lives under a role, and the program does not say under which',
  },
  {
    program: 'role-field-type-set.js',
    fix: 'left',
    suggestions: 'migrated',
    why: 'the type that is compared need not be what Clever said',
  },
  {
    program: 'role-field-falls-through.js',
    fix: 'left',
    suggestions: 'migrated',
    why: 'another role falls into the branch that reads the field',
  },
  { program: 'type-read-besides.js', fix: 'left', suggestions: 'left', why: 'the pattern itself reads the type' },
  {
    program: 'type-path.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'the field lives under a role, and the program does not say under which',
  },
  {
    program: 'by-id-whole.js',
    fix: 'left',
    suggestions: 'migrated',
    why: 'nothing says what is done with the whole record',
  },
  {
    program: 'by-id-shared.js',
    fix: 'left',
    suggestions: 'left',
    why: 'the function that asks for the record is called with other people too',
  },
  {
    program: 'by-id-type-besides.js',
    fix: 'left',
    suggestions: 'left',
    why: 'the type is used for something else than the path',
  },
  {
    program: 'by-id-email-besides.js',
    fix: 'left',
    suggestions: 'left',
    why: 'a field is read off the first answer although the record is asked for',
  },
  ...['by-id-stored.js', 'by-id-record-stored.js'].map((program): Expectation => ({
    program,
    fix: 'left',
    suggestions: 'left',
    why: 'the id is stored',
  })),
  {
    program: 'by-id-links.js',
    fix: 'left',
    suggestions: 'left',
    why: 'the links of the record lead elsewhere on v3',
  },
  {
    program: 'by-id-sections.js',
    fix: 'left',
    suggestions: 'left',
    why: 'what is asked for below the record is made of the type',
  },
  // There is no place for a second request.
  ...['token-from-call.js', 'token-getter.js'].map((program): Expectation => ({
    program,
    fix: 'left',
    suggestions: 'left',
    why: 'a call among the arguments would be made twice',
  })),
  ...['client-stand-in.js', 'fetch-stand-in.js'].map((program): Expectation => ({
    program,
    fix: 'left',
    suggestions: 'left',
    why: 'something of the program stands in for the client, and nobody knows what it answers to a second request',
  })),
  {
    program: 'hook-changes-address.js',
    fix: 'left',
    suggestions: 'migrated',
    why: 'a hook has the last word about the address',
  },
  {
    program: 'hook-adds-parameters.js',
    fix: 'left',
    suggestions: 'migrated',
    why: 'a hook has the last word about the address',
  },
  {
    program: 'limit-too-large.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'v3 refuses pages of that size',
  },
  ...['section-of-teacher.js', 'sections-of-teachers.js', 'section-teacher-stored.js'].map((program): Expectation => ({
    program,
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'who teaches and is staff had two ids before v3',
  })),
  {
    program: 'typed-axios-callback-option.ts',
    fix: 'left',
    suggestions: 'left',
    why: 'a function among the options has no types away from the call',
  },
  {
    program: 'token-shared.js',
    fix: 'left',
    suggestions: 'left',
    why: 'somebody else may have set the token by the time of a second request',
  },
  {
    program: 'text-wrapper.js',
    fix: 'left',
    suggestions: 'left',
    why: 'nothing tells the text of an answer from that of a failure',
  },
  {
    program: 'request-callback-this.cjs',
    fix: 'left',
    suggestions: 'left',
    why: 'the callback asks for the request that calls it',
  },
  {
    program: 'request-callback-reassigned.cjs',
    fix: 'left',
    suggestions: 'left',
    why: 'the token is another one by the time of a second request',
  },
  {
    program: 'request-options-reused.cjs',
    fix: 'left',
    suggestions: 'left',
    why: 'the options are others by the time of a second request',
  },
  {
    program: 'https-request-timeout.js',
    fix: 'left',
    suggestions: 'left',
    why: 'the request is ended when it takes too long, and a second one would not be',
  },
  {
    program: 'https-response-event.js',
    fix: 'left',
    suggestions: 'left',
    why: 'something else hears of the response too',
  },
  {
    program: 'request-callback-shared.cjs',
    fix: 'left',
    suggestions: 'left',
    why: 'the callback hears of other answers too',
  },
  {
    program: 'request-callback-rest.cjs',
    fix: 'left',
    suggestions: 'left',
    why: 'the parameters of the callback are not told apart',
  },
  {
    program: 'request-callback-aborted.cjs',
    fix: 'left',
    suggestions: 'left',
    why: 'the request is kept, to be aborted',
  },
  // Rosters
  {
    program: 'events.js',
    fix: 'left',
    suggestions: 'left',
    why: 'events about people have other names on v3',
  },
  ...['contacts-list.js', 'contacts-of-student.js'].map((program): Expectation => ({
    program,
    fix: 'left',
    suggestions: 'migrated',
    why: 'the ids of contacts are others on v3',
  })),
  {
    program: 'contacts-emails.js',
    fix: 'left',
    suggestions: 'left',
    why: 'contacts are best created anew, so the message alone names the new path',
  },
  {
    program: 'contacts-phones.js',
    fix: 'left',
    suggestions: 'left',
    why: 'a path of v2 is moved by the rule for v2 alone, which leaves contacts to their own',
  },
  {
    program: 'contacts-relationships.js',
    fix: 'left',
    suggestions: 'left',
    why: 'the relationship stands once per student on v3',
  },
  {
    program: 'roster-section-teacher.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'the ids of teachers in a section are others on v3',
  },
  {
    program: 'roster-sign-in-token.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'v3 refuses the token of a person there',
  },
  // What sees more than the answer: counters, decorators, proxies, and ways on which it leaves sight.
  {
    program: 'closure-counts.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'a counter that the program prints counts the second request too',
  },
  ...['option-counted.js', 'option-last-url.js'].map((program): Expectation => ({
    program,
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'a function changes what it is called with, and a second call changes it again',
  })),
  {
    program: 'nonce-taken.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'a code that works once is gone when the second request asks for it',
  },
  {
    program: 'budget-spent',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'the helper refuses a second request',
  },
  {
    program: 'once-per-sign-in.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'the helper keeps what it asked for, and refuses a second request',
  },
  {
    program: 'gate-taken.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'the place for one request is given back after both',
  },
  {
    program: 'hook-takes-id.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'a hook takes the next id for each request',
  },
  {
    program: 'answers-by-token.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'the second request would get the answer to the first',
  },
  {
    program: 'option-set.js',
    fix: 'left',
    suggestions: 'migrated',
    why: 'a function changes the options that it is called with',
  },
  {
    program: 'closure-last.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'the last URL that the program reads is that of the second request',
  },
  {
    program: 'class-counts.cjs',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'a list that the program reads gets the second request too',
  },
  {
    program: 'decorated.ts',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'a decorator may do anything with what a method returns',
  },
  {
    program: 'response-url.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'the program reads which URL answered',
  },
  {
    program: 'axios-config-url.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'the program reads which URL answered',
  },
  {
    program: 'alias-written.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'the answer is changed, and its keys are listed',
  },
  {
    program: 'class-field-answer.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'a class turns the id into JSON',
  },
  {
    program: 'defined-getter.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'a getter is put on the answer',
  },
  {
    program: 'event-emitted.js',
    fix: 'left',
    suggestions: 'left',
    why: 'the pattern of a listener reads the type',
  },
  {
    program: 'promisified.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'nothing says what becomes of a callback that a library makes a promise of',
  },
  {
    program: 'proxied-answer.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'a proxy stands in for the answer',
  },
  {
    program: 'keys-listed.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'fields are read by names that only run time knows',
  },
  {
    program: 'weak-map-cache.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'the answer is kept under a key that only run time knows',
  },
  {
    program: 'runtime-key.js',
    fix: 'left',
    suggestions: 'migrated',
    why: 'fields are read by names that only run time knows',
  },
  {
    program: 'generator-runner.js',
    fix: 'left',
    suggestions: 'migrated',
    why: 'the program runs its own generator',
  },
  {
    program: 'stream-transformed.js',
    fix: 'left',
    suggestions: 'migrated',
    why: 'a stream goes through code that is not followed',
  },
  {
    program: 'tagged-email.js',
    fix: 'left',
    suggestions: 'migrated',
    why: 'a tag of a template may read anything',
  },
  {
    program: 'generator-answers.js',
    fix: 'left',
    suggestions: 'left',
    why: 'a loop asks for other paths too',
  },
  {
    program: 'json-kept.js',
    fix: 'left',
    suggestions: 'migrated',
    why: 'a text is kept under a key that only run time knows',
  },
  {
    program: 'promise-all-tuple.js',
    fix: 'left',
    suggestions: 'left',
    why: 'a list of paths is asked for by one call',
  },
  {
    program: 'old-id-asked.js',
    fix: 'left',
    suggestions: 'left',
    why: 'the id goes to a map, which needs the old one, and to Clever, which needs the new one',
  },
  {
    program: 'old-id-session.js',
    fix: 'left',
    suggestions: 'left',
    why: 'the id goes to a session, which needs the old one, and to Clever, which needs the new one',
  },
  // Some calls of a base move, and those that cannot keep their version in their paths.
  ...['base-parted.js', 'base-parted-client'].map((program): Expectation => ({
    program,
    fix: 'left',
    suggestions: 'partly migrated',
    why: 'what else uses the base is for a person to look at',
  })),
  ...[
    'url-allow-list.js',
    'url-in-interceptor.js',
    'url-in-options-compared.js',
    'url-key-of-table.js',
    'url-decides-token.js',
    'url-tested-further-on.js',
  ].map((program): Expectation => ({
    program,
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'something on the way decides by the URL, and the new URLs are others',
  })),
  {
    program: 'exchange-in-wrapper.js',
    fix: 'left',
    suggestions: 'migrated',
    why: 'a second request would make another one again, which may work only once',
  },
  {
    program: 'awaited-in-wrapper.js',
    fix: 'left',
    suggestions: 'migrated',
    why: 'nobody knows whether what the helper waits for may be done twice',
  },
  {
    program: 'base-as-key.js',
    fix: 'left',
    suggestions: 'migrated with another output',
    why: 'a table has the address as a key',
  },
  {
    program: 'base-parted-setting.js',
    fix: 'left',
    suggestions: 'left',
    why: 'where the setting names another base, the version is in that one',
  },
  // Others must move first.
  {
    program: 'shared-version.js',
    fix: 'left',
    suggestions: 'migrated',
    why: 'a call that v3 does not have shares the version',
  },
  { program: 'already-v3.js', fix: 'left', suggestions: 'left', why: 'there is nothing to do' },
];

const folder = fileURLToPath(new URL('../fixtures/execution', import.meta.url));

/** The names of all programs on disk. */
export function programNames(): readonly string[] {
  return readdirSync(folder).sort();
}

/** The texts of a program. A program of one file has it as `index`. */
export function readProgram({ program, files, layout }: Expectation): Texts {
  const path = join(folder, program);
  const names = statSync(path).isDirectory() ? readdirSync(path) : [];
  const own = names.length
    ? names.map((name) => [name, readFileSync(join(path, name), 'utf8')])
    : [[program.replace(/^.*(?=\.[cm]?[jt]s$)/, 'index'), readFileSync(path, 'utf8')]];
  const texts = Object.fromEntries(own) as Texts;
  return { ...(layout ? withOtherLayout(texts) : texts), ...files };
}

function withOtherLayout(texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([file, text]) => [file, `\uFEFF${text.replaceAll('\n', '\r\n')}`]),
  );
}
