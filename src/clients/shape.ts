import { isWholePath } from '../model/whole-paths.js';

/** How an answer is wrapped where an expression holds it. */
export type Shape =
  /** The decoded body, or the member of it that `path` names. */
  | {
      readonly kind: 'body';
      readonly path: readonly string[];
      /** Members that were left out, or that something else took the place of; `data.email` for one of a member. */
      readonly without?: readonly string[];
      /** Whether a thing of the program's own may stand in its place: it is any of the elements of a literal. */
      readonly isMixed?: true;
    }
  /** A promise, or anything else that is awaited or has `then`. */
  | { readonly kind: 'promise'; readonly of: Shape; readonly holder: Shape | null }
  /** An object whose members, or method results, hold it. */
  | {
      readonly kind: 'holder';
      readonly members: Readonly<Record<string, Shape>>;
      readonly methods: Readonly<Record<string, Shape>>;
      /** Whether methods not listed answer the same object: `request.set(…).query(…)`. */
      readonly fluent: boolean;
      /** Methods that hand it to a function. */
      readonly handlers?: Readonly<Record<string, Handler>>;
      /** Members that say which URL answered, and say another one of a second request. */
      readonly urls?: readonly string[];
      /** Whether `pipe` takes operators that it goes through one after the other. */
      readonly pipes?: boolean;
      /** The value of a cell, which functions of its package take out too: `useAtom(me)`, `get(me)`. */
      readonly cell?: Shape;
      /** The value in an object whose methods are the functions of a package, and whether it stays there until `value()`. */
      readonly chain?: { readonly of: Shape; readonly isExplicit: boolean };
      /** What stands beside its members in the literal that it is. */
      readonly others?: Others;
    }
  /** An array or other sequence of such things. */
  | { readonly kind: 'list'; readonly of: Shape }
  /** A map, or an object, that keeps such things under keys which only run time knows. */
  | { readonly kind: 'table'; readonly of: Shape }
  /** A stream of text, read with `on('data')` or `for await`. */
  | { readonly kind: 'stream' }
  /** A function that answers it. */
  | { readonly kind: 'function'; readonly returns: Shape };

/** What a literal has beside the members that hold the answer. */
export interface Others {
  /** The literal, for `shapeKey`. */
  readonly key: string;
  /** Whether it is a thing of the program's own, by which it may be read where any of the members is. */
  isOwn(): boolean;
}

/** A method that hands the answer to a function: `.done((body) => …)`, `.on('response', (response) => …)`. */
export interface Handler {
  /** What each parameter of the function holds; null for nothing of the answer. */
  readonly parameters: readonly (Shape | null)[];
  /** What the method answers: what it was called on, a promise of what the function returns, or nothing of the answer. */
  readonly answers: 'itself' | 'promise' | 'nothing';
  /** The event that the first argument must name. */
  readonly event?: string;
  /** Which argument the function is, where the first one names any event. */
  readonly argument?: number;
  /** Whether the function sees what the method is called on as `this`. */
  readonly isOfReceiver?: boolean;
}

/** The whole body, decoded or still as text: `JSON.parse` of the one gives the other. */
export const BODY: Shape = { kind: 'body', path: [] };

/** A promise; `holder` says what can be asked of it before it is awaited (`ky.get(…).json()`). */
export function promise(of: Shape, holder: Shape | null = null): Shape {
  return { kind: 'promise', of, holder };
}

/** An object that holds the answer. */
export function holder(
  members: Readonly<Record<string, Shape>>,
  methods: Readonly<Record<string, Shape>> = {},
  fluent = false,
): Shape {
  return { kind: 'holder', members, methods, fluent };
}

/** The same response, with the members that say which URL answered. */
export function sayingUrl(shape: Shape, urls: readonly string[]): Shape {
  return shape.kind === 'holder' ? { ...shape, urls } : shape;
}

/** A list of such things. */
export function listOf(of: Shape): Shape {
  return { kind: 'list', of };
}

/** An object with methods that hand the answer to functions. */
export function handing(
  handlers: Readonly<Record<string, Handler>>,
  methods: Readonly<Record<string, Shape>> = {},
  members: Readonly<Record<string, Shape>> = {},
): Shape {
  return { kind: 'holder', members, methods, fluent: false, handlers };
}

