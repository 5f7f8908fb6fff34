import type { FieldRow, Resource, Sourced } from '../types.js';
import { swaggerFiles } from '../versions.js';

type Own = Omit<FieldRow, 'resource' | keyof Sourced>;

/**
 * Completes the fields of one kind of record: a row without a source was read off the Swagger files of its versions
 * and of v3.0.
 *
 * @param resource the kind of record
 * @param rows what is known of each field
 * @returns one complete row for each given row, in their order
 */
export function fieldsOf(resource: Resource, rows: readonly (Own | (Own & Sourced))[]): readonly FieldRow[] {
  return rows.map((row) => ({
    certainty: 'from-spec',
    source: swaggerFiles([...row.versions, 'v3.0']),
    ...row,
    resource,
  }));
}
