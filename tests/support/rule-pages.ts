import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../../src/rule/rule.js';

const root = join(import.meta.dirname, '../..');

/** An example of a rule's page: a fenced block that is marked as wrong or as right; a name behind the mark is that of its file. */
export interface Example {
  readonly verdict: 'wrong' | 'right';
  readonly filename: string;
  readonly code: string;
}

/** The page of a rule. */
export function pageOf({ name }: Rule): string {
  return readFileSync(join(root, `docs/rules/${name}.md`), 'utf8');
}

/** The examples of a rule's page, in their order. */
export function examplesOf(rule: Rule): readonly Example[] {
  return [...pageOf(rule).matchAll(/^```(\w+) (wrong|right)(?: (\S+))?\n(.*?)^```$/gms)].map(
    ([, extension, verdict, filename, code]) => ({
      verdict: verdict === 'wrong' ? 'wrong' : 'right',
      filename: filename ?? `src/example.${extension}`,
      code: code ?? '',
    }),
  );
}