/**
 * An observable of rxjs: https://rxjs.dev/guide/observable
 *
 * @param isKept whether it can be asked for its last value: https://rxjs.dev/api/index/class/BehaviorSubject
 */
export function observable(of: Shape, isKept = false): Shape {
  return promise(of, {
    kind: 'holder',
    members: isKept ? { value: of } : {},
    methods: { toPromise: promise(of), ...(isKept && { getValue: of }) },
    fluent: false,
    handlers: {
      subscribe: { parameters: [of], answers: 'nothing' },
      forEach: { parameters: [of], answers: 'nothing' },
    },
    pipes: true,
  });
}

/** Something that holds one value, which other code takes out or waits for: an atom, a store. */
export function cell(of: Shape): Shape {
  const taking = { parameters: [of], answers: 'nothing' } as const;
  return {
    kind: 'holder',
    members: { value: of },
    methods: { get: of, getValue: of, getState: of, peek: of },
    fluent: false,
    handlers: { subscribe: taking, listen: taking },
    cell: of,
  };
}

/** Whether a value is an object of which nothing is known but its members. */
export function isPlainHolder(shape: Shape): shape is Shape & { readonly kind: 'holder' } {
  if (shape.kind !== 'holder' || shape.fluent || Object.keys(shape.methods).length > 0) return false;
  return !shape.handlers && !shape.urls && !shape.pipes && !shape.cell && !shape.chain && !shape.others;
}

/** The value of a cell; null for anything else. */
export function valueInCell(shape: Shape): Shape | null {
  return shape.kind === 'holder' ? (shape.cell ?? null) : null;
}

/** An effect, whose value steps of `pipe` go on with, and that is run by a call: https://effect.website/docs/getting-started/the-effect-type/ */
export function effect(of: Shape): Shape {
  const members = { value: of, right: of };
  return promise(of, { kind: 'holder', members, methods: {}, fluent: false, pipes: true });
}

/** A response as `fetch` gives it. */
export const FETCH_RESPONSE: Shape = sayingUrl(
  holder(
    { body: { kind: 'stream' } },
    { json: promise(BODY), text: promise(BODY), buffer: promise(BODY), arrayBuffer: promise(BODY) },
  ),
  ['url', 'redirected'],
);

/** A key under which two equal shapes fall together. */
export function shapeKey(shape: Shape): string {
  switch (shape.kind) {
    case 'body':
      return `.${shape.path.join('.')}${shape.without ? `-${shape.without.join()}` : ''}${shape.isMixed ? '*' : ''}`;
    case 'promise':
      return `P(${shapeKey(shape.of)})`;
    case 'list':
      return `L(${shapeKey(shape.of)})`;
    case 'table':
      return `T(${shapeKey(shape.of)})`;
    case 'function':
      return `F(${shapeKey(shape.returns)})`;
    case 'stream':
      return 'S';
    case 'holder':
      return `H(${Object.entries({ ...shape.members, ...shape.methods })
        .map(([name, each]) => name + shapeKey(each))
        .join()}${shape.others?.key ?? ''})`;
  }
}

/** What awaiting gives: the value inside, however deep. */
export function awaited(shape: Shape): Shape {
  return shape.kind === 'promise' ? awaited(shape.of) : shape;
}

/** The same list, or object, each element made into something else. */
export function eachOf(shape: Shape, make: (each: Shape) => Shape): Shape {
  if (shape.kind === 'list') return listOf(make(shape.of));
  if (shape.kind !== 'holder') return shape;
  const members = Object.entries(shape.members).map(([name, each]): [string, Shape] => [name, make(each)]);
  return withOthers(holder(Object.fromEntries(members)), shape.others);
}

/** A literal, with what stands beside its members. */
export function withOthers(shape: Shape, others: Others | undefined): Shape {
  return others && shape.kind === 'holder' ? { ...shape, others } : shape;
}

