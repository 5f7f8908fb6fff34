import { rules } from '../../rules/index.js';
import { fix, type FixOptions, type FixResult } from '../../src/run/fix.js';

/** How a project is fixed, where that is not with all rules as strict as they are and without suggestions. */
type Wanted = Partial<Pick<FixOptions, 'preset' | 'suggestions'>>;

/** Works out what a fix of a whole project would write; nothing is written. */
export function fixFolder(cwd: string, wanted: Wanted = {}): FixResult {
  return fix({ cwd, paths: ['.'], rules, preset: 'strict', target: 'v3.0', suggestions: false, ...wanted });
}
