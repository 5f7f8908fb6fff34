import type { ts } from 'ts-morph';
import type { AnswerFlow } from '../flow/flow.js';
import { transferOf } from '../syntax/transfer.js';
import { actsBeforeReads, actsBetween } from './acts-between.js';
import { goesOnWithoutData } from './beside-data.js';
import { isCaughtApart } from './caught-apart.js';
import { isReadApart, isRefusedApart } from './read-apart.js';

/** What a program does about an answer that is no JSON, or has no data. */
export interface Guards {
  /** Whether it catches the failure to decode one apart from a failure of the request, or does something between the two. */
  readonly decoding: boolean;
  /** Whether it asks if an answer has data, or fails without in other code than where a request fails. */
  readonly data: boolean;
  /**
   * Whether it puts a value of its own in the place of a member that an answer does not have, refuses such an answer by a
   * schema, does something before it reads one, or may be done with it by what it has beside its data.
   */
  readonly defaults: boolean;
  /** Whether it asks if there is a body, or what it is, before it takes it for an answer. */
  readonly content: boolean;
  /** Whether it decodes a text by itself, and may ask something of it before. */
  readonly text: boolean;
}

/** What the code behind a request guards against, and must go on to see. */
export function guardsBehind(request: ts.Node, flow: AnswerFlow): Guards {
  const { answerTests, answerDefaults, bodyTests, contentReads, dataReads, decoders, decodings, evaluation } = flow;
  const isCaught = [...decoders, ...decodings].some(
    (decoder) => isCaughtApart(decoder, request, evaluation) || actsBetween(request, decoder),
  );
  const content = contentReads.size > 0 || bodyTests.size > 0;
  return {
    decoding: isCaught || contentReads.size > 0,
    data: answerTests.size > 0 || isReadApart(request, flow),
    defaults:
      answerDefaults.size > 0 ||
      goesOnWithoutData(flow) ||
      isRefusedApart(request, flow) ||
      actsBeforeReads(request, [...dataReads.keys()]),
    content,
    text: decodings.size > 0,
  };
}

/** Whether the program asks for one status: then an answer of another one, as 204, is no answer to it. */
export function asksForStatus({ statuses }: AnswerFlow): boolean {
  return [...statuses].some((status) => {
    const transfer = transferOf(status);
    return (transfer.kind === 'compared' && transfer.isEquality) || transfer.kind === 'switched';
  });
}

/**
 * The id in the body of a response, if the body has one, read off a copy, because a body can be read once.
 *
 * @param name the variable that holds the response
 * @param path the id in the body
 * @param typed whether the file is TypeScript, where a decoded body may have no type
 */
export function idIfThere(name: string, path: readonly string[], { decoding, text }: Guards, typed: boolean): string {
  const body = `await ${name}.clone().json()${decoding || text ? '.catch(() => null)' : ''}`;
  const type = path.reduceRight((inner, member) => `{ ${member}?: ${inner} }`, 'string');
  return [typed ? `((${body}) as ${type} | null)` : `(${body})`, ...path].join('?.');
}
