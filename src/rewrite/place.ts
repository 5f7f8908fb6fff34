import type { ts } from 'ts-morph';
import type { AnswerFlow } from '../flow/flow.js';
import type { Request } from '../requests/requests.js';
import { applyEdits } from '../model/apply-edits.js';
import type { CleverUrl } from '../model/url.js';
import type { Edit } from '../model/spans.js';
import type { FollowUp, SecondRequest } from '../model/usage.js';
import type { Evaluation } from '../values/evaluation.js';
import type { AddressCall } from './address-call.js';
import type { FreeNames } from '../flow/free-names.js';
import type { RequestChain } from './request-chain.js';

/** What the follow-up of a request is made from. */
export interface FirstRequest {
  readonly request: Request;
  readonly url: CleverUrl;
  readonly flow: AnswerFlow;
  readonly evaluation: Evaluation;
  readonly names: FreeNames;
}

/** A request behind which a second one is to be made. */
export interface Asked extends FirstRequest {
  readonly address: AddressCall;
  readonly followUp: FollowUp;
  /** The edits of the address for the first request. */
  readonly first: readonly Edit[];
}

/** The same, where it resolves to its answer. */
export interface Place extends Asked {
  /** The whole of the request, whose answer the code awaits or hands on. */
  readonly chain: RequestChain;
}

/** A second request as it is written, whatever else it does. */
export interface WrittenRequest extends Pick<SecondRequest, 'edits' | 'mayFail'> {
  /** What both requests are given by names, which is evaluated once; none where there is no such argument. */
  readonly shared?: readonly ts.Expression[];
  /** Whether a callback is called with the answer, so that it hears of one request alone. */
  readonly isCalledBack?: boolean;
}

/** The text of a node with some of it replaced. */
export function rewrite(node: ts.Node, edits: readonly Edit[]): string {
  return applyEdits(node.getText(), edits, node.getStart());
}
