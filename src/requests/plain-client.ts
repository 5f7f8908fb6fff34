import { namesLeadingTo } from '../syntax/names.js';
import type { Evaluation } from '../values/evaluation.js';
import { optionNames, type Request } from './requests.js';

/** Options by which a client gets what opens its connections: https://nodejs.org/api/http.html#class-httpagent */
const AGENTS: ReadonlySet<string> = new Set(['agent', 'dispatcher']);

/**
 * What of a request speaks plain http and nothing else: Node's `http`, or an agent that the options bring. It refuses an
 * https address when the program runs.
 *
 * @returns how the code calls it; null for nothing
 */
export function plainClientOf(request: Request, evaluation: Evaluation): string | null {
  if (request.client.name === 'http') return namesLeadingTo(request.call.expression).join('.');
  return optionNames(request, evaluation)?.find((name) => AGENTS.has(name)) ?? null;
}
