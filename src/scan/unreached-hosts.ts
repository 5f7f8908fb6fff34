import type { ts } from 'ts-morph';
import { mayBeRequested } from '../flow/constant-reach.js';
import { isInside, type Span } from '../model/spans.js';
import { groupBy } from '../model/group-by.js';
import { isOfTests } from '../model/test-files.js';
import type { UnresolvedUsage } from '../model/usage.js';
import type { Vocabulary } from '../model/vocabulary.js';
import { describePlace } from '../flow/other-uses.js';
import { fileOf, spanOf } from '../program/program.js';
import { clientsIn } from '../requests/match.js';
import { startsWithPlace } from '../requests/url.js';
import { tsc } from '../syntax/compiler.js';
import { outermostOf } from '../syntax/outer.js';
import { shorten } from '../syntax/wording.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT } from '../values/value.js';
import type { ForeignUses } from './foreign-uses.js';
import { callsTaking } from './handed-together.js';

/** A host that is written without a path, or in front of one that is put in. */
const HOST = /^(?:https?:\/\/)?([^/:?#]+)(?::\d+)?(\/[^\s]*)?$/i;

/**
 * Hosts of Clever's that are handed to code which nobody can look into: a client that no table knows, a package, what a
 * container gives. So are those of which a client is made that goes where nobody can look. What is asked for is not known,
 * so that a run with one of them is not clean.
 *
 * @param known where texts stand that are parts of known addresses
 * @param callOutOfSight what is called with a text that is written at a place
 */
export function unreachedHosts(
  evaluation: Evaluation,
  { hosts }: Vocabulary,
  known: readonly Span[],
  callOutOfSight: ForeignUses['callOutOfSight'],
): readonly UnresolvedUsage[] {
  const knownIn = groupBy(known, ({ file }) => file);
  const { strings, templates } = evaluation.index;
  return [...strings, ...templates].flatMap((node): readonly UnresolvedUsage[] => {
    const [, host, path = '/'] = HOST.exec(tsc.isTemplateExpression(node) ? node.head.text : node.text) ?? [];
    if (!host || !hosts.includes(host.toLowerCase()) || isOfTests(fileOf(node))) return [];
    if (path !== '/' && !startsWithPlace(path)) return [];
    const span = spanOf(node);
    if (knownIn.get(span.file)?.some((each) => isInside(each, span))) return [];
    // A list of hosts that are allowed asks for nothing, whoever gets it.
    const findCall = (): string | null => callOutOfSight(span) ?? clientMadeWith(node, evaluation);
    const askedBy = (): string | null => (mayBeRequested(node, evaluation) ? findCall() : null);
    const call = evaluation.asOwnQuestion(() => askedBy() ?? filledByMethod(node, path, evaluation), node);
    if (!call) return [];
    const reason = path === '/' ? `what ${call} requests from this host` : `what ${call} makes of this URL`;
    return [{ kind: 'unresolved', span, url: span, version: null, confidence: 'certain', reason }];
  });
}

/** `'https://…/{0}/students'.format('v1.1')`: a method that texts do not have by themselves fills one in. */
function filledByMethod(text: ts.Expression, path: string, evaluation: Evaluation): string | null {
  const access = outermostOf(text).parent;
  if (path === '/' || !tsc.isPropertyAccessExpression(access) || access.name.text in String.prototype) return null;
  const { parent: call } = access;
  if (!tsc.isCallExpression(call) || call.expression !== access || !mayBeRequested(call, evaluation)) return null;
  return describePlace(`\`${access.name.text}(…)\``, call);
}

/** The call that makes a client with a host, as a phrase for a message; null where there is none. */
function clientMadeWith(host: ts.Expression, evaluation: Evaluation): string | null {
  const making = callsTaking(host, evaluation).find((call) =>
    clientsIn(evaluation.evaluate(call, EMPTY_CONTEXT), evaluation).some(({ made }) => made.length > 0),
  );
  return making ? describePlace(`\`${shorten(making.expression.getText(), 40)}(…)\``, making) : null;
}
