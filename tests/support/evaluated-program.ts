import { Program } from '../../src/program/program.js';
import { Evaluator } from '../../src/values/evaluator.js';
import { EMPTY_CONTEXT, type Values } from '../../src/values/value.js';
import type { Texts } from './findings.js';
import { memorySources } from './memory-sources.js';

/**
 * Evaluates what a program hands to `fetch`, looked at without its callers.
 *
 * @param texts its files; one of them calls `fetch` once
 * @returns what the first argument can be
 */
export function evaluateFetched(texts: Texts): Values {
  const sources = memorySources(texts);
  const program = new Program(sources);
  program.load(Object.keys(texts));
  const evaluator = new Evaluator(program, sources);
  const [call] = evaluator.index.callsNamed('fetch');
  const argument = call?.arguments?.[0];
  if (!argument) throw new Error('the program does not call fetch');
  return evaluator.evaluate(argument, EMPTY_CONTEXT);
}
