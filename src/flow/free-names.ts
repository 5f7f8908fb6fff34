import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { functionAround } from '../syntax/functions.js';
import { holds } from '../syntax/holds.js';
import type { Evaluation } from '../values/evaluation.js';

/** Names for the first answer, in the order in which they are tried. */
const ANSWERS = ['me', 'cleverMe', 'signedIn', 'meAnswer', 'cleverMeAnswer', 'signedInMe'];

/** Names for the id in it. */
const IDS = ['cleverId', 'cleverUserId', 'signedInId', 'idOnClever'];

/** Names for options that two requests share. */
const OPTIONS = ['options', 'requestOptions', 'cleverOptions', 'cleverRequestOptions'];

/** Names for any other argument that two requests share. */
const ARGUMENTS = ['credentials', 'cleverCredentials', 'cleverArgument'];

/** Names for the function that is called with the record. */
const HANDLERS = ['onUser', 'onRecord', 'onCleverUser', 'onCleverRecord'];

/** Names for functions beside it, those that are called when time is over first. */
const TIMEOUT_HANDLERS = ['onTimeout', 'onLate'];
const OTHER_HANDLERS = ['onError', 'onEnd', 'onOther', 'onFailure', 'onProblem'];

/** What a function hears of that is given a name. */
export type HandlerKind = 'answer' | 'timeout' | 'other';

const NAMES: Readonly<Record<HandlerKind, readonly string[]>> = {
  answer: HANDLERS,
  timeout: [...TIMEOUT_HANDLERS, ...OTHER_HANDLERS],
  other: OTHER_HANDLERS,
};

/** A name that was given to a declaration which is to be inserted. */
interface Given {
  readonly name: string;
  /** What sees the declaration: a block, a file. */
  readonly scope: ts.Node;
  /** The request, or the statement, it was given for. */
  readonly request: ts.Node;
  /** What it is the name of, where that is more than the request says. */
  readonly value: string;
}

/** The names that were found for each reading of a program, of which rules and changes share one. */
const found = new WeakMap<Evaluation, FreeNames>();

/** Finds names for declarations that are to be inserted: such as nothing in the file has, and no other insertion. */
export class FreeNames {
  readonly #evaluation: Evaluation;
  readonly #given: Given[] = [];

  private constructor(evaluation: Evaluation) {
    this.#evaluation = evaluation;
  }

  /** The names of a program that is being read. */
  static of(evaluation: Evaluation): FreeNames {
    const names = found.get(evaluation) ?? new FreeNames(evaluation);
    found.set(evaluation, names);
    return names;
  }

  /**
   * A name for a value that is declared beside a statement; the same one for the same value.
   *
   * @param wanted names, in the order in which they are tried
   * @param value the value as code
   */
  value(wanted: readonly string[], value: string, statement: ts.Node): string | null {
    // All cases of a `switch` share one block.
    const { parent } = statement;
    return this.#give(wanted, statement, tsc.isCaseOrDefaultClause(parent) ? parent.parent : parent, value);
  }

  /** A name for the parameter of a function that is inserted; nothing but the inserted text sees it. */
  parameter(request: ts.Node): string | null {
    return ANSWERS.find((name) => !this.#isTaken(name, request)) ?? null;
  }

  /** A name for the first answer, declared beside a statement. */
  answer(request: ts.Node, scope: ts.Node): string | null {
    return this.#give(ANSWERS, request, scope);
  }

  /** A name for the id in the first answer, declared behind it. */
  id(request: ts.Node, scope: ts.Node): string | null {
    return this.#give(IDS, request, scope);
  }

  /** A name for an argument of both requests, declared beside a statement. */
  argument(node: ts.Expression, request: ts.Node, scope: ts.Node): string | null {
    return this.#give(tsc.isObjectLiteralExpression(node) ? OPTIONS : ARGUMENTS, request, scope);
  }

  /** A name for the function that a client calls with the answer, or for another one; declared beside a statement. */
  handler(kind: HandlerKind, request: ts.Node, scope: ts.Node, taken: readonly string[]): string | null {
    const names = NAMES[kind].filter((name) => !taken.includes(name));
    return this.#give(names, request, scope);
  }

  #give(names: readonly string[], request: ts.Node, scope: ts.Node, value = ''): string | null {
    const before = this.#given.find(
      (given) => given.request === request && given.value === value && names.includes(given.name),
    );
    if (before) return before.name;
    const name = names.find((each) => !this.#isTaken(each, scope) && !this.#isGiven(each, scope));
    if (name === undefined) return null;
    this.#given.push({ name, scope, request, value });
    return name;
  }

  #isTaken(name: string, place: ts.Node): boolean {
    return this.#evaluation.index
      .identifiersIn(place.getSourceFile(), name)
      .some((each) => !isMemberName(each) && mayMeet(each, place));
  }

  #isGiven(name: string, scope: ts.Node): boolean {
    return this.#given.some((given) => given.name === name && (holds(given.scope, scope) || holds(scope, given.scope)));
  }
}

/** Whether a name in one place can mean, or hide, the same name in another. */
function mayMeet(name: ts.Node, place: ts.Node): boolean {
  const outer = functionAround(name);
  return !outer || holds(outer, place) || sharesFunction(name, place);
}

/** Whether the outermost functions around two nodes are the same. */
function sharesFunction(left: ts.Node, right: ts.Node): boolean {
  return outermostFunction(left) === outermostFunction(right);
}

function outermostFunction(node: ts.Node): ts.Node | undefined {
  let outermost: ts.Node | undefined;
  for (let each: ts.Node | undefined = node; each; each = each.parent) if (tsc.isFunctionLike(each)) outermost = each;
  return outermost;
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (tsc.isPropertyAccessExpression(parent) && parent.name === node) ||
    (tsc.isPropertyAssignment(parent) && parent.name === node)
  );
}
