import type { ts } from 'ts-morph';
import type { CleverUrl } from '../model/url.js';
import type { WrittenUsage } from '../model/usage.js';
import { spanOf } from '../program/program.js';
import { tsc } from '../syntax/compiler.js';

/**
 * What is said of an address that is written, and that no known request uses.
 *
 * @param doubt why it is not certain that something asks for it
 */
export function writtenUsage(node: ts.Expression, url: CleverUrl, doubt: string): WrittenUsage {
  const isSetting = tsc.isPropertyAssignment(node.parent);
  return {
    kind: 'endpoint',
    origin: isSetting ? 'setting' : 'constant',
    method: null,
    url,
    span: spanOf(node),
    confidence: 'likely',
    doubt,
    trail: [],
    options: null,
    urlQuery: 'unseen',
    parameters: null,
    answer: null,
  };
}
