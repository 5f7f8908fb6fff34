import type { Join } from '../clients/join.js';
import type { Place, RequestForm } from '../clients/client.js';
import { spanOf } from '../program/program.js';
import { resolvePieces } from '../values/builtins.js';
import type { Evaluation } from '../values/evaluation.js';
import {
  charactersOf,
  concatenate,
  goTogether,
  impliedText,
  placedValues,
  slicePieces,
  toPieces,
  unknown,
  type CallSite,
  type Piece,
  type Scope,
  type Values,
} from '../values/value.js';
import { assignedBases, configuredBases } from './bases.js';
import { urlsInCommand } from './commands.js';
import { behindInterceptors } from './interceptors.js';
import { clientsIn, type Instance, type Made, type Matched } from './match.js';
import { parsedUrl } from './parsed-url.js';
import { behindProxy } from './proxies.js';
import { fromParts, withPartsOver } from './parts.js';
import { nodeOf, optionsWrittenAt, textsAt, valuesAt } from './places.js';

type Text = readonly Piece[];

/** A base and how it is joined with a path. */
interface Base {
  readonly text: Text;
  readonly join: Join;
}

/** What the URL of a request can be. */
export function urlsOf(match: Matched, site: CallSite, evaluation: Evaluation): readonly Text[] {
  return joinedTexts(match, site, evaluation)
    .flatMap((text) => behindProxy(text, evaluation))
    .map(parsedUrl);
}

function joinedTexts(match: Matched, site: CallSite, evaluation: Evaluation): readonly Text[] {
  const known = match.client.mock ? mockedPaths(match.form, site, evaluation) : pathsOf(match.form, site, evaluation);
  const bases = basesOf(match, site, evaluation);
  const changed = behindInterceptors(match, { paths: known, bases: bases.map(({ text }) => text) }, site, evaluation);
  if (changed?.bases.length) {
    const { join } = match.client;
    return changed.paths.flatMap((path) => changed.bases.flatMap((base) => joined(join, base, path) ?? []));
  }
  if (changed) return changed.paths.map((path) => withOrigin(path, match.client.assumedOrigin));
  // A base says where the request goes, whatever stands behind it: `api.get(answer.links[1].uri)`.
  const paths = known.length || !bases.length ? known : openPaths(match.form, site, evaluation);
  if (!bases.length) return paths.map((path) => withOrigin(path, match.client.assumedOrigin));
  return paths.flatMap((path) => bases.flatMap((base) => joined(base.join, base.text, path) ?? []));
}

function pathsOf(form: RequestForm, site: CallSite, evaluation: Evaluation): readonly Text[] {
  if (form.command) return urlsInCommand(form.command, site, evaluation);
  for (const place of form.url) {
    const texts = textsAt(place, site, evaluation);
    if (texts.length) return form.parts ? withPartsOver(texts, form.parts, site, evaluation) : texts;
  }
  // `client.userinfo(token)`, which asks the base itself.
  if (!form.url.length && !form.parts) return [[]];
  const whole = form.parts ? fromParts(form.parts, site, evaluation) : [];
  // `client.get()` of a client whose base is the whole address.
  return whole.length || form.parts || site.arguments.length ? whole : [[]];
}

/** What a mock answers; a hole where it is told by a pattern or a function, or answers whatever is asked. */
function mockedPaths({ url }: RequestForm, site: CallSite, evaluation: Evaluation): readonly Text[] {
  const texts = url.flatMap((place) => textsAt(place, site, evaluation));
  const place = spanOf(nodeOf(site));
  return texts.length ? texts : [toPieces(unknown('path', 'which paths the mock answers', place), 'path', place)];
}

/** A hole for a path of which no more is known than that it is there. */
function openPaths({ url }: RequestForm, site: CallSite, evaluation: Evaluation): readonly Text[] {
  const place = url.find(({ member, returned }) => member === undefined && !returned);
  if (!place) return [];
  const values = valuesAt(place, site, evaluation).filter(({ kind }) => kind === 'external');
  return values.slice(0, 1).map((value) => toPieces(value, 'path', spanOf(nodeOf(site))));
}

