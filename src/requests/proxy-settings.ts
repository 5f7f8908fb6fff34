import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { fileOf, spanOf } from '../program/program.js';
import { writtenName } from '../syntax/names.js';
import { calleeName } from '../program/syntax-index.js';
import type { Evaluation } from '../values/evaluation.js';
import { memberNames } from '../values/objects.js';
import { substitutedText } from '../values/text-methods.js';
import {
  charactersOf,
  EMPTY_CONTEXT,
  knownText,
  placedValues,
  slicePieces,
  toPieces,
  type Piece,
  type Value,
  type ValueOf,
  type Values,
  textsAmong,
} from '../values/value.js';

type Text = readonly Piece[];

/** A server in front of the program that sends some of its requests on: that of Vite, a rewrite of Next, a middleware. */
export interface Proxy {
  /** What the paths begin with that are sent on; empty for all. */
  readonly prefix: string;
  /** Where the paths go that begin with it. */
  readonly targets: readonly Text[];
  /** What becomes of a path before it is put behind the target. */
  rewrite(path: Text): readonly Text[];
  /** Where the target is written. */
  readonly node: ts.Expression;
  /** Paths that it changes, as the program asks for them, where its settings say what becomes of them. */
  readonly samples: readonly string[];
}

/** Files of settings, in the folder of a package, that tell a server where to send requests. */
const FILES = [
  'package.json',
  'vercel.json',
  'now.json',
  'proxy.conf.json',
  'src/proxy.conf.json',
  'proxy.config.json',
];

/** The setting that holds a target, by its name. */
type Reader = (setting: Setting, evaluation: Evaluation) => readonly Proxy[];

/** A member of an object: its name, its value, and the object. */
interface Setting {
  readonly name: string;
  readonly value: ts.Expression;
  readonly object: ts.ObjectLiteralExpression;
}

/** No object, since a setting may be called as a member that every object has. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  // https://github.com/http-party/node-http-proxy#options, as Vite, webpack-dev-server and http-proxy-middleware take them
  ['target', (setting, evaluation) => proxiesOfOptions(setting, evaluation)],
  // https://nextjs.org/docs/app/api-reference/config/next-config-js/rewrites, https://vercel.com/docs/rewrites
  ['destination', (setting, evaluation) => rewritesTo(setting, evaluation)],
  // https://github.com/fastify/fastify-http-proxy#options
  ['upstream', (setting, evaluation) => proxiesOfOptions(setting, evaluation)],
  ['proxy', (setting, evaluation) => [...proxiesInTable(setting, evaluation), ...routeRule(setting, evaluation)]],
  ['devProxy', (setting, evaluation) => proxiesInTable(setting, evaluation)],
]);

/** The proxies that the opened files, and the settings of their packages, set up. */
export function readProxies(evaluation: Evaluation): readonly Proxy[] {
  const { index } = evaluation;
  const written = [...READERS.keys()].flatMap((name) => index.identifiers(name).map(({ parent }) => parent));
  const settings = settingsFiles(evaluation).flatMap((file) => propertiesIn(file, evaluation));
  const read = [...written, ...settings]
    .flatMap(toSetting)
    .flatMap((setting) => READERS.get(setting.name)?.(setting, evaluation) ?? []);
  return [...read, ...mountedTargets(evaluation)];
}

function toSetting(node: ts.Node): readonly Setting[] {
  if (!tsc.isPropertyAssignment(node) && !tsc.isShorthandPropertyAssignment(node)) return [];
  const name = writtenName(node.name);
  const value = tsc.isPropertyAssignment(node) ? node.initializer : node.name;
  return name === null ? [] : [{ name, value, object: node.parent }];
}

function settingsFiles({ index, sources }: Evaluation): readonly string[] {
  const packages = new Set(index.calls.map((call) => sources.packageOf(fileOf(call))));
  const beside = [...packages].map((folder) => (folder === '' ? 'package.json' : `${folder}/package.json`));
  return beside.flatMap((own) => FILES.flatMap((file) => sources.resolve(`./${file}`, own) ?? []));
}

