import type { ts } from 'ts-morph';
import type { Vocabulary } from '../model/vocabulary.js';
import { spanOf } from '../program/program.js';
import type { Evaluation } from '../values/evaluation.js';
import { charactersOf, impliedText, slicePieces, type Piece } from '../values/value.js';
import { readProxies, type Proxy } from './proxy-settings.js';
import { isOfHost } from './url.js';

type Text = readonly Piece[];

const known = new WeakMap<Evaluation['index'], { readonly strings: number; readonly proxies: readonly Proxy[] }>();

/** The proxies that the opened files, and the settings of their packages, set up. */
function proxiesOf(evaluation: Evaluation): readonly Proxy[] {
  const { index } = evaluation;
  const before = known.get(index);
  if (before?.strings === index.strings.length) return before.proxies;
  const proxies = readProxies(evaluation);
  known.set(index, { strings: index.strings.length, proxies });
  return proxies;
}

/**
 * Where a proxy sends a request; the address itself where none does.
 *
 * @param address an address as the program asks for it
 */
export function behindProxy(address: Text, evaluation: Evaluation): readonly Text[] {
  const text = charactersOf(address);
  if (!/^\/(?!\/)/.test(text)) return [address];
  const [proxy] = proxiesOf(evaluation)
    .filter(({ prefix }) => isBelow(text, prefix))
    .sort((one, other) => other.prefix.length - one.prefix.length);
  return proxy ? addressesBehind(proxy, address) : [address];
}

function addressesBehind(proxy: Proxy, path: Text): readonly Text[] {
  const at = spanOf(proxy.node);
  return proxy
    .rewrite(path)
    .flatMap((rest) =>
      proxy.targets.map((target) => [...withoutEnd(target).map((piece) => ({ ...piece, proxy: at })), ...rest]),
    );
}

/** What a proxy makes of the paths that its settings change. */
export interface ProxiedAddress {
  /** Where the target is written. */
  readonly node: ts.Expression;
  readonly pieces: Text;
}

/** The addresses that the settings of proxies put together, whether or not anything is seen to ask for them. */
export function addressesOfProxies(evaluation: Evaluation): readonly ProxiedAddress[] {
  return proxiesOf(evaluation).flatMap((proxy) =>
    proxy.samples
      .flatMap((sample) => addressesBehind(proxy, impliedText(sample).pieces))
      .map((pieces) => ({ node: proxy.node, pieces })),
  );
}

/** Why an address is only likely to be asked for: a proxy of the program leads there; null where none does. */
export function doubtOfProxy(address: Text): string | null {
  const proxy = address.find((piece) => piece.proxy)?.proxy;
  return proxy ? `a proxy that is set up in ${proxy.file} sends the request to Clever` : null;
}

/** The files that may ask for what a proxy sends on to Clever: those that hold what the paths begin with. */
export function filesBehindProxies(evaluation: Evaluation, { hosts, paths = [] }: Vocabulary): readonly string[] {
  const { sources } = evaluation;
  const toClever = proxiesOf(evaluation).filter(({ targets }) =>
    targets.some((target) => isOfHost(charactersOf(target), hosts)),
  );
  const fronts = toClever.flatMap(({ prefix }) => (prefix === '' ? firstSegments(paths) : [prefix]));
  return [...new Set(fronts)].flatMap((front) =>
    sources.filesMentioning(/\w+$/.exec(front)?.[0] ?? '').filter((file) => sources.text(file).includes(front)),
  );
}

/** `/v1` of `/v1.1/students`: as much of it as is one word. */
function firstSegments(paths: readonly string[]): readonly string[] {
  return ['/me', ...new Set(paths.flatMap((path) => /^\/\w+/.exec(path) ?? []))];
}

function isBelow(path: string, prefix: string): boolean {
  return path.startsWith(prefix) && /^(?:[/?#]|$)/.test(path.slice(prefix.length));
}

function withoutEnd(target: Text): Text {
  return slicePieces(target, 0, charactersOf(target).replace(/(?<!\/)\/+$/, '').length);
}
