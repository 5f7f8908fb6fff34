import type { ts } from 'ts-morph';
import type { AnswerFlow } from '../flow/flow.js';
import { tsc } from '../syntax/compiler.js';
import { functionAround } from '../syntax/functions.js';
import { triesAround } from '../syntax/tries.js';

/** What a program does about an answer that is no JSON, or has no data. */
export interface Guards {
  /** Whether it catches the failure to decode one, apart from a failure of the request. */
  readonly decoding: boolean;
  /** Whether it asks if an answer has data. */
  readonly data: boolean;
}

/** What the code behind a request guards against, and must go on to see. */
export function guardsBehind(request: ts.Node, { answerTests, decoders, decodings }: AnswerFlow): Guards {
  const decoding = [...decoders, ...decodings].some((decoder) => isCaughtApart(decoder, request));
  return { decoding, data: answerTests.size > 0 };
}

/**
 * The condition under which the body of a response has data, asked of a copy, because a body can be read once.
 *
 * @param name the variable that holds the response
 * @param typed whether the file is TypeScript, where a decoded body may have no type
 */
export function hasData(name: string, { decoding }: Guards, typed: boolean): string {
  const body = `await ${name}.clone().json()${decoding ? '.catch(() => null)' : ''}`;
  return typed ? `((${body}) as { data?: unknown } | null)?.data` : `(${body})?.data`;
}

/** `response.json().catch(…)`, and a decoding in another `try` than the request: `try { JSON.parse(text) } catch { … }`. */
function isCaughtApart(decoder: ts.Node, request: ts.Node): boolean {
  if (hasCatch(decoder)) return true;
  const tries = triesAround(decoder);
  if (functionAround(decoder) !== functionAround(request)) return tries.length > 0;
  const others = triesAround(request);
  return tries.length !== others.length || tries.some((each, index) => each !== others[index]);
}

function hasCatch(call: ts.Node): boolean {
  const { parent } = call;
  if (!tsc.isPropertyAccessExpression(parent) || parent.expression !== call) return false;
  const next = parent.parent;
  if (!tsc.isCallExpression(next) || next.expression !== parent) return false;
  return parent.name.text === 'catch' || next.arguments.length > 1 || hasCatch(next);
}
