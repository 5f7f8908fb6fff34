import type { ts } from 'ts-morph';
import { spanOf } from '../program/program.js';
import { argumentTexts, argumentValues } from './arguments.js';
import { ARRAY_METHODS } from './array-methods.js';
import { dataIn } from './data-files.js';
import type { Evaluation } from './evaluation.js';
import { asTexts } from './literals.js';
import { membersAt } from './member-path.js';
import { memberNames } from './objects.js';
import { TEXT_METHODS } from './text-methods.js';
import { takingNoQuery, withPart } from './url-text.js';
import {
  charactersOf,
  concatenate,
  EMPTY_CONTEXT,
  impliedText,
  knownText,
  placedValues,
  slicePieces,
  writtenText,
  type CallSite,
  type Piece,
  type Value,
  type ValueOf,
  type Values,
} from './value.js';

/** What a function of the language or of Node's library answers; null where its arguments are not understood. */
type Builtin = (site: CallSite, evaluation: Evaluation) => Values | null;

/** Functions that can be named without a receiver whose value matters; modules without their `node:`. */
const FUNCTIONS: Readonly<Record<string, Builtin>> = {
  String: firstArgument,
  encodeURI: (site, evaluation) => encodedText(site, evaluation, encodeURI),
  encodeURIComponent: (site, evaluation) => encodedText(site, evaluation, encodeURIComponent),
  decodeURI: firstArgument,
  decodeURIComponent: firstArgument,
  structuredClone: firstArgument,
  URL: resolvedUrl,
  URLSearchParams: queryText,
  'Array.from': firstArgument,
  'Array.of': (site) => [{ kind: 'array', elements: site.arguments }],
  'Object.freeze': firstArgument,
  'Object.seal': firstArgument,
  'Object.assign': merged,
  'Object.values': (site, evaluation) => elementsOf(site, evaluation, (value) => [value]),
  'Object.keys': (site, evaluation) => elementsOf(site, evaluation, (_value, key) => [key]),
  'Object.entries': (site, evaluation) => elementsOf(site, evaluation, (value, key) => [key, value]),
  'JSON.parse': parsedData,
  'fs.readFileSync': readData,
  'fs.promises.readFile': readData,
  'fs/promises.readFile': readData,
  'fs-extra.readJsonSync': readData,
  'fs-extra.readJson': readData,
  'Promise.resolve': firstArgument,
  'Promise.all': firstArgument,
  'Reflect.get': (site, evaluation) => memberOf(site, evaluation),
  // https://angular.dev/api/core/inject
  '@angular/core.inject': instanceOfArgument,
  'lodash.bind': boundFunction,
  'lodash.partial': (site, evaluation) => withArguments(site, 1, evaluation),
  'lodash.once': skippedAfterCall,
  'lodash.throttle': skippedAfterCall,
  'lodash.debounce': skippedAfterCall,
  'lodash.memoize': skippedByFirst,
  // https://github.com/sindresorhus/p-memoize#cachekey, https://github.com/sindresorhus/memoize#cachekey
  'p-memoize': skippedByFirst,
  memoize: skippedByFirst,
  mem: skippedByFirst,
  // It keeps an answer for each list of arguments: https://react.dev/reference/react/cache
  'react.cache': firstArgument,
  // What is given in several calls goes together: https://lodash.com/docs/#curry, https://ramdajs.com/docs/#curry
  'lodash.curry': firstArgument,
  'lodash/fp.curry': firstArgument,
  'ramda.curry': firstArgument,
  // http://bluebirdjs.com/docs/api/promise.coroutine.html, https://github.com/tj/co#api
  'bluebird.coroutine': firstArgument,
  'co.wrap': firstArgument,
  // https://github.com/SGrondin/bottleneck#wrap
  'bottleneck.().wrap': firstArgument,
  // https://github.com/sindresorhus/p-throttle
  'p-throttle.()': firstArgument,
  // https://nodeshift.dev/opossum/#circuitbreakerfire
  opossum: (site, evaluation) => functionUnder('fire', site, evaluation),
  'Meteor.bindEnvironment': firstArgument,
  'jquery.proxy': boundFunction,
  'lodash.get': memberOfPath,
  'lodash.cloneDeep': firstArgument,
  'lodash.merge': merged,
  'lodash.assign': merged,
  'lodash.extend': merged,
  'lodash.extendOwn': merged,
  'lodash.defaults': mergedBackwards,
  'lodash.defaultsDeep': mergedBackwards,
  'util._extend': merged,
  'jquery.extend': merged,
  deepmerge: merged,
  'merge-options': merged,
  'object-assign': merged,
  extend: merged,
  xtend: merged,
  defu: mergedBackwards,
  'defu.defu': mergedBackwards,
  'url.URL': resolvedUrl,
  'url.resolve': (site, evaluation) => resolvedUrl({ ...site, arguments: site.arguments.toReversed() }, evaluation),
  'url.format': formattedUrl,
  'url.parse': firstArgument,
  'querystring.stringify': queryText,
  'qs.stringify': queryText,
  'path.join': joinedPath,
  'path.posix.join': joinedPath,
  'path/posix.join': joinedPath,
  'url-join': joinedPath,
  'util.format': formatted,
  'String.raw': interleaved,
};