/** The properties of a file of JSON, at any depth. */
function propertiesIn(file: string, evaluation: Evaluation): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const waiting: ts.Node[] = evaluation
    .exported(file, 'default')
    .flatMap((value) => (value.kind === 'object' ? [value.node] : []));
  for (const node of waiting) {
    if (tsc.isPropertyAssignment(node)) found.push(node);
    tsc.forEachChild(node, (child) => void waiting.push(child));
  }
  return found;
}

/** `'/api': { target: 'https://…', rewrite: (path) => … }`, `createProxyMiddleware('/api', { target })` */
function proxiesOfOptions({ value, object }: Setting, evaluation: Evaluation): readonly Proxy[] {
  const targets = textsAmong(evaluation.evaluate(value, EMPTY_CONTEXT));
  if (!targets.length) return [];
  const options: Value = { kind: 'object', node: object, context: EMPTY_CONTEXT };
  const rewriters = ['rewrite', 'pathRewrite'].flatMap((name) => evaluation.member(options, name));
  return mountsOf(object, options, evaluation).map((mount) => ({
    prefix: mount.prefix,
    targets,
    node: value,
    rewrite: (path) => rewrittenAt(mount, rewriters, path, evaluation),
    samples: rewriters.length ? [...rewriters.flatMap(pathsOfTable), `${mount.prefix}/`] : [],
  }));
}

/** The paths that a table changes: `/sis/me` of `{ '^/sis/me$': '/v1.1/me' }`. */
function pathsOfTable(rewriter: Value): readonly string[] {
  const paths = memberNames(rewriter).map((pattern) => pattern.replace(/^\^|\$$/g, ''));
  return paths.filter((path) => /^(?:\/[\w.-]+)+\/?$/.test(path));
}

/**
 * What becomes of a path that comes to a proxy. Some releases of http-proxy-middleware see the path without what it is mounted
 * at, others see all of it: the rewrite tells for which of the two it was written.
 */
function rewrittenAt({ prefix, isCut }: Mount, rewriters: Values, path: Text, evaluation: Evaluation): readonly Text[] {
  const seen = isCut ? cutOff(prefix, path) : path;
  const rewritten = rewrittenBy(rewriters, seen, evaluation);
  if (!isCut || !rewriters.length || rewritten.some((each) => isChanged(seen, each))) return rewritten;
  const whole = rewrittenBy(rewriters, path, evaluation);
  return whole.some((each) => isChanged(path, each)) ? whole : rewritten;
}

function isChanged(before: Text, after: Text): boolean {
  return charactersOf(before) !== charactersOf(after);
}

/** Which paths come to a proxy, and whether without what they begin with. */
interface Mount {
  readonly prefix: string;
  readonly isCut: boolean;
}

function mountsOf(node: ts.ObjectLiteralExpression, options: Value, evaluation: Evaluation): readonly Mount[] {
  const { parent } = node;
  if (tsc.isPropertyAssignment(parent)) {
    const table = parent.parent.parent;
    const isCut = tsc.isPropertyAssignment(table) && writtenName(table.name) === 'devProxy';
    return prefixes(writtenName(parent.name)).map((prefix) => ({ prefix, isCut }));
  }
  const own = ['context', 'pathFilter', 'prefix'].flatMap((name) =>
    prefixesIn(evaluation.member(options, name), evaluation).map((prefix) => ({ prefix, isCut: name === 'prefix' })),
  );
  if (own.length || !tsc.isCallExpression(parent)) return own;
  const [first] = parent.arguments;
  const given = first && first !== node ? prefixesIn(evaluation.evaluate(first, EMPTY_CONTEXT), evaluation) : [];
  return given.length ? given.map((prefix) => ({ prefix, isCut: false })) : mountsOfCall(parent, evaluation);
}

