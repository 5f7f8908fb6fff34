import type { ts } from 'ts-morph';
import type { Client } from '../clients/client.js';
import { toClient } from '../clients/described.js';
import { CLIENTS } from '../clients/index.js';
import { tsc } from '../syntax/compiler.js';
import { isExportsObject } from '../syntax/exports.js';
import { fileOf, spanOf, type Program } from '../program/program.js';
import type { Reach } from '../program/reach.js';
import { DescribedFunctions } from './described.js';
import { appendAll } from '../model/append.js';
import { Faults } from '../model/faults.js';
import { TimeSpent } from '../model/time-limits.js';
import type { Sources } from '../program/sources.js';
import { SyntaxIndex } from '../program/syntax-index.js';
import type { Wrapper } from '../model/vocabulary.js';
import { remembered } from '../model/remembered.js';
import { aliasedSymbol } from './aliases.js';
import { callExternal } from './calls.js';
import { classMember, instanceMember } from './classes.js';
import { nestConfigType } from './configurations/nest.js';
import { isEnvironment } from './environment.js';
import type { Evaluation, Form } from './evaluation.js';
import { formsByKind, notUnderstood } from './forms.js';
import { namesOf } from './function-names.js';
import { invokeFunction } from './functions.js';
import { heirs } from './inheritance.js';
import { shortName } from './literals.js';
import { heldAt } from './members-at.js';
import { Memory, type Answers, type Remembered } from './memory.js';
import { exportedValues } from './modules.js';
import { FileBudgets } from './file-budgets.js';
import { arrayMember, objectMember, writtenMember } from './objects.js';
import { distinct } from './same-value.js';
import { isGlobalObject, scriptGlobal } from './script-globals.js';
import { urlPart } from './url-text.js';
import {
  COMPUTED_FROM_ITSELF,
  EMPTY_CONTEXT,
  OTHERS,
  outsideOf,
  memberOfUnknown,
  unknown,
  withChoices,
  type CallSite,
  type Context,
  type Scope,
  type Value,
  type Values,
} from './value.js';

/** Evaluations one question may cost; past that the code is generated, or hostile. */
const MAXIMUM_EVALUATIONS = 12_000;

/** What each further question of a file may cost whose budget is spent: enough for an address that is written in place. */
const LEAST_EVALUATIONS = 100;

/** Pairs of pieces that take as long to join and to compare as one evaluation; each text is compared with each. */
const PAIRS_OF_EVALUATION = 1024;

/**
 * Evaluations that may wait for each other. One takes about ten calls, and a class that is built from itself takes a new
 * context each time round, so the stack would end before `MAXIMUM_EVALUATIONS`.
 */
const MAXIMUM_NESTING = 250;

/** How often a question may be put off for one that is nested too deep. */
const MAXIMUM_STEPS = 12;

/** What a question may cost after that, which does for what stands beside. */
const EVALUATIONS_WITHOUT_DEPTHS = 2 * MAXIMUM_NESTING;

const OVER_BUDGET = 'a value that takes too long to compute';
const TOO_DEEP = 'a value too deep to follow';
const FAILED = 'a value that this tool fails to compute';

/** An expression and what is known where it stands. */
interface Question {
  readonly node: ts.Node;
  readonly context: Context;
}

/** What became of a question whose budget did not do: with no more to spend, there is no use in asking it again. */
interface Spent {
  readonly budget: number;
  readonly values: Values;
  readonly age: number;
  readonly mayOpen: boolean;
}

/** Why an answer may become another: a file is not open yet, or was left out for whoever asked. */
interface Missing {
  readonly age: number;
  readonly isLeftOut: boolean;
}

/** Answers what expressions of the opened files can be. Asked on demand; remembers what it answered. */
export class Evaluator implements Evaluation {
  checker: ts.TypeChecker;
  readonly index: SyntaxIndex;
  readonly sources: Sources;
  readonly clients: readonly Client[];
  readonly requestMembers: ReadonlySet<string>;
  readonly described: DescribedFunctions;
  readonly #program: Program;
  readonly #forms = formsByKind();
  readonly #memory = new Memory((values) => this.#isSettled(values));
  readonly #known = new WeakMap<Context, Answers<ts.Node>>();
  readonly #members = new WeakMap<Context, Map<ts.Node, Answers<string>>>();
  readonly #exports: Answers<string> = new Map();
  readonly #reach: Pick<Reach, 'holds'> | null;
  readonly #faults: Faults;
  /** Answers that rest on files which were not open. */
  readonly #unsettled = new WeakMap<Values, Missing>();
  readonly #budgets = new FileBudgets((file) => this.index.fileAt(file)?.text.length ?? 0);
  readonly #spent = new WeakMap<Context, Map<ts.Node, Spent>>();
  #age = 0;
  #missed = 0;
  #leftOut = 0;
  /** The file whose call is being looked at; null for what is known to be Clever's. */
  #asker: string | null = null;
  #budget = MAXIMUM_EVALUATIONS;
  #nesting = 0;
  /** A question that would have been nested too deep. */
  #tooDeep: Question | null = null;
  /** Whether it is answered first; in the end, what is known without it has to do. */
  #asksAgain = true;
  #cuts = 0;
  #evaluations = 0;