/** The same, where a thing of the program's own may stand in the place of what holds the answer. */
export function mixed(shape: Shape): Shape {
  switch (shape.kind) {
    case 'body':
      return { ...shape, isMixed: true };
    case 'promise':
    case 'list':
    case 'table':
      return { ...shape, of: mixed(shape.of) };
    case 'function':
      return { ...shape, returns: mixed(shape.returns) };
    case 'holder':
      return {
        ...shape,
        members: Object.fromEntries(Object.entries(shape.members).map(([name, each]) => [name, mixed(each)])),
      };
    case 'stream':
      return shape;
  }
}

/** A member of a record, which is as mixed as the record. */
export function memberOfBody(shape: Shape & { kind: 'body' }, name: string): Shape {
  const without = beneath(shape.without ?? [], name);
  return {
    kind: 'body',
    path: [...shape.path, name],
    ...(without.length && { without }),
    ...(shape.isMixed && { isMixed: shape.isMixed }),
  };
}

/** What is left out of a member: `email` of the `data` of what has no `data.email`. */
function beneath(paths: readonly string[], name: string): readonly string[] {
  return paths.flatMap((each) => (each.startsWith(`${name}.`) ? [each.slice(name.length + 1)] : []));
}

/** What a member of a value holds of the answer; null for a member that holds none. */
export function memberShape(shape: Shape, name: string): Shape | null {
  switch (shape.kind) {
    case 'body':
      if (name === 'length' || shape.without?.includes(name)) return null;
      // A character of an id changes with it.
      return holdsId(shape) ? shape : memberOfBody(shape, name);
    case 'holder':
      return Object.hasOwn(shape.members, name) ? (shape.members[name] ?? null) : null;
    case 'promise':
      return shape.holder ? memberShape(shape.holder, name) : null;
    case 'list':
      return /^\d+$/.test(name) || name === '[]' ? shape.of : null;
    case 'table':
      return name === 'size' ? null : shape.of;
    default:
      return null;
  }
}

/** Whether a member of a response says which URL answered. */
export function saysUrl(shape: Shape, name: string): boolean {
  return shape.kind === 'holder' && shape.urls?.includes(name) === true;
}

/** What a method of a value answers of the answer; null for a method that answers none. */
export function methodShape(shape: Shape, name: string): Shape | null {
  if (shape.kind !== 'holder') return null;
  return Object.hasOwn(shape.methods, name) ? (shape.methods[name] ?? null) : null;
}

/** What one element of a list holds. */
export function elementShape(shape: Shape): Shape | null {
  if (shape.kind === 'list') return shape.of;
  if (shape.kind === 'body') return holdsId(shape) ? shape : memberOfBody(shape, '[]');
  if (shape.kind !== 'holder') return null;
  return anyOfMembers(shape)[0] ?? null;
}

/** A list of the elements of what a function answers for each element. */
export function flatListOf(returned: Shape): Shape {
  // The records of a page are a list.
  if (returned.kind === 'body' && returned.path.join() === 'data') return listOf(elementShape(returned) ?? returned);
  return listOf(
    returned.kind === 'list' || returned.kind === 'holder' ? (elementShape(returned) ?? returned) : returned,
  );
}

/**
 * What `flat()` makes of a list, each way in which it may: the data of an answer is a list of records, or one record.
 *
 * @param levels how many levels of lists in it are taken apart
 */
export function flattened(shape: Shape, levels: number): readonly Shape[] {
  if (levels < 1) return [shape];
  return elementsOf(shape).flatMap((element) => {
    if (element.kind === 'list') return flattened(element, levels - 1);
    // What is at which place of an array is not known any more once it is part of another.
    if (isArray(element)) return elementsOf(element).flatMap((each) => flattened(listOf(each), levels - 1));
    const isData = element.kind === 'body' && element.path.join() === 'data';
    return isData ? [element, listOf(element)] : [listOf(element)];
  });
}

function elementsOf(shape: Shape): readonly Shape[] {
  return shape.kind === 'holder' ? anyOfMembers(shape) : [elementShape(shape) ?? shape];
}

/** What each member of an object holds, where it is not known which of them is taken. */
function anyOfMembers(shape: Shape & { kind: 'holder' }): readonly Shape[] {
  const members = Object.values(shape.members);
  return shape.others?.isOwn() ? members.map(mixed) : members;
}

