import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { fileOf } from '../program/program.js';
import type { Evaluation } from './evaluation.js';
import { symbolOf } from './names.js';
import { withChoices, type Context, type Value, type Values } from './value.js';

/** What is read off each of several holders, each result marked with the object it comes from. */
export function chosen(
  holders: Values,
  name: ts.Node,
  context: Context,
  evaluation: Evaluation,
  read: (holder: Value) => Values,
): Values {
  if (holders.length < 2) return holders.flatMap(read);
  const declared = declarationOf(name, evaluation);
  const holderName = `${fileOf(declared ?? name)}:${declared?.pos ?? name.getText()}`;
  return holders.flatMap((holder) => {
    const picked = pickedIn(holder);
    return picked ? withChoices(read(holder), [{ holder: holderName, frame: context.frame, picked }]) : read(holder);
  });
}

/** What declares a name, or the member that a field of `this` is. */
function declarationOf(name: ts.Node, { checker }: Evaluation): ts.Node | undefined {
  if (tsc.isIdentifier(name)) return symbolOf(name, checker)?.declarations?.[0];
  return tsc.isPropertyAccessExpression(name) ? checker.getSymbolAtLocation(name.name)?.declarations?.[0] : undefined;
}

/** What tells one holder from the others: where it is written, or made. */
function pickedIn(holder: Value): ts.Node | null {
  if (holder.kind === 'object' || holder.kind === 'class') return holder.node;
  return holder.kind === 'instance' ? (holder.site?.node ?? holder.node) : null;
}