  /**
   * @param wrappers functions that the user describes
   * @param reach which files are worth following into what they call; without it, all are
   * @param faults takes the expressions whose evaluation throws
   */
  constructor(
    program: Program,
    sources: Sources,
    wrappers: readonly Wrapper[] = [],
    reach: Pick<Reach, 'holds'> | null = null,
    faults = new Faults(),
  ) {
    this.#program = program;
    this.#reach = reach;
    this.#faults = faults;
    this.sources = sources;
    this.checker = program.checker;
    this.clients = [...wrappers.map(toClient), ...CLIENTS];
    this.requestMembers = new Set(
      this.clients.flatMap(({ requests }) => requests.flatMap(({ members }) => members.slice(-1))),
    );
    this.described = new DescribedFunctions(wrappers, this);
    this.index = new SyntaxIndex(program.trees());
  }

  /**
   * Takes in the files that were opened since, and forgets the answers that rest on their absence.
   *
   * Not all that files can change is forgotten (they may assign to what was answered), so this is for finding out what
   * else must be opened; the last word has an evaluator that saw all files from the start.
   */
  grow(): void {
    this.checker = this.#program.checker;
    this.index.add(this.#program.trees());
    this.#age += 1;
  }

  /** Gives the next question its own budget. */
  renewBudget(): void {
    this.#budget = MAXIMUM_EVALUATIONS;
  }

  asOwnQuestion<Answer>(question: () => Answer, asker?: ts.Node): Answer {
    const [left, before] = [this.#budget, this.#asker];
    if (asker) this.#asker = fileOf(asker);
    const given = this.#budgetOf(this.#asker);
    this.#budget = given;
    try {
      return asker ? this.#faults.times.during(fileOf(asker), question) : question();
    } finally {
      if (this.#asker !== null) this.#budgets.charge(this.#asker, given - this.#budget);
      this.#budget = left;
      this.#asker = before;
    }
  }

  spend(evaluations: number): void {
    this.#budget -= evaluations;
  }

  get isSpent(): boolean {
    return this.#asker !== null && this.#budgets.leftFor(this.#asker) <= 0;
  }

  #budgetOf(file: string | null): number {
    if (file === null) return MAXIMUM_EVALUATIONS;
    return Math.min(MAXIMUM_EVALUATIONS, Math.max(LEAST_EVALUATIONS, this.#budgets.leftFor(file)));
  }

  asSharedQuestion<Answer>(question: () => Answer, asker: ts.Node): Answer {
    const cuts = this.#cuts;
    try {
      return this.asOwnQuestion(question, asker);
    } finally {
      this.#cuts = cuts;
    }
  }

  get missed(): number {
    return this.#missed;
  }

  /** How often a file was not opened because it is not worth it for whoever asked. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** How many expressions were evaluated. */
  get evaluations(): number {
    return this.#evaluations;
  }

  /** How often a limit was hit. */
  get cuts(): number {
    return this.#cuts;
  }

  evaluate(node: ts.Node, context: Context): Values {
    if (context.given?.node === node) return context.given.values;
    this.#faults.times.sign(() => fileOf(node));
    return this.#nesting ? this.#evaluateWithin({ node, context }) : this.#evaluateWithBudget({ node, context });
  }

  takesMore(evaluations: number, node: ts.Node, context: Context): boolean {
    const [left, cuts] = [this.#budget, this.#cuts];
    this.#budget = Math.min(left, evaluations);
    try {
      this.evaluate(node, context);
      return this.#budget <= 0;
    } finally {
      [this.#budget, this.#cuts] = [left, cuts];
    }
  }

  /** What is over its budget is not remembered like other answers, as another budget may do. */
  #evaluateWithBudget(question: Question): Values {
    const [budget, age, mayOpen] = [this.#budget, this.#age, this.#mayOpen];
    const ofContext = remembered(this.#spent, question.context, () => new Map<ts.Node, Spent>());
    const spent = ofContext.get(question.node);
    if (spent && spent.budget >= budget && spent.age === age && spent.mayOpen === mayOpen) {
      this.#budget = 0;
      return this.cut(spent.values);
    }
    const values = this.#evaluateInSteps(question);
    if (budget > 0 && this.#budget <= 0) ofContext.set(question.node, { budget, values, age, mayOpen });
    return values;
  }

  /** Answers first what is nested too deep, and then the question again: so a chain may be longer than the stack. */
  #evaluateInSteps(question: Question): Values {
    const waiting = [question];
    let values: Values = [];
    let steps = 0;
    for (let next = waiting.at(-1); next; next = waiting.at(-1)) {
      [this.#tooDeep, this.#asksAgain] = [null, true];
      values = this.#evaluateWithin(next);
      if (!this.#tooDeep || this.#budget <= 0) waiting.pop();
      else if (steps++ < MAXIMUM_STEPS) waiting.push(this.#tooDeep);
      else return this.#evaluateWithoutDepths(question);
    }
    this.#tooDeep = null;
    return values;
  }

  /** What is known without that which is nested too deep. It rests on a limit, so nothing of it is remembered. */
  #evaluateWithoutDepths(question: Question): Values {
    const left = this.#budget;
    const given = Math.min(left, EVALUATIONS_WITHOUT_DEPTHS);
    [this.#budget, this.#tooDeep, this.#asksAgain] = [given, null, false];
    const values = this.#evaluateWithin(question);
    [this.#budget, this.#tooDeep] = [left - given + this.#budget, null];
    return values;
  }

  #evaluateWithin(question: Question): Values {
    const { node, context } = question;
    const open = (missing: string): Values => [unknown(shortName(node), missing, spanOf(node))];
    const answers = remembered(this.#known, context, () => new Map<ts.Node, Remembered>());
    return this.#memory.answer(
      answers,
      node,
      () => open(COMPUTED_FROM_ITSELF),
      () => {
        if (this.#budget-- <= 0) return this.cut(open(OVER_BUDGET));
        // What is nested too deep is answered first, and all this is asked again then: there is no use in going on.
        if (this.#tooDeep && this.#asksAgain) return this.cut(open(TOO_DEEP));
        if (this.#nesting >= MAXIMUM_NESTING) {
          this.#tooDeep = question;
          return this.cut(open(TOO_DEEP));
        }
        this.#evaluations += 1;
        return this.#work(question) ?? this.cut(open(FAILED));
      },
    );
  }

  /** Null for what throws: it is a value like any other that is not known, and is noted as a fault. */
  #work({ node, context }: Question): Values | null {
    if (!this.#faults.isEmpty && this.#faults.isGivenUp(spanOf(node), 'value')) return null;
    const nesting = this.#nesting++;
    try {
      return this.weighed(this.#noting(() => distinct(this.#form(node)(node, context, this))));
    } catch (error) {
      if (error instanceof TimeSpent) throw error;
      const span = spanOf(node);
      this.#faults.note({ span, file: span.file, step: 'value', error });
      return null;
    } finally {
      this.#nesting = nesting;
    }
  }

  weighed(values: Values): Values {
    const weight = Math.floor((values.length * countPieces(values)) / PAIRS_OF_EVALUATION);
    this.#budget -= weight;
    if (!weight) return values;
    // What has waited for them goes on with what is small.
    return this.#budget > 0 ? values : this.cut([...values.slice(0, 1), OTHERS]);
  }

  cut(values: Values): Values {
    this.#cuts += 1;
    this.#memory.cut();
    return values.map((value) => (value.kind === 'unknown' ? { ...value, isCut: true } : value));
  }

  /** Whether an answer may be given again: to one who may have files opened, not if a file was left out for it. */
  #isSettled(values: Values): boolean {
    const missing = this.#unsettled.get(values);
    if (!missing) return true;
    if (missing.age !== this.#age || (missing.isLeftOut && this.#mayOpen)) return false;
    this.#missed += 1;
    if (missing.isLeftOut) this.#leftOut += 1;
    return true;
  }

  /** Works out an answer, and notes whether a file was missed for it. */
  #noting(answer: () => Values): Values {
    const [missed, leftOut] = [this.#missed, this.#leftOut];
    const values = answer();
    if (this.#missed !== missed) {
      this.#unsettled.set(values, { age: this.#age, isLeftOut: this.#leftOut !== leftOut });
    }
    return values;
  }

  get #mayOpen(): boolean {
    return this.#asker === null || !this.#reach || this.#reach.holds(this.#asker);
  }

  /** Notes that a file is not open, and asks for it where it is worth it. */
  #miss(file: string): void {
    if (this.#mayOpen) {
      if (this.#program.want(file)) this.#missed += 1;
    } else if (this.#program.isOpenable(file)) {
      this.#missed += 1;
      this.#leftOut += 1;
    }
  }

  member(value: Value, name: string): Values {
    if (value.kind !== 'object') return this.#memberOf(value, name);
    this.#faults.times.sign(() => fileOf(value.node));
    // An object that is spread into itself, or whose member is made of what it held (`options.path += id`), asks itself for
    // the same member; others are asked over and over.
    const { choices, seen, ...whole } = value;
    const members = remembered(this.#members, value.context, () => new Map<ts.Node, Answers<string>>());
    const known = remembered(members, value.node, () => new Map<string, Remembered>());
    const found = this.#memory.answer(
      known,
      name,
      () => writtenMember(whole, name, this),
      () => this.#noting(() => distinct(this.#memberOf(whole, name))),
    );
    const held = seen && found.length > 1 ? heldAt(seen, whole, name, this) : null;
    return withChoices(held ?? found, choices);
  }

  #memberOf(value: Value, name: string): Values {
    switch (value.kind) {
      case 'object':
        return objectMember(value, name, this);
      case 'merge':
        return this.#mergedMember(value.parts, name);
      case 'members':
        return Object.hasOwn(value.members, name) ? (value.members[name] ?? []) : [];
      case 'array':
        return arrayMember(value, name, this);
      case 'instance':
        return instanceMember(value, name, this);
      case 'class':
        return classMember(value, name, this);
      case 'module':
        return this.exported(value.file, name);
      case 'external':
        return this.#externalMember(value, name);
      case 'function':
        return this.#functionMember(value, name);
      case 'text':
        return urlPart(value, name);
      default:
        return [];
    }
  }

  invoke(callee: Value, site: CallSite, construct: boolean): Values {
    switch (callee.kind) {
      case 'function':
        return construct && !this.index.returnsOf(callee.node).length
          ? [instanceAt(callee.node, site)]
          : withChoices(invokeFunction(callee, site, this), callee.choices);
      case 'class':
        return [instanceAt(callee.node, site)];
      case 'external':
        return callExternal(callee, site, construct, this);
      case 'module':
        return this.exported(callee.file, 'default').flatMap((each) =>
          each.kind === 'module' ? [] : this.invoke(each, site, construct),
        );
      case 'unknown':
        return [callee];
      default:
        return [];
    }
  }

  exported(file: string, name: string): Values {
    if (name === '*') return [{ kind: 'module', file }];
    const source = this.opened(file);
    if (!source) return [];
    this.#faults.times.sign(() => file);
    return this.#memory.answer(
      this.#exports,
      `${file}\0${name}`,
      // Barrels that export each other: the name is somewhere else, or nowhere.
      () => [],
      () => this.#noting(() => exportedValues(source, name, this)),
    );
  }

  opened(file: string): ts.SourceFile | null {
    const source = this.#program.sourceFile(file) ?? this.#program.json(file) ?? null;
    if (!source) this.#miss(file);
    return source;
  }

  imported(specifier: string, fromFile: string): Value {
    const file = this.sources.resolve(specifier, fromFile);
    if (file) return { kind: 'module', file };
    return { kind: 'external', root: { module: specifier.replace(/^node:/, '') }, steps: [] };
  }

  declaredType(type: ts.TypeNode): Values {
    // `typeof fetch`
    if (tsc.isTypeQueryNode(type))
      return this.evaluate(type.exprName, EMPTY_CONTEXT).filter(({ kind }) => kind === 'external');
    if (!tsc.isTypeReferenceNode(type)) return [];
    const settings = nestConfigType(type, this);
    if (settings.length) return settings;
    const name = tsc.isQualifiedName(type.typeName) ? type.typeName.right : type.typeName;
    const symbol = this.checker.getSymbolAtLocation(name);
    const values = (symbol?.declarations ?? []).flatMap((declaration) => this.#typeValues(declaration, name.text));
    return values.length || !symbol ? values : this.#implementersOf(symbol);
  }

  /** Instances of the classes that implement an interface which was imported, once its file is open. */
  #implementersOf(symbol: ts.Symbol): Values {
    if (!(symbol.flags & tsc.SymbolFlags.Alias)) return [];
    const declarations = aliasedSymbol(symbol, this.checker).declarations ?? [];
    return declarations.filter(tsc.isInterfaceDeclaration).flatMap((each) => heirs(each, this).map(someInstance));
  }

  #typeValues(declaration: ts.Declaration, name: string): Values {
    if (tsc.isClassLike(declaration)) return [someInstance(declaration)];
    if (tsc.isInterfaceDeclaration(declaration)) return heirs(declaration, this).map(someInstance);
    if (!tsc.isImportSpecifier(declaration) && !tsc.isImportClause(declaration)) return [];
    return this.evaluate(declaration, EMPTY_CONTEXT).flatMap((value): Values => {
      if (value.kind === 'class') return [someInstance(value.node)];
      if (value.kind !== 'external') return [];
      return [{ ...value, steps: [...value.steps, { kind: 'member', name: `:${name}` }] }];
    });
  }

  /** A member of what was merged, from the last part that has it for sure, and those behind it that may have it. */
  #mergedMember(parts: Values, name: string): Values {
    const possible: Value[] = [];
    for (const part of [...parts].reverse()) {
      const found = this.member(part, name).filter((value) => value.kind !== 'nothing');
      const isSure = found.some(({ kind }) => kind !== 'external' && kind !== 'unknown');
      if (isSure) return [...possible, ...found];
      // Who calls says whether it has the member; what nobody can tell brings none, like what is spread.
      const open = part.kind === 'unknown' && part.opens ? [memberOfUnknown(part, name)] : [];
      appendAll(possible, found.length ? found : open);
    }
    return possible;
  }

  #externalMember(value: Value & { kind: 'external' }, name: string): Values {
    if (isGlobalObject(value)) {
      const shared = scriptGlobal(name, this);
      return shared.length ? shared : [{ kind: 'external', root: { global: name }, steps: [] }];
    }
    // `safeParse` answers the checked object as `data`, `validate` as `value`.
    if (value.schema && isEnvironment(value) && (name === 'data' || name === 'value')) return [value];
    // A package's default export is the package itself to all that matters here.
    if ('module' in value.root && !value.steps.length && name === 'default') return [value];
    return [{ ...value, steps: [...value.steps, { kind: 'member', name }] }];
  }

  /** `load.base = '…'` on a function. */
  #functionMember(value: Value & { kind: 'function' }, name: string): Values {
    const assigned = this.index
      .assignmentsTo(name)
      .filter(({ target }) =>
        this.evaluate(target.expression, EMPTY_CONTEXT).some(
          (each) => each.kind === 'function' && each.node === value.node,
        ),
      )
      .flatMap((assignment) => this.evaluate(assignment.value, EMPTY_CONTEXT));
    if (assigned.length || name in Function.prototype || !isWholeExport(value.node)) return assigned;
    if (this.index.assignmentsTo(name).some(({ target }) => isExportsObject(target.expression))) return assigned;
    // `module.exports = (environment) => settings`, which a framework calls: whoever imports it reads the settings.
    const answered = this.invoke(value, { node: null, arguments: [], context: value.context }, false);
    return answered.flatMap((each) => (each.kind === 'object' ? this.member(each, name) : []));
  }

  #form(node: ts.Node): Form {
    return this.#forms.get(node.kind) ?? notUnderstood;
  }
}

/** Whether a function is all that its module exports: `module.exports = function () { … }`, `export default () => …`. */
function isWholeExport(node: ts.FunctionLikeDeclaration): boolean {
  const { parent } = node;
  if (tsc.isExportAssignment(parent)) return true;
  if (tsc.isBinaryExpression(parent)) return parent.right === (node as ts.Node) && isExportsObject(parent.left);
  return tsc.isFunctionDeclaration(node) && namesOf(node).includes('default');
}

function countPieces(values: Values): number {
  let count = 0;
  for (const value of values) if (value.kind === 'text') count += value.pieces.length;
  return count;
}

/** What a construction makes. */
function instanceAt(node: Scope, site: CallSite): Value {
  return { kind: 'instance', node, site, context: outsideOf(site.context), from: null };
}

/** An instance of which no more than the class is known. */
function someInstance(node: ts.ClassLikeDeclaration): Value {
  return { kind: 'instance', node, site: null, context: EMPTY_CONTEXT, from: null };
}