/** The base of the call's own options, or else of the instance. */
function basesOf(match: Matched, site: CallSite, evaluation: Evaluation): readonly Base[] {
  for (const place of ownBasePlaces(match)) {
    const values = valuesAt(place, site, evaluation).filter((value) => value.kind === 'text');
    const bases = orUnseen(values, place, site, evaluation);
    if (bases.length) return toBases(bases, place, site, match);
  }
  return instanceBases(match, evaluation);
}

/** The scope whose callers say whether the options of a call hold a base: `axios.get('/me', { ...defaults, ...given })`. */
export function scopeOfOpenBase(match: Matched, site: CallSite, evaluation: Evaluation): Scope | null {
  for (const place of ownBasePlaces(match)) {
    const open = valuesAt(place, site, evaluation).find((value) => value.kind === 'unknown' && value.opens !== null);
    if (open?.kind === 'unknown') return open.opens;
  }
  return null;
}

function ownBasePlaces({ form, client }: Matched): readonly Place[] {
  const ownOptions = [...new Set([form.options, 0])].filter((argument) => argument !== undefined);
  return ownOptions.flatMap((argument) => Object.keys(client.baseOptions).map((member) => ({ argument, member })));
}

/** The base that an instance was given: assigned last, then made with, then that of what it was made of. */
function instanceBases(instance: Instance, evaluation: Evaluation): readonly Base[] {
  const { client, made, value } = instance;
  const assigned = assignedBases(instance, evaluation);
  if (assigned.values.length && assigned.certain) return textBases(assigned.values, instance);
  const rest = made.some(({ form }) => form.extendsBase)
    ? extendedBases(instance, evaluation)
    : madeBases(instance, evaluation);
  if (rest.length || assigned.values.length) return [...textBases(assigned.values, instance), ...rest];
  if (made.length && client.assignedBase.length) {
    const root: Instance = { ...instance, made: [], value: { ...value, steps: [] } };
    return textBases(assignedBases(root, evaluation).values, root);
  }
  const configured = configuredBases(client, evaluation);
  const isOwn = !configured.length && client.ownBase !== null;
  return textBases(isOwn ? [impliedText(client.ownBase)] : configured, instance);
}

function madeBases(instance: Instance, evaluation: Evaluation): readonly Base[] {
  for (const [index, made] of [...instance.made.entries()].reverse()) {
    const before = { ...instance, made: instance.made.slice(0, index) };
    const bases = basesAtCall(made, instance, evaluation);
    if (bases.length) return bases;
    const changed = changedBases(made, before, evaluation);
    if (changed.length) return changed;
  }
  return [];
}

/** `api.extend((options) => ({ prefixUrl: `${options.prefixUrl}/v1.1` }))`: what a function makes of the options before. */
function changedBases({ form, site }: Made, before: Instance, evaluation: Evaluation): readonly Base[] {
  const [argument] = site.arguments;
  if (!form.changesOptions || !argument) return [];
  const functions = evaluation.evaluate(argument.node, argument.context).filter(({ kind }) => kind === 'function');
  const names = Object.keys(before.client.baseOptions);
  const texts = functions.length ? madeBases(before, evaluation).map(({ text }) => text) : [];
  const known: Values = texts.map((pieces) => ({ kind: 'text', pieces }));
  const options: Values = [{ kind: 'members', members: Object.fromEntries(names.map((name) => [name, known])) }];
  const given = { ...site, node: null, arguments: [placedValues(argument.node, options)] };
  return functions.flatMap((each) => {
    const answers = evaluation.invoke(each, given, false);
    return names.flatMap((member) => {
      const values = answers
        .flatMap((answer) => evaluation.member(answer, member))
        .filter(({ kind }) => kind === 'text');
      return toBases(values, { argument: 0, member }, site, before);
    });
  });
}

/** All bases in a row, for a client whose instances add to the address: `wretch(origin).url('/v1.1')`. */
function extendedBases(instance: Instance, evaluation: Evaluation): readonly Base[] {
  const parts = instance.made.map((made) => basesAtCall(made, instance, evaluation).map(({ text }) => text));
  const texts = concatenate(parts.filter((alternatives) => alternatives.length));
  return texts.flatMap(({ pieces }) => (pieces.length ? [{ text: pieces, join: instance.client.join }] : []));
}