/**
 * What a method of a text or an array answers.
 *
 * @returns null if the value has no such method, or one that nobody needs for a URL
 */
export function callMethod(receiver: Value, name: string, site: CallSite, evaluation: Evaluation): Values | null {
  if (receiver.kind === 'text' && Object.hasOwn(TEXT_METHODS, name))
    return TEXT_METHODS[name]?.(receiver, site, evaluation) ?? null;
  if (receiver.kind === 'array' && Object.hasOwn(ARRAY_METHODS, name))
    return ARRAY_METHODS[name]?.(receiver, site, evaluation) ?? null;
  return null;
}

/**
 * What a function of the language or of Node answers.
 *
 * @param name dotted, modules without their `node:`
 * @returns null for any other function
 */
export function callBuiltin(name: string, site: CallSite, evaluation: Evaluation): Values | null {
  const known = knownName(name);
  if (!Object.hasOwn(FUNCTIONS, known)) return null;
  return FUNCTIONS[known]?.(site, evaluation) ?? null;
}

/** Other names of packages, and of their functions when these are imported one by one: `lodash/merge`, `$.extend`. */
const OTHER_NAMES = /^(?:(?:lodash-es|underscore)[./]|lodash\/(?!fp\b)|_\.(?=\w+$))/;

/** `lodash/memoize.js`, the file of a function that is imported by itself. */
const FILE_OF_PACKAGE = /^([\w-]+\/\w+)\.js\b/;

function knownName(name: string): string {
  return name
    .replace(FILE_OF_PACKAGE, '$1')
    .replace(OTHER_NAMES, 'lodash.')
    .replace(/^(?:\$|jQuery)\./, 'jquery.');
}

/** A text as it is sent: `users?role=student` is no longer a query once it is encoded. */
function encodedText(site: CallSite, evaluation: Evaluation, encode: (text: string) => string): Values | null {
  return (
    firstArgument(site, evaluation)?.map((value) =>
      value.kind === 'text' ? { ...value, pieces: value.pieces.map((piece) => encodedPiece(piece, encode)) } : value,
    ) ?? null
  );
}

function encodedPiece(piece: Piece, encode: (text: string) => string): Piece {
  const text = piece.hole ? piece.text : encode(piece.text);
  return text === piece.text ? piece : { ...piece, text, verbatim: false };
}

