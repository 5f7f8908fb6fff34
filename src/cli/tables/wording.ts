import type { TableRow } from '../../clever-api/table.js';
import type { Mapping, MappingKind } from '../../clever-api/types.js';

/** What must change at a call. */
export const kinds: Readonly<Record<MappingKind, string>> = {
  'drop-in': 'only the version, unless the code uses something that v3 removed or that the row says is different',
  'path-change': 'the path, the code that reads the answer, or both',
  'id-change': 'the path, the id, and the code that reads the answer',
  removed: 'no replacement',
};

/** What `--fix` does about it. */
export const autoFixes: Readonly<Record<TableRow['autoFix'], string>> = {
  safe: 'if the code uses no removed parameter, and no removed list field, such as `paging`',
  guarded: 'if the code uses nothing that v3 removed and no id that may change, and the tool can follow the answer',
  assisted: 'if the tool can also change the code that reads the answer, and that code uses no id that changes',
  manual:
    'only if the id in the path comes from the answer to a call that the fix also changes; otherwise, at most a suggestion',
  never: 'never; there is at most a suggestion',
};

/** Whether the token of a sign-in reaches the target. */
export const tokens: Readonly<Record<NonNullable<Mapping['ssoToken']>, string>> = {
  yes: 'reads it',
  'own-id-only': 'can read only the record of its own user',
  unclear: 'not known',
  no: 'cannot read it; use a district token',
};

/** How many records an answer holds. */
export const forms: Readonly<Record<Mapping['was'], string>> = { single: 'one record', list: 'a list' };
