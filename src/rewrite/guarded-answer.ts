import type { ts } from 'ts-morph';
import type { AnswerFlow } from '../flow/flow.js';
import { isCaughtApart } from './caught-apart.js';

/** What a program does about an answer that is no JSON, or has no data. */
export interface Guards {
  /** Whether it catches the failure to decode one, apart from a failure of the request. */
  readonly decoding: boolean;
  /** Whether it asks if an answer has data. */
  readonly data: boolean;
  /** Whether it puts a value of its own in the place of a member that an answer does not have. */
  readonly defaults: boolean;
}

/** What the code behind a request guards against, and must go on to see. */
export function guardsBehind(request: ts.Node, flow: AnswerFlow): Guards {
  const { answerTests, answerDefaults, decoders, decodings, evaluation } = flow;
  const decoding = [...decoders, ...decodings].some((decoder) => isCaughtApart(decoder, request, evaluation));
  return { decoding, data: answerTests.size > 0, defaults: answerDefaults.size > 0 };
}

/**
 * The id in the body of a response, if the body has one, read off a copy, because a body can be read once.
 *
 * @param name the variable that holds the response
 * @param path the id in the body
 * @param typed whether the file is TypeScript, where a decoded body may have no type
 */
export function idIfThere(name: string, path: readonly string[], { decoding }: Guards, typed: boolean): string {
  const body = `await ${name}.clone().json()${decoding ? '.catch(() => null)' : ''}`;
  const type = path.reduceRight((inner, member) => `{ ${member}?: ${inner} }`, 'string');
  return [typed ? `((${body}) as ${type} | null)` : `(${body})`, ...path].join('?.');
}
