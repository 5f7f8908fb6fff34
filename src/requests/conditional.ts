import type { Evaluation } from '../values/evaluation.js';
import { optionOf } from './basic-key.js';
import type { Request } from './requests.js';

/** Headers that ask whether an earlier answer still holds: https://www.rfc-editor.org/rfc/rfc9110#section-13.1 */
const CONDITIONS = ['If-None-Match', 'if-none-match', 'If-Modified-Since', 'if-modified-since', 'If-Match', 'if-match'];

/** The header by which a request asks for an answer only if an earlier one no longer holds; null for none in sight. */
export function conditionOf(request: Request, evaluation: Evaluation): string | null {
  const headers = optionOf(request, 'headers', evaluation);
  const isSent = (name: string): boolean =>
    headers.some((value) => evaluation.member(value, name).some(({ kind }) => kind !== 'nothing'));
  return CONDITIONS.find(isSent) ?? null;
}
