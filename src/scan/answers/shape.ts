/** How an answer is wrapped where an expression holds it. */
export type Shape =
  /** The decoded body, or the member of it that `path` names. */
  | { readonly kind: 'body'; readonly path: readonly string[] }
  /** A promise, or anything else that is awaited or has `then`. */
  | { readonly kind: 'promise'; readonly of: Shape; readonly holder: Shape | null }
  /** An object whose members, or method results, hold it. */
  | {
      readonly kind: 'holder';
      readonly members: Readonly<Record<string, Shape>>;
      readonly methods: Readonly<Record<string, Shape>>;
      /** Whether methods not listed answer the same object: `request.set(…).query(…)`. */
      readonly fluent: boolean;
    }
  /** An array or other sequence of such things. */
  | { readonly kind: 'list'; readonly of: Shape }
  /** A stream of text, read with `on('data')` or `for await`. */
  | { readonly kind: 'stream' }
  /** A function that answers it. */
  | { readonly kind: 'function'; readonly returns: Shape };

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

/** A response as `fetch` gives it. */
export const FETCH_RESPONSE: Shape = holder(
  { body: { kind: 'stream' } },
  { json: promise(BODY), text: promise(BODY), buffer: promise(BODY), arrayBuffer: promise(BODY) },
);

/** A key under which two equal shapes fall together. */
export function shapeKey(shape: Shape): string {
  switch (shape.kind) {
    case 'body':
      return `.${shape.path.join('.')}`;
    case 'promise':
      return `P(${shapeKey(shape.of)})`;
    case 'list':
      return `L(${shapeKey(shape.of)})`;
    case 'function':
      return `F(${shapeKey(shape.returns)})`;
    case 'stream':
      return 'S';
    case 'holder':
      return `H(${Object.entries({ ...shape.members, ...shape.methods })
        .map(([name, each]) => name + shapeKey(each))
        .join()})`;
  }
}
