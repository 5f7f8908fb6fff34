import { remembered } from '../model/remembered.js';
import {
  isEqualChoice,
  MAXIMUM_ALTERNATIVES,
  OTHERS,
  type BuilderStep,
  type Choice,
  type Piece,
  type Value,
  type Values,
  withChoices,
} from './value.js';

/** Whether two values are the same for every purpose of this scan. */
export function sameValue(left: Value, right: Value): boolean {
  if (left.kind !== right.kind) return false;
  if (left.kind === 'text' && right.kind === 'text') return samePieces(left.pieces, right.pieces);
  if (left.kind === 'nothing') return true;
  if (left.kind === 'function' && right.kind === 'function') {
    return (
      left.node === right.node &&
      left.context === right.context &&
      left.skipped === right.skipped &&
      sameReceiver(left.receiver, right.receiver) &&
      sameChoices(left.choices, right.choices)
    );
  }
  if (left.kind === 'object' && right.kind === 'object')
    return (
      left.node === right.node &&
      left.context === right.context &&
      left.seen?.use === right.seen?.use &&
      sameChoices(left.choices, right.choices)
    );
  if (left.kind === 'module' && right.kind === 'module') return left.file === right.file;
  if (left.kind === 'class' && right.kind === 'class') return left.node === right.node && left.opens === right.opens;
  if (left.kind === 'instance' && right.kind === 'instance')
    return (
      left.node === right.node &&
      left.site?.node === right.site?.node &&
      left.site?.context === right.site?.context &&
      left.from === right.from &&
      sameSteps(left.steps ?? [], right.steps ?? [])
    );
  if (left.kind === 'unknown' && right.kind === 'unknown') {
    return left.name === right.name && left.opens === right.opens && left.span?.start === right.span?.start;
  }
  return left === right;
}

function sameSteps(left: readonly BuilderStep[], right: readonly BuilderStep[]): boolean {
  return (
    left.length === right.length &&
    left.every(
      ({ method, context }, index) =>
        method === right[index]?.method && context.frame?.site.node === right[index].context.frame?.site.node,
    )
  );
}

function sameReceiver(left: Value | null, right: Value | null): boolean {
  if (!left || !right) return left === right;
  return sameValue(left, right);
}

function samePieces(left: readonly Piece[], right: readonly Piece[]): boolean {
  return (
    left.length === right.length &&
    left.every((piece, index) => {
      const other = right[index];
      return (
        piece === other ||
        (piece.text === other?.text &&
          piece.span?.file === other.span?.file &&
          piece.span?.start === other.span?.start &&
          sameChoices(piece.choices, other.choices))
      );
    })
  );
}

function sameChoices(left: readonly Choice[] = [], right: readonly Choice[] = []): boolean {
  return left === right || (left.length === right.length && left.every((each, index) => isSame(each, right[index])));
}

/** Objects are told apart by what they are, and what is only named by what names it. */
function isSame(left: Choice, right: Choice | undefined): boolean {
  if (!right) return false;
  return 'texts' in left.picked ? isEqualChoice(left, right) : left.picked === right.picked;
}

/** Values of the two outcomes of a condition, each with what is known there; what is the same in both rests on neither. */
export function eitherOutcome(
  whenTrue: Values,
  whenFalse: Values,
  known: { readonly whenTrue: readonly Choice[]; readonly whenFalse: readonly Choice[] },
): Values {
  const isIn = (values: Values, value: Value): boolean => values.some((each) => sameValue(each, value));
  const only = (values: Values, others: Values): Values => values.filter((value) => !isIn(others, value));
  return [
    ...whenTrue.filter((value) => isIn(whenFalse, value)),
    ...withChoices(only(whenTrue, whenFalse), known.whenTrue),
    ...withChoices(only(whenFalse, whenTrue), known.whenFalse),
  ];
}

/** The alternatives without repetitions; past the bound, the last says that there are others. */
export function distinct(values: Values): Values {
  if (values.length < 2) return values;
  const result: Value[] = [];
  const likes = new Map<string, Value[]>();
  for (const value of values) {
    const like = remembered(likes, looksOf(value), () => []);
    if (like.some((other) => sameValue(other, value))) continue;
    if (result.length === MAXIMUM_ALTERNATIVES) return [...result.slice(0, -1), OTHERS];
    result.push(value);
    like.push(value);
  }
  return result;
}

/** What is equal for values that are the same, and nearly always different for others. */
function looksOf(value: Value): string {
  if (value.kind === 'unknown') return `unknown ${value.span?.start} ${value.name}`;
  if (value.kind !== 'text') return 'node' in value ? `${value.kind} ${value.node.pos}` : value.kind;
  return [value.pieces[0], value.pieces.at(-1)]
    .map((piece) => `${piece?.span?.file} ${piece?.span?.start} ${piece?.text}`)
    .join(` ${value.pieces.length} `);
}
