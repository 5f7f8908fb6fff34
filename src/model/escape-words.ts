import type { EscapeReason, EscapeTo, PlainEscape } from './escape.js';

const PLAIN: Readonly<Record<PlainEscape, string>> = {
  'compared with a text': 'compared with a string',
  'compared with ids': 'compared with another id',
  'compared with stored id': 'compared with a value that may be a stored id',
  'compared with stored ids': 'compared with values that may be stored ids',
  'computed with': 'used in a calculation',
  exported: 'exported',
  'followed too far': 'passed through more code than this tool follows',
  'gone round too often': 'passed through code that calls itself',
  'handed to passport': 'passed to passport',
  'in another format': 'in another format on v3.0',
  'key of a table': 'used as a key of a lookup table',
  'kept as default': 'used as a default value',
  'kept as rest': 'collected by a rest pattern',
  'kept in a list': 'stored in a list',
  'kept under unknown name': 'stored under a name that is only known at run time',
  'new on v3': 'new on v3.0',
  'not followed': 'used in a way that this tool does not follow',
  'part of a text': 'inserted into a string',
  'read by unknown name': 'read by a name that is only known at run time',
  'returned out of sight': 'returned to unknown callers',
  'schema out of sight': 'checked by an unknown schema',
  'searched as text': 'searched as text',
  spread: 'spread into another object',
  'taken apart': 'split into characters',
  thrown: 'thrown',
  'wrapped too deep': 'nested more deeply than this tool follows',
};

const TO_CODE: Readonly<Record<EscapeTo, (code: string) => string>> = {
  'asked for its ETag by': (code) => `asked for its ETag by ${code}`,
  'asked for its URL by': (code) => `asked for its own URL by ${code}`,
  'changed by': (code) => `changed by ${code}`,
  'changed through': (code) => `changed by ${code} on the way`,
  'checked with': (code) => `checked by a schema with ${code}`,
  'decoded by': (code) => `read through ${code}`,
  'key of': (code) => `used as a key of ${code}`,
  'kept in': (code) => `stored in ${code}`,
  'kept in what is handed on': (code) => `stored in ${code}, which is passed on`,
  'kept in what is declared elsewhere': (code) => `stored in ${code}, which is declared in unknown code`,
  'passed to': (code) => `passed to ${code}`,
  'renamed by': (code) => `renamed by ${code}`,
  'returned to': (code) => `returned to ${code}`,
  'shown as': (code) => `shown by the template as ${code}`,
  'used by': (code) => `used by ${code}`,
};

/** What becomes of an answer that leaves sight: `passed to \`save\``, which ends a sentence that begins with `it is`. */
export function describeEscape(reason: EscapeReason): string {
  if (reason.kind === 'new for') return `new for ${namePeople(reason)}`;
  if (reason.kind === 'missing in') return `missing in API ${reason.version}`;
  if (reason.kind === 'listed from') return `documented by Clever only for ${reason.version} and later`;
  return 'code' in reason ? TO_CODE[reason.kind](`\`${reason.code}\``) : PLAIN[reason.kind];
}

/** `school admins and district admins` */
export function namePeople({ records }: Extract<EscapeReason, { kind: 'new for' }>): string {
  return records.map(plural).join(' and ');
}

/** `school admins` for `school_admin`. */
function plural(record: string): string {
  return `${record.replaceAll('_', ' ')}s`;
}