function basesAtCall({ form, site }: Made, instance: Instance, evaluation: Evaluation): readonly Base[] {
  for (const place of form.base.flatMap((each) => placesOf(each, site))) {
    const values = valuesAt(place, site, evaluation).filter(
      (value) => value.kind === 'text' || value.kind === 'unknown',
    );
    const bases = orUnseen(values, place, site, evaluation);
    if (bases.length) return toBases(bases, place, site, instance);
  }
  return form.inherits === undefined ? [] : inheritedBases(form.inherits, site, evaluation);
}

/** Bases that are known, or else one that is written as an option, of which no more is known than how it is called. */
function orUnseen(bases: Values, place: Place, site: CallSite, evaluation: Evaluation): Values {
  return bases.length ? bases : optionsWrittenAt(place, site, evaluation).filter(({ kind }) => kind === 'external');
}

/** Each argument by itself, the last first, since one that is a client has no such option. */
function placesOf(place: Place, site: CallSite): readonly Place[] {
  if (place.argument !== 'any') return [place];
  return site.arguments.map((_, argument) => ({ ...place, argument })).reverse();
}

function inheritedBases(argument: number | 'any', site: CallSite, evaluation: Evaluation): readonly Base[] {
  for (const place of placesOf({ argument }, site)) {
    const bases = clientsIn(valuesAt(place, site, evaluation), evaluation).flatMap((each) =>
      instanceBases(each, evaluation),
    );
    if (bases.length) return bases;
  }
  return [];
}

function toBases(values: Values, { member }: Place, site: CallSite, { client }: Instance): readonly Base[] {
  const join = (member === undefined ? null : client.baseOptions[member]) ?? client.join;
  return values.map((value) => ({ text: toPieces(value, member ?? 'base', spanOf(nodeOf(site))), join }));
}

function textBases(values: Values, { client }: Instance): readonly Base[] {
  return values.flatMap((value) => (value.kind === 'text' ? [{ text: value.pieces, join: client.join }] : []));
}

/** Base and path joined as a client joins them; null if it refuses to, or if they are never of one request. */
function joined({ between, absolute }: Join, base: Text, path: Text): readonly Text[] | null {
  if (!goTogether(base, path)) return null;
  const text = charactersOf(path);
  if (absolute !== 'joined' && /^([a-z][a-z0-9+.-]*:)?\/\//i.test(text)) return absolute === 'alone' ? [path] : null;
  switch (between) {
    case 'one slash':
      return [text ? withOneSlash(base, path) : base];
    case 'slash before names':
      return text.startsWith('/') ? null : [withOneSlash(base, path)];
    case 'nothing':
      return [[...base, ...path]];
    case 'nothing after an origin':
      // What only callers know begins with a slash, too.
      return hasPath(base) || !/^[/{]/.test(text) ? null : [[...withoutEndSlashes(base), ...path]];
    case 'nothing after cut slashes':
      return [[...withoutEndSlashes(base), ...path]];
    case 'resolution':
      return [resolvePieces(base, path)];
  }
}

/** `api.host.com/path` becomes `http://api.host.com/path` with clients that take the scheme for granted. */
function withOrigin(path: Text, origin: string | null): Text {
  return origin && /^[\w-]+(\.[\w-]+)+[:/]/.test(charactersOf(path)) ? [...impliedText(origin).pieces, ...path] : path;
}

function hasPath(base: Text): boolean {
  return /^[^:]+:\/\/[^/]+\/[^/]/.test(charactersOf(base));
}

/** Base and path with exactly one slash between them; the path's own slash is kept, because edits are made there. */
function withOneSlash(base: Text, path: Text): Text {
  const text = charactersOf(path);
  if (!text.startsWith('/')) return [...withoutEndSlashes(base), ...impliedText('/').pieces, ...path];
  const extra = text.length - text.replace(/^\/+/, '').length - 1;
  return [...withoutEndSlashes(base), ...slicePieces(path, extra, text.length)];
}

function withoutEndSlashes(base: Text): Text {
  return slicePieces(base, 0, charactersOf(base).replace(/(?<!\/)\/+$/, '').length);
}
