import type { ts } from 'ts-morph';
import { connectedFiles } from '../model/leading-files.js';
import { itemsByPlace } from '../model/place-index.js';
import { isInside, placeKey, type Span } from '../model/spans.js';
import { isOfTests } from '../model/test-files.js';
import type { UnresolvedUsage } from '../model/usage.js';
import type { Vocabulary } from '../model/vocabulary.js';
import { fileOf, spanOf } from '../program/program.js';
import { reasonOf } from '../requests/holes.js';
import type { Request } from '../requests/requests.js';
import { hostOf, isCleversPath } from '../requests/url.js';
import { tsc } from '../syntax/compiler.js';
import { writtenName } from '../syntax/names.js';
import { calleeName } from '../program/syntax-index.js';
import type { Evaluation } from '../values/evaluation.js';
import { charactersOf, type Piece } from '../values/value.js';

/** A host of Clever's that is a member of objects, by the names of the member and of the next object. */
interface NamedHost {
  readonly file: string;
  readonly names: readonly string[];
}

/**
 * Answers whether a base that nobody knows is read by the name under which Clever's host stands in an object: `x.host` in a
 * file of `{ host: 'https://api.clever.com' }`, `app.config.clever.url` beside `exports.clever = { url }`.
 */
export type HasNamedHost = (base: Piece, reader: string) => boolean;

/**
 * The hosts that are members of objects, and in no address that is known.
 *
 * @param known where texts stand that are parts of known addresses
 */
export function namedHosts(evaluation: Evaluation, { hosts }: Vocabulary, known: readonly Span[]): HasNamedHost {
  const knownAt = itemsByPlace(known, (span) => span);
  const named = evaluation.index.strings.flatMap((node): readonly NamedHost[] => {
    const isHost = hosts.includes(hostOf(node.text) ?? '') && /^https?:\/\/[^/]+\/?$/i.test(node.text);
    if (!isHost || !tsc.isPropertyAssignment(node.parent) || isOfTests(fileOf(node))) return [];
    const span = spanOf(node);
    if (knownAt(span).some((each) => isInside(each, span))) return [];
    return [{ file: span.file, names: namesOutward(node.parent) }];
  });
  const isConnected = connectedFiles(evaluation.sources);
  return ({ hole, variable, readOff = '' }, reader) => {
    if (!hole || variable !== undefined || !named.length) return false;
    const [name, holder] = readOff.split(' ').reverse();
    return named.some(
      ({ file, names }) =>
        names[0] === name && ((holder !== undefined && names[1] === holder) || isConnected(file, reader)),
    );
  };
}

/** The names that lead to a member, its own first: `['u', 'custom']` of `exports.custom = { u: … }`. */
function namesOutward({ name, parent: literal }: ts.PropertyAssignment): readonly string[] {
  const { parent } = literal;
  const own = writtenName(name) ?? '';
  if (tsc.isPropertyAssignment(parent)) return [own, writtenName(parent.name) ?? ''];
  if (tsc.isVariableDeclaration(parent)) return [own, writtenName(parent.name) ?? ''];
  if (tsc.isBinaryExpression(parent)) return [own, calleeName(parent.left) ?? ''];
  return [own];
}

/**
 * Calls whose base is read by the name of a member that holds Clever's host, while nobody can tell of which object.
 *
 * @param said where calls stand that are told already
 */
export function callsOfNamedHosts(
  requests: readonly Request[],
  hasNamedHost: HasNamedHost,
  said: ReadonlySet<string>,
  vocabulary: Vocabulary,
): readonly UnresolvedUsage[] {
  return requests.flatMap(({ call, client, urls }): readonly UnresolvedUsage[] => {
    const span = spanOf(call);
    if (client.mock || said.has(placeKey(span)) || isOfTests(span.file)) return [];
    const found = urls.find(
      ([base, ...rest]) =>
        base !== undefined && hasNamedHost(base, span.file) && mayBeAsked(charactersOf(rest), vocabulary),
    );
    const base = found?.[0];
    if (!base) return [];
    const version = /^\/?(v1\.\d)\b/i.exec(charactersOf(found.slice(1)))?.[1] ?? null;
    return [{ kind: 'unresolved', span, url: span, version, confidence: 'certain', reason: reasonOf(base) }];
  });
}

/** Whether what stands behind a base may be an old path of Clever's: its own words say so, or only run time does. */
export function mayBeAsked(rest: string, vocabulary: Vocabulary): boolean {
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  return (
    /^\/(?:\{|me(?:[?{]|$)|v1\.\d\/\{)/i.test(path) || (/^\/v1\.\d\//i.test(path) && isCleversPath(path, vocabulary))
  );
}
