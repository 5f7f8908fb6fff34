import type { AutoFix, Mapping, MappingKind } from '../../clever-api/types.js';

/** What must change at a call. */
export const kinds: Readonly<Record<MappingKind, string>> = {
  'drop-in': 'only the version',
  'path-change': 'the path, and the reads of the answer',
  'id-change': 'the path, the id, and the reads of the answer',
  removed: 'no replacement',
};

/** What `--fix` does about it. */
export const autoFixes: Readonly<Record<AutoFix, string>> = {
  safe: 'if the call sends no parameter that v3 lost',
  guarded: 'if the code uses nothing that v3 lost',
  assisted: 'if the reads of the answer can change too',
  manual: 'only if the id in the path comes from a migrated answer; otherwise a suggestion, or a change by hand',
};

/** Whether the token of a sign-in reaches the target. */
export const tokens: Readonly<Record<NonNullable<Mapping['ssoToken']>, string>> = {
  yes: 'reads it',
  'own-id-only': 'reads only the record of its own user',
  unclear: 'not known',
  no: 'cannot read it; use a district token',
};

/** How many records an answer holds. */
export const forms: Readonly<Record<Mapping['was'], string>> = { single: 'one record', list: 'a list' };
