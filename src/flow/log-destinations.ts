import type { ts } from 'ts-morph';
import { groupBy } from '../model/group-by.js';
import { remembered } from '../model/remembered.js';
import { holds } from '../syntax/holds.js';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from '../values/evaluation.js';
import { memberNames } from '../values/objects.js';
import { EMPTY_CONTEXT, knownText, type Value } from '../values/value.js';

/** Transports by which lines of a log go to another server, or to a stream: https://github.com/winstonjs/winston/blob/master/docs/transports.md */
const SENDING: ReadonlySet<string> = new Set(['Http', 'Stream']);

/** `signins.ndjson`, `./logs/today.log` */
const FILE_NAME = /^[^\s*]*\w\.[a-z]\w{1,7}$/i;

/**
 * Whether what a logger writes is more than a log: it goes to a file that the program names in another place too, to
 * another server, or to an object of the program's own.
 */
export function keepsForReaders(logger: Value, evaluation: Evaluation): boolean {
  if (logger.kind !== 'external') return false;
  const calls = logger.steps.flatMap((step) => (step.kind === 'call' && step.site.node ? [step.site.node] : []));
  const ofProgram = remembered(known, evaluation.checker, () => new WeakMap<ts.Node, boolean>());
  return calls.some((call) => remembered(ofProgram, call, () => isMadeForReaders(call, evaluation)));
}

/**
 * A logger is made once, and asked to log in many places. Kept for each set of opened files: one that is opened later may name
 * the same file.
 */
const known = new WeakMap<ts.TypeChecker, WeakMap<ts.Node, boolean>>();

function isMadeForReaders(call: ts.CallExpression | ts.NewExpression, evaluation: Evaluation): boolean {
  const waiting: ts.Node[] = [...(call.arguments ?? [])];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (tsc.isFunctionLike(node)) continue;
    if (tsc.isNewExpression(node) && isSending(node, evaluation)) return true;
    if (tsc.isExpression(node) && node.parent === call && isOwnStream(node, evaluation)) return true;
    if (tsc.isStringLiteralLike(node) || tsc.isIdentifier(node)) {
      if (isNamedElsewhere(node, call, evaluation)) return true;
    } else node.forEachChild((child) => void waiting.push(child));
  }
  return false;
}

/** `new winston.transports.Http({ … })`, `new Journal()` of the program's own. */
function isSending(node: ts.NewExpression, evaluation: Evaluation): boolean {
  const { expression: made } = node;
  if (tsc.isPropertyAccessExpression(made) && SENDING.has(made.name.text)) return true;
  return evaluation.evaluate(node, EMPTY_CONTEXT).some(({ kind }) => kind === 'instance');
}

/** `pino({ level }, { write: (line) => lines.push(line) })` */
function isOwnStream(node: ts.Expression, evaluation: Evaluation): boolean {
  return evaluation
    .evaluate(node, EMPTY_CONTEXT)
    .some((value) => value.kind === 'instance' || memberNames(value).includes('write'));
}

/** Whether a text is the name of a file that stands somewhere else in the program as well. */
function isNamedElsewhere(node: ts.StringLiteralLike | ts.Identifier, call: ts.Node, evaluation: Evaluation): boolean {
  const [value, ...others] = evaluation.evaluate(node, EMPTY_CONTEXT);
  const text = value && !others.length ? knownText(value) : null;
  if (text === null || !FILE_NAME.test(text)) return false;
  const written = stringsOf(evaluation).get(text) ?? [];
  const uses = tsc.isIdentifier(node) ? evaluation.index.identifiers(node.text) : written;
  return uses.some((each) => !holds(call, each) && !(tsc.isIdentifier(each) && isDeclared(each)));
}

/** `JOURNAL` of `const JOURNAL = 'signins.ndjson'` */
function isDeclared({ parent }: ts.Node): boolean {
  return tsc.isVariableDeclaration(parent) || tsc.isImportSpecifier(parent) || tsc.isExportSpecifier(parent);
}

const stringsByText = new WeakMap<ts.TypeChecker, ReadonlyMap<string, readonly ts.Node[]>>();

function stringsOf({ checker, index }: Evaluation): ReadonlyMap<string, readonly ts.Node[]> {
  return remembered(stringsByText, checker, () => groupBy([...index.strings], ({ text }) => text));
}