/** Whether an object is an array whose places are told apart. */
function isArray(shape: Shape): boolean {
  return shape.kind === 'holder' && Object.keys(shape.members).every((name) => /^(?:\d+|\[\])$/.test(name));
}

/**
 * The same without some of its members.
 *
 * @param names `data.email` for the member of a member
 */
export function withoutMembers(shape: Shape, names: readonly string[]): Shape {
  if (!names.length) return shape;
  if (shape.kind === 'body') return { ...shape, without: [...new Set([...(shape.without ?? []), ...names])].sort() };
  if (shape.kind !== 'holder') return shape;
  const kept = Object.entries(shape.members)
    .filter(([name]) => !names.includes(name))
    .map(([name, each]): [string, Shape] => [name, withoutMembers(each, beneath(names, name))]);
  return { ...shape, members: Object.fromEntries(kept) };
}

/** A list as it is from an index on. */
export function fromIndex(shape: Shape, start: number): Shape {
  if (shape.kind !== 'holder') return shape;
  const shifted = Object.entries(shape.members).flatMap(([name, each]): [string, Shape][] =>
    Number(name) >= start ? [[String(Number(name) - start), each]] : [],
  );
  return withOthers(holder(Object.fromEntries(shifted)), shape.others);
}

/** How deep an answer is wrapped. */
export function depthOf(shape: Shape): number {
  switch (shape.kind) {
    case 'promise':
    case 'list':
    case 'table':
      return 1 + depthOf(shape.of);
    case 'function':
      return 1 + depthOf(shape.returns);
    case 'holder':
      return 1 + Math.max(0, ...Object.values(shape.members).map(depthOf));
    default:
      return 0;
  }
}

/** The body inside promises; null for a value that holds it in some other way. */
export function bodyOf(shape: Shape): (Shape & { kind: 'body' }) | null {
  if (shape.kind === 'body') return shape;
  return shape.kind === 'promise' ? bodyOf(shape.of) : null;
}

/** The member of the answer that a value holds, `[]` for all of it; null where it holds none. */
export function pathOf(shape: Shape): readonly string[] | null {
  switch (shape.kind) {
    case 'body':
      return shape.path;
    case 'promise':
    case 'list':
    case 'table':
      return pathOf(shape.of);
    case 'function':
      return pathOf(shape.returns);
    case 'stream':
      return [];
    case 'holder':
      return (
        Object.values(shape.members)
          .map(pathOf)
          .find((path) => path !== null) ?? (Object.keys(shape.methods).length ? [] : null)
      );
  }
}

/** Whether a value holds the id of a record, which may be a new one on v3.0. */
export function holdsId(shape: Shape): boolean {
  return pathOf(shape)?.at(-1) === 'id';
}

/** Whether a value holds links to other records, or one of them. */
export function holdsLink(shape: Shape): boolean {
  return pathOf(shape)?.[0] === 'links';
}

/** Whether a value is the text of a link, which names the version and the path that it leads to. */
export function isLinkText(shape: Shape): boolean {
  return shape.kind === 'body' && shape.path[0] === 'links' && shape.path.at(-1) === 'uri';
}

/** Whether a value must not get out of sight: an id, a link or a whole record, which are others on v3.0. */
export function isWatched(shape: Shape): boolean {
  return holdsId(shape) || holdsWhole(shape) || isLinkText(shape);
}

/** Whether a value holds an answer as a whole, or a whole record of it. */
export function holdsWhole(shape: Shape): boolean {
  const path = pathOf(shape);
  return path !== null && isWholePath(path);
}

/** The method of this name that hands the answer to a function; null if it has none. */
export function handlerOf(shape: Shape, name: string): Handler | null {
  if (shape.kind === 'promise') return shape.holder && handlerOf(shape.holder, name);
  if (shape.kind !== 'holder' || !shape.handlers || !Object.hasOwn(shape.handlers, name)) return null;
  return shape.handlers[name] ?? null;
}

/** Whether a value is an observable, whose `pipe` takes operators. */
export function isPiped(shape: Shape): boolean {
  return shape.kind === 'promise' && shape.holder?.kind === 'holder' && shape.holder.pipes === true;
}