/** What every reference keeps of a base; a base that is not known, or begins with what is not, counts as an origin. */
const ORIGIN = /^(?:(?:(?:[a-z][a-z0-9+.-]*|\{[^{}]*\}):)?\/\/[^/?#]*|\{[^{}]*\})/i;

/** A reference to a path from a base, as browsers and `new URL` resolve it. */
export function resolvePieces(base: readonly Piece[], path: readonly Piece[]): readonly Piece[] {
  const text = charactersOf(path);
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) || base.length === 0) return path;
  const origin = ORIGIN.exec(charactersOf(base))?.[0] ?? '';
  if (text.startsWith('/')) return [...slicePieces(base, 0, origin.length), ...path];
  const whole = charactersOf(base).replace(/[?#].*$/, '');
  const folder = Math.max(whole.lastIndexOf('/') + 1, origin.length);
  const separator = folder === origin.length && text ? impliedText('/').pieces : [];
  return [...slicePieces(base, 0, folder), ...separator, ...path];
}

function firstArgument(site: CallSite, evaluation: Evaluation): Values {
  return argumentValues(site, evaluation)[0] ?? [];
}

/** The instance of a class of the program that a framework makes. */
function instanceOfArgument(site: CallSite, evaluation: Evaluation): Values | null {
  const made = firstArgument(site, evaluation).flatMap((value): Values => {
    const isClass = value.kind === 'class';
    return isClass ? [{ kind: 'instance', node: value.node, site: null, context: EMPTY_CONTEXT, from: null }] : [];
  });
  return made.length ? made : null;
}

/** A function that is not called again whenever what is made of it is: https://lodash.com/docs/#once */
function skippedAfterCall(site: CallSite, evaluation: Evaluation): Values {
  return skippedFunction('after a call', site, evaluation);
}

/** By the first argument, as long as nothing else makes the key. */
function skippedByFirst(site: CallSite, evaluation: Evaluation): Values {
  return skippedFunction(site.arguments[1] ? 'after a call' : 'by first argument', site, evaluation);
}

function skippedFunction(
  skipped: NonNullable<ValueOf<'function'>['skipped']>,
  site: CallSite,
  evaluation: Evaluation,
): Values {
  return firstArgument(site, evaluation).map((value) => (value.kind === 'function' ? { ...value, skipped } : value));
}

/** An object that calls the function which it is made with, or answers in its place, by a method of this name. */
function functionUnder(method: string, site: CallSite, evaluation: Evaluation): Values | null {
  const functions = skippedFunction('by a library', site, evaluation).filter(({ kind }) => kind === 'function');
  return functions.length ? [{ kind: 'members', members: { [method]: functions } }] : null;
}

/** A file of JSON, which stands for its text and for what that is parsed to. */
function readData(site: CallSite, evaluation: Evaluation): Values | null {
  const { node } = site;
  const data = node ? firstArgument(site, evaluation).flatMap((path) => dataIn(path, node, evaluation)) : [];
  return data.length ? data : null;
}

/** `JSON.parse(readFileSync('settings.json', 'utf8'))` */
function parsedData(site: CallSite, evaluation: Evaluation): Values | null {
  const data = firstArgument(site, evaluation).filter(({ kind }) => kind === 'object' || kind === 'array');
  return data.length ? data : null;
}

/** `_.bind(load, this, path)` */
function boundFunction(site: CallSite, evaluation: Evaluation): Values {
  return withArguments(site, 2, evaluation);
}

/** A function that is handed on, the arguments from an index on given ahead. */
function withArguments(site: CallSite, index: number, evaluation: Evaluation): Values {
  const ahead = site.arguments.slice(index);
  return firstArgument(site, evaluation).map((value) =>
    value.kind === 'function' ? { ...value, bound: [...value.bound, ...ahead] } : value,
  );
}

function resolvedUrl(site: CallSite, evaluation: Evaluation): Values {
  const [paths = [], bases = [[]]] = argumentTexts(site, evaluation);
  return paths.flatMap((to) => bases.map((from): Value => ({ kind: 'text', pieces: resolvePieces(from, to) })));
}

function merged(site: CallSite, evaluation: Evaluation): Values {
  const values = argumentValues(site, evaluation);
  const [first] = values[0] ?? [];
  if (first?.kind === 'text') return withParts(first, values.slice(1).flat(), site, evaluation);
  return [{ kind: 'merge', parts: values.flat() }];
}

/** What comes first counts most: `_.defaults(given, { url })`. */
function mergedBackwards(site: CallSite, evaluation: Evaluation): Values {
  return merged({ ...site, arguments: site.arguments.toReversed() }, evaluation);
}

/** `Object.assign(new URL(base), { pathname: '/me' })` */
function withParts(url: ValueOf<'text'>, parts: Values, site: CallSite, evaluation: Evaluation): Values {
  return parts
    .flatMap((part) => memberNames(part).map((name) => ({ name, values: evaluation.member(part, name) })))
    .reduce<Values>(
      (urls, { name, values }) =>
        urls.flatMap((each) =>
          each.kind === 'text' ? withPart(each, name, asTexts(site.node as ts.Node, values)) : [],
        ),
      [url],
    );
}

/** `String.raw(strings, ...values)`: the texts with the values between them. */
function interleaved(site: CallSite, evaluation: Evaluation): Values | null {
  const [given = [], ...between] = argumentValues(site, evaluation);
  const raw = given.flatMap((each) => (each.kind === 'object' ? evaluation.member(each, 'raw') : [each]));
  const [strings] = raw;
  if (strings?.kind === 'unknown') return raw;
  if (strings?.kind !== 'array') return null;
  const node = site.node as ts.Expression;
  const parts = strings.elements.flatMap(({ node: element, context }, index) => [
    asTexts(element, evaluation.evaluate(element, context)),
    ...(index < strings.elements.length - 1 ? [asTexts(node, between[index] ?? [])] : []),
  ]);
  return concatenate(parts);
}

function elementsOf(
  site: CallSite,
  evaluation: Evaluation,
  pick: (value: Values, key: Values) => readonly Values[],
): Values {
  const node = site.node as ts.Expression;
  return (argumentValues(site, evaluation)[0] ?? []).flatMap((holder): Values => {
    if (holder.kind === 'unknown') return [holder];
    const elements = memberNames(holder).map((name) => {
      const picked = pick(evaluation.member(holder, name), [writtenText(name, spanOf(node), false)]);
      const [only, ...others] = picked;
      if (only && !others.length) return placedValues(node, only);
      return placedValues(node, [{ kind: 'array', elements: picked.map((values) => placedValues(node, values)) }]);
    });
    return [{ kind: 'array', elements }];
  });
}

function memberOf(site: CallSite, evaluation: Evaluation): Values | null {
  const [holders = [], keys = []] = argumentValues(site, evaluation);
  const key = keys[0] ? knownText(keys[0]) : null;
  return key === null ? null : holders.flatMap((holder) => evaluation.member(holder, key));
}

/** `get(config, 'clever.base', fallback)` */
function memberOfPath(site: CallSite, evaluation: Evaluation): Values | null {
  const [holders = [], paths = [], fallback = []] = argumentValues(site, evaluation);
  const path = paths[0] ? knownText(paths[0]) : null;
  if (path === null) return null;
  const found = membersAt(holders, path.split('.'), evaluation);
  return found.length ? found : fallback;
}

/** `path.join` puts one slash between its parts; that is the only use of it on a URL's path. */
function joinedPath(site: CallSite, evaluation: Evaluation): Values {
  const [first, ...others] = argumentTexts(site, evaluation);
  const slash = [impliedText('/').pieces];
  return concatenate([first ?? [], ...others.flatMap((part) => [slash, part])]).map(collapseSlashes);
}

function collapseSlashes(value: Value): Value {
  if (value.kind !== 'text') return value;
  const pieces: Piece[] = [];
  for (const piece of value.pieces) {
    const before = charactersOf(pieces);
    const implied = piece.span === null && piece.text === '/';
    // The slash that a part brings along is kept, because edits are made there.
    if (before.endsWith('/') && piece.text.startsWith('/') && !implied) dropLastSlash(pieces);
    if (!(implied && before.endsWith('/'))) pieces.push(piece);
  }
  return { kind: 'text', pieces };
}

function dropLastSlash(pieces: Piece[]): void {
  const last = pieces.pop();
  if (last) pieces.push(...slicePieces([last], 0, last.text.length - 1));
}

/** `url.format({ protocol, hostname, pathname, query })`, or of a URL. */
function formattedUrl(site: CallSite, evaluation: Evaluation): Values | null {
  const [argument] = site.arguments;
  const [given] = firstArgument(site, evaluation);
  if (!argument || !given) return null;
  if (given.kind !== 'object' && given.kind !== 'merge') return [given];
  const part = (...names: readonly string[]) => {
    const found = names.map((name) => evaluation.member(given, name)).find((values) => values.some(isSet));
    return found ? asTexts(argument.node, found) : [];
  };
  const hosts = part('host', 'hostname');
  if (!hosts.length) return null;
  const schemes = part('protocol').map((scheme) => [
    ...scheme,
    ...impliedText(endsIn(scheme, ':') ? '//' : '://').pieces,
  ]);
  const queries = evaluation.member(given, 'query').flatMap((query) => queriesOf(query, argument.node, evaluation));
  return concatenate([
    schemes.length ? schemes : [impliedText('//').pieces],
    hosts,
    part('pathname').length ? part('pathname').map(takingNoQuery) : [[]],
    queries.length ? queries.map((query) => [...impliedText('?').pieces, ...query]) : [[]],
  ]);
}

function isSet(value: Value): boolean {
  return value.kind !== 'nothing';
}

function endsIn(pieces: readonly Piece[], end: string): boolean {
  return charactersOf(pieces).endsWith(end);
}

/** `new URLSearchParams({ limit: 1 })`, `qs.stringify({ limit: 1 })` */
function queryText(site: CallSite, evaluation: Evaluation): Values | null {
  const [argument] = site.arguments;
  if (!argument) return [impliedText('')];
  const queries = firstArgument(site, evaluation).flatMap((value) => queriesOf(value, argument.node, evaluation));
  return queries.length ? concatenate([queries]) : null;
}

function queriesOf(value: Value, node: ts.Expression, evaluation: Evaluation): readonly (readonly Piece[])[] {
  if (value.kind === 'text') return [value.pieces];
  if (value.kind !== 'object' && value.kind !== 'merge') return [];
  const parameters = memberNames(value).map((name) => [
    [impliedText(`${name}=`).pieces],
    asTexts(node, evaluation.member(value, name)),
  ]);
  const ampersand = [impliedText('&').pieces];
  const parts = parameters.flatMap((parameter, index) => (index === 0 ? parameter : [ampersand, ...parameter]));
  return concatenate(parts).map(({ pieces }) => pieces);
}

/** `util.format('%s/me', base)` */
function formatted(site: CallSite, evaluation: Evaluation): Values | null {
  const [formats = [], ...values] = argumentTexts(site, evaluation);
  const results = formats.map((format) => {
    const parts: (readonly (readonly Piece[])[])[] = [];
    const left = [...values];
    let offset = 0;
    for (const match of charactersOf(format).matchAll(/%[sdijfoO%]/g)) {
      parts.push([slicePieces(format, offset, match.index)]);
      parts.push(match[0] === '%%' ? [impliedText('%').pieces] : (left.shift() ?? [[]]));
      offset = match.index + match[0].length;
    }
    parts.push([slicePieces(format, offset, charactersOf(format).length)]);
    for (const more of left) parts.push([impliedText(' ').pieces], more);
    return concatenate(parts);
  });
  return results.flat();
}
