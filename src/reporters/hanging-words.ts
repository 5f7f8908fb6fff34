import type { FieldFate, Finding } from '../model/finding.js';

/** What a field is that v3 does not have where the code reads it, after a version or without one. */
const FATES: Readonly<Record<FieldFate, (target: string) => string>> = {
  moved: (target) => `moved on ${target}`,
  missing: (target) => `missing on ${target}`,
  'never there': () => 'never in /me',
};

/** What becomes of people whose ids stay as they are stored. */
const IF_NOT_MIGRATED = 'Unless you migrate these ids, everyone but students is stored a second time.';

/** A key under which findings that hang on a call stand together: of one topic and, for fields, of one fate. */
export function hangingKey({ topic, brief }: Finding): string {
  return `${topic} ${brief?.fate ?? ''}`;
}

/**
 * Names what became of fields.
 *
 * @param field one of them
 * @param target the version to move to
 * @returns `moved on v3.0`
 */
export function nameFate({ brief }: Finding, target: string): string {
  return FATES[brief?.fate ?? 'missing'](target);
}

/** What a reader must know who looks at a finding. */
export interface Warning {
  readonly at: Finding;
  readonly text: string;
}

/**
 * Says once what happens if nothing is done about stored ids.
 *
 * @param hanging what hangs on one call
 * @returns the finding to say it at; none where no stored id is known to be an old one
 */
export function warnAt(hanging: readonly Finding[]): Warning | null {
  const at = hanging.find(({ topic, brief, severity }) => topic === 'stored id' && brief && severity !== 'info');
  return at ? { at, text: IF_NOT_MIGRATED } : null;
}
