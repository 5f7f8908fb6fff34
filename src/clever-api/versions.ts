import type { OldVersion, TargetVersion, Version } from './types.js';

export const v1 = ['v1.1', 'v1.2'] as const satisfies readonly OldVersion[];
export const v2 = ['v2.0', 'v2.1'] as const satisfies readonly OldVersion[];
export const beforeV3 = [...v1, ...v2] as const satisfies readonly OldVersion[];
export const v3 = ['v3.0', 'v3.1'] as const satisfies readonly TargetVersion[];

/**
 * Names the Swagger files of some versions as sources.
 *
 * @param versions the versions
 * @param part the part of the API, where it has files of its own: `events`
 * @returns `spec: v1.1-events.yml` and so on, in the order of the versions
 */
export function swaggerFiles(versions: readonly Version[], part?: 'events' | 'lms' | 'attendance'): readonly string[] {
  return versions.map((version) => `spec: ${part === undefined ? version : `${version}-${part}`}.yml`);
}
