import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { fileOf } from '../program/program.js';
import type { Evaluation } from './evaluation.js';
import { symbolOf } from './names.js';
import { withChoice, type Context, type Value, type Values } from './value.js';

/** What is read off each of several holders, each result marked with the object it comes from. */
export function chosen(
  holders: Values,
  name: ts.Node,
  context: Context,
  evaluation: Evaluation,
  read: (holder: Value) => Values,
): Values {
  if (holders.length < 2) return holders.flatMap(read);
  const declared = tsc.isIdentifier(name) ? symbolOf(name, evaluation.checker)?.declarations?.[0] : undefined;
  const holderName = `${fileOf(declared ?? name)}:${declared?.pos ?? name.getText()}`;
  return holders.flatMap((holder) => {
    if (holder.kind !== 'object') return read(holder);
    return withChoice(read(holder), { holder: holderName, frame: context.frame, picked: holder.node });
  });
}