/** `app.use('/api', createProxyMiddleware({ … }))`, also by a name that the middleware has. */
function mountsOfCall(call: ts.CallExpression, evaluation: Evaluation): readonly Mount[] {
  const { parent } = call;
  const isNamed = tsc.isVariableDeclaration(parent) && tsc.isIdentifier(parent.name);
  const uses = isNamed ? evaluation.index.identifiersIn(call.getSourceFile(), parent.name.text) : [call];
  return uses.flatMap((use): readonly Mount[] => {
    const mounting = use.parent;
    if (!tsc.isCallExpression(mounting) || mounting.expression === use) return [];
    const [path] = mounting.arguments;
    if (!path || path === use || !['use', 'all', 'get'].includes(calleeName(mounting.expression) ?? '')) return [];
    const found = prefixesIn(evaluation.evaluate(path, EMPTY_CONTEXT), evaluation);
    return found.map((prefix) => ({ prefix, isCut: true }));
  });
}

/**
 * `app.use('/api', proxy('https://…', { proxyReqPathResolver: (req) => '/v1.1' + req.url }))` of express-http-proxy:
 * https://github.com/villadora/express-http-proxy#proxyreqpathresolver
 */
function mountedTargets(evaluation: Evaluation): readonly Proxy[] {
  return evaluation.index.callsNamed('use').flatMap((mounting) =>
    (mounting.arguments ?? []).flatMap((call): readonly Proxy[] => {
      const [target, options] = tsc.isCallExpression(call) ? call.arguments : [];
      if (!target || !tsc.isCallExpression(call) || !isHttpProxy(call, evaluation)) return [];
      const targets = textsAmong(evaluation.evaluate(target, EMPTY_CONTEXT));
      const resolvers = (options ? evaluation.evaluate(options, EMPTY_CONTEXT) : [])
        .flatMap((each) => evaluation.member(each, 'proxyReqPathResolver'))
        .filter(isFunction);
      return mountsOfCall(call, evaluation).map(({ prefix }) => ({
        prefix,
        targets,
        node: target,
        samples: resolvers.length ? [`${prefix}/`] : [],
        rewrite: (path) => resolvedBy(resolvers, cutOff(prefix, path), path, evaluation),
      }));
    }),
  );
}

/** The path as a function answers it that is handed the request. */
function resolvedBy(
  resolvers: readonly ValueOf<'function'>[],
  url: Text,
  originalUrl: Text,
  evaluation: Evaluation,
): readonly Text[] {
  if (!resolvers.length) return [url];
  const [seen, whole] = [url, originalUrl].map((pieces): Value => ({ kind: 'text', pieces }));
  const members = seen && whole ? { url: [seen], path: [seen], originalUrl: [whole] } : {};
  return resolvers.flatMap((each) => invoked(each, { kind: 'members', members }, evaluation));
}

function isFunction(value: Value): value is ValueOf<'function'> {
  return value.kind === 'function';
}

function isHttpProxy({ expression }: ts.CallExpression, evaluation: Evaluation): boolean {
  return evaluation
    .evaluate(expression, EMPTY_CONTEXT)
    .some((value) => value.kind === 'external' && 'module' in value.root && /\bproxy\b/.test(value.root.module));
}

/** `{ source: '/api/:path*', destination: 'https://…/:path*' }` */
function rewritesTo({ value, object }: Setting, evaluation: Evaluation): readonly Proxy[] {
  const options: Value = { kind: 'object', node: object, context: EMPTY_CONTEXT };
  const destinations = textsAmong(evaluation.evaluate(value, EMPTY_CONTEXT));
  return prefixesIn(evaluation.member(options, 'source'), evaluation).map((prefix) => ({
    prefix,
    targets: destinations.map(withoutPlaceholder),
    node: value,
    samples: [],
    rewrite: (path) => [cutOff(prefix, path)],
  }));
}

