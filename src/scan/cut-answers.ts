import { isCutShort } from '../model/escape.js';
import { describeEscape } from '../model/escape-words.js';
import { lineAt } from '../model/lines.js';
import { placeKey } from '../model/spans.js';
import type { EndpointUsage, UnresolvedUsage, Usage } from '../model/usage.js';

/**
 * The calls whose answers go further than this tool follows, so that it does not see all that is read of them.
 *
 * @param usages what the program does
 * @param textOf the text of a file
 */
export function usagesOfCutAnswers(
  usages: readonly Usage[],
  textOf: (file: string) => string,
): readonly UnresolvedUsage[] {
  const cut = new Map<string, UnresolvedUsage>();
  for (const usage of usages) {
    if (usage.kind !== 'endpoint' || cut.has(placeKey(usage.span))) continue;
    const reason = reasonOf(usage, textOf);
    if (reason === null) continue;
    const { span, confidence } = usage;
    const place = { span, url: span, version: usage.url.version };
    cut.set(placeKey(span), { kind: 'unresolved', ...place, confidence, reason, isOfAnswer: true });
  }
  return [...cut.values()];
}

/** What is missing of an answer; null where it is followed to its end. */
function reasonOf({ answer }: EndpointUsage, textOf: (file: string) => string): string | null {
  const escape = answer?.escapes.find(({ reason }) => isCutShort(reason));
  if (!escape) return null;
  const { file, start } = escape.span;
  const line = lineAt(textOf(file), start);
  return `the code after ${file}:${line}, where the answer is ${describeEscape(escape.reason)}`;
}
