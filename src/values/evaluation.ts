import type { ts } from 'ts-morph';
import type { Client } from '../clients/client.js';
import type { Sources } from '../program/sources.js';
import type { SyntaxIndex } from '../program/syntax-index.js';
import type { CallSite, Context, Value, Values } from './value.js';

/**
 * What a value form may ask while it works out its own part.
 *
 * A form is one small function for one kind of expression; it sees the others only through this.
 */
export interface Evaluation {
  readonly checker: ts.TypeChecker;
  readonly index: SyntaxIndex;
  readonly sources: Sources;
  /** All HTTP clients there are, those that the user describes among them. */
  readonly clients: readonly Client[];
  /** Names of their functions that send requests. */
  readonly requestMembers: ReadonlySet<string>;
  /** The functions of the project that the user describes as those of a client. */
  readonly described: {
    /** Such a function as that of its client; any other value as it is. */
    asClient(value: Value): Value;
    /** Whether a node stands in the code of one. */
    contains(node: ts.Node): boolean;
  };
  /** What an expression can be. */
  evaluate(node: ts.Node, context: Context): Values;
  /** Whether to say what an expression can be takes more evaluations than so many. */
  takesMore(evaluations: number, node: ts.Node, context: Context): boolean;
  /** What the member of a value can be; empty if it certainly has none of that name. */
  member(value: Value, name: string): Values;
  /** What a call answers. */
  invoke(callee: Value, site: CallSite, construct: boolean): Values;
  /** What a name exported by a file can be; `*` is the module itself. */
  exported(file: string, name: string): Values;
  /** A file of the program; null, and wanted for the next pass, if it is not open. */
  opened(file: string): ts.SourceFile | null;
  /** How often an answer rested on a file that is not open. */
  readonly missed: number;
  /** How many expressions were evaluated so far. */
  readonly evaluations: number;
  /** What a module specifier leads to. */
  imported(specifier: string, fromFile: string): Value;
  /** The class a type annotation names, as a value; empty for any other type. */
  declaredType(type: ts.TypeNode): Values;
  /** Counts what it took to make values, which is more than one evaluation for hundreds of long texts. */
  weighed(values: Values): Values;
  /** Counts what it will take to look at the present code once more. */
  spend(evaluations: number): void;
  /** Whether the code that is looked at may cost no more than its simplest questions do. */
  readonly isSpent: boolean;
  /** Gives values that rest on a limit; whoever asked says that more was not looked at. */
  cut(values: Values): Values;
  /**
   * Answers a question with a budget of its own, and leaves the rest of the present one to whoever asks on.
   *
   * @param asker the code that is looked at, if that is another than that of the present question
   */
  asOwnQuestion<Answer>(question: () => Answer, asker?: ts.Node): Answer;
  /** The same for what many questions share: a limit that is hit says nothing of the one that comes to ask first. */
  asSharedQuestion<Answer>(question: () => Answer, asker: ts.Node): Answer;
}

/** Works out one kind of expression. */
export type Form<Node extends ts.Node = ts.Node> = (node: Node, context: Context, evaluation: Evaluation) => Values;