/** `proxy: { '/api': 'https://…' }`, and the one target for all paths: `proxy: 'https://…'`. */
function proxiesInTable({ name, value }: Setting, evaluation: Evaluation): readonly Proxy[] {
  if (tsc.isStringLiteralLike(value)) {
    const targets = isManifest(value) ? textsAmong(evaluation.evaluate(value, EMPTY_CONTEXT)) : [];
    return targets.length ? [{ prefix: '', targets, node: value, samples: [], rewrite: (path) => [path] }] : [];
  }
  if (!tsc.isObjectLiteralExpression(value)) return [];
  const isCut = name === 'devProxy';
  return value.properties.filter(tsc.isPropertyAssignment).flatMap((entry) => {
    const targets = textsAmong(evaluation.evaluate(entry.initializer, EMPTY_CONTEXT));
    return (targets.length ? prefixes(writtenName(entry.name)) : []).map((prefix): Proxy => ({
      prefix,
      targets,
      node: entry.initializer,
      samples: [],
      rewrite: (path) => [isCut ? cutOff(prefix, path) : path],
    }));
  });
}

function isManifest(node: ts.Node): boolean {
  return /(?:^|\/)package\.json$/.test(fileOf(node));
}

/** `'/api/**': { proxy: 'https://…/**' }` of Nitro: https://nitro.build/config#routerules */
function routeRule({ value, object }: Setting, evaluation: Evaluation): readonly Proxy[] {
  const rule = object.parent;
  if (!tsc.isPropertyAssignment(rule)) return [];
  const targets = textsAmong(evaluation.evaluate(value, EMPTY_CONTEXT));
  return (targets.length ? prefixes(writtenName(rule.name)) : []).map((prefix) => ({
    prefix,
    targets: targets.map(withoutPlaceholder),
    node: value,
    samples: [],
    rewrite: (path) => [cutOff(prefix, path)],
  }));
}

function cutOff(prefix: string, path: Text): Text {
  return slicePieces(path, prefix.length, charactersOf(path).length);
}

/** The path behind the functions and tables that change it: `(path) => path.replace(…)`, `{ '^/api': '' }`. */
function rewrittenBy(rewriters: Values, path: Text, evaluation: Evaluation): readonly Text[] {
  let paths: readonly Text[] = [path];
  for (const rewriter of rewriters) {
    if (isFunction(rewriter))
      paths = paths.flatMap((pieces) => invoked(rewriter, { kind: 'text', pieces }, evaluation));
    else
      for (const name of memberNames(rewriter)) paths = paths.map((each) => replaced(rewriter, name, each, evaluation));
  }
  return paths;
}

/** What a function answers for a path; a hole where that is not known. */
function invoked(rewriter: ValueOf<'function'>, given: Value, evaluation: Evaluation): readonly Text[] {
  const node = rewriter.node as ts.Node as ts.Expression;
  const site = { node: null, arguments: [placedValues(node, [given])], context: EMPTY_CONTEXT };
  return evaluation.invoke(rewriter, site, false).map((each) => toPieces(each, 'path', spanOf(node)));
}

function replaced(table: Value, pattern: string, path: Text, evaluation: Evaluation): Text {
  const [replacement] = textsAmong(evaluation.member(table, pattern));
  return replacement ? substitutedText(path, pattern, replacement) : path;
}

/** `https://…/:path*`, `https://…/$1`, `https://…/**` without what stands for the rest of the path. */
function withoutPlaceholder(target: Text): Text {
  const text = charactersOf(target);
  return slicePieces(target, 0, text.replace(/\/(?::[\w-]+\*?|\$\d|\*\*)$/, '').length);
}

function prefixesIn(values: Values, evaluation: Evaluation): readonly string[] {
  return values.flatMap((value) => {
    if (value.kind !== 'array') return prefixes(knownText(value));
    return value.elements.flatMap(({ node, context }) =>
      evaluation.evaluate(node, context).flatMap((each) => prefixes(knownText(each))),
    );
  });
}

/** `/api` of `^/api`, `/api/`, `/api/**`, `/api/:path*` and `/api/(.*)`; none of what is no such pattern. */
function prefixes(pattern: string | null): readonly string[] {
  const path = pattern?.replace(/^\^/, '').replace(/\/(?:\*{1,2}|:[\w-]+\*?|\(\.\*\)|\(:[\w-]+\*?\))?$/, '') ?? '';
  return /^(?:\/[\w.-]+)+$/.test(path) ? [path] : [];
}
