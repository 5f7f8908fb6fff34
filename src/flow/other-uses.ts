import type { ts } from 'ts-morph';
import { filesLeadingTo } from '../model/leading-files.js';
import { assertionAt, memberWritten, spellsPath } from './assertions.js';
import { declaredSymbol, isSameSymbol } from './references.js';
import { openInPackages, openReaders } from '../values/contexts.js';
import { namesForOthers } from '../syntax/scripts.js';
import { CLIENTS } from '../clients/index.js';
import { isQuestion, isSaid } from '../libraries/named-calls.js';
import { isPermittingMember, isPermittingText } from '../libraries/url-watchers.js';
import type { Access } from '../syntax/accesses.js';
import { tsc } from '../syntax/compiler.js';
import { extendedBy } from '../syntax/heritage.js';
import { namesLeadingTo, takenName, writtenName } from '../syntax/names.js';
import { functionAround, givenParameters } from '../syntax/functions.js';
import { isNothing } from '../syntax/nothing.js';
import { innerOf } from '../syntax/outer.js';
import { tellsPath } from '../syntax/path-question.js';
import { transferOf, type Call, type Transfer, type TransferOf } from '../syntax/transfer.js';
import { isError } from './constant-reach.js';
import { MAXIMUM_NAMES } from './limits.js';
import { mayBeCalledFromOutside } from './outside-callers.js';
import { fileOf, spanOf } from '../program/program.js';
import { groupBy } from '../model/group-by.js';
import { oncePerObject } from '../model/once-per-object.js';
import { remembered } from '../model/remembered.js';
import { itemsByPlace } from '../model/place-index.js';
import { isInside, overlaps, type Span } from '../model/spans.js';
import { requestObject } from '../requests/places.js';
import type { Callers } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import { constructorOf, lineage } from '../values/inheritance.js';
import { EMPTY_CONTEXT, type Value, type Values } from '../values/value.js';

/** Methods of a list that ask about its elements. */
const LIST_QUESTIONS: ReadonlySet<string> = new Set(['some', 'every']);
/** Methods of a list that call a function with each of its elements. */
const ELEMENT_CALLBACKS: ReadonlySet<string> = new Set(['forEach', 'map', 'flatMap']);
/** Methods of a list that ask a function about each of its elements, and answer one, or some, of them. */
const CHOOSING: ReadonlySet<string> = new Set(['filter', 'find', 'findLast', ...LIST_QUESTIONS]);
/** Methods of a list that answer one of its elements, or others of the same elements. */
const ELEMENT_TAKING: ReadonlySet<string> = new Set(
  'at pop shift slice splice concat sort reverse toSorted toReversed flat values'.split(' '),
);
/** Methods of a text that give single parts of it. */
const TAKING_APART: ReadonlySet<string> = new Set(['split', 'charCodeAt', 'codePointAt']);
/** Methods of a text that make another one of it by what stands in it. */
const REPLACING: ReadonlySet<string> = new Set(['replace', 'replaceAll']);
/** Members of a `URL` that hold its path. */
const PATH_MEMBERS: ReadonlySet<string> = new Set(['href', 'pathname', 'length']);
/** Methods of a collection that the program fills, and asks, by the same text. */
const KEYED_METHODS: ReadonlySet<string> = new Set(['has', 'get', 'set', 'add', 'delete']);
/** Members of a collection that say nothing of its keys. */
const KEYLESS_MEMBERS: ReadonlySet<string> = new Set(['size', 'clear']);
/** Methods that keep a text in a list; what asks the list for it asks for the new text. */
const KEEPING_METHODS: ReadonlySet<string> = new Set(['push', 'unshift']);
const COLLECTIONS: ReadonlySet<string> = new Set(['Map', 'Set', 'WeakMap', 'WeakSet']);

/** What a page asks before it requests anything. */
const ALLOWED_URLS = 'a list of the URLs that a page may request';

/** How an expression ends up in requests. */
export interface Requested {
  /** The parameters of the functions of the program that it is an argument of on the way. */
  readonly parameters: ReadonlySet<ts.ParameterDeclaration>;
  /** Where the texts stand that the addresses of these requests are made of, by their place. */
  readonly written: ReadonlyMap<string, Span>;
  /** Whether a client is called with it. */
  readonly isOfClient: boolean;
}

/** The expressions that end up in a request. */
export type RequestedExpressions = ReadonlyMap<ts.Node, Requested>;

/** Where a literal, or a written part of a template, stands, and the literal or the whole template. */
interface Literal extends Span {
  readonly node: ts.Expression;
}

/** How a text came to an expression. */
interface Way {
  /** Where it is written. */
  readonly from: Span;
  /** How many names it went by. */
  readonly names: number;
  /** What was declared with these names, and with others that it goes by: one look at each is enough. */
  readonly seen: Set<ts.Declaration>;
  /** The members under which an object has the text: `['url']` of `{ url: ME }`; none for the text itself. */
  readonly below: readonly string[];
  /** Whether it came into a function of the program, as what the function is called with. */
  readonly isHandedOn: boolean;
  /** Whether it came into a function by a call that is followed as well, if the function answers the text. */
  readonly isAnswerFollowed: boolean;
}

/** What stands at a place, with its file and line: `a comparison (src/get.ts:12)`. */
export function describePlace(what: string, node: ts.Node): string {
  const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
  return `${what} (${fileOf(node)}:${line + 1})`;
}

/**
 * What to look for: any other use, only those by functions that the text is handed to on its way to a request, or only
 * calls of what is out of sight.
 */
type Wanted = 'any use' | 'on the way' | 'unseen call';

/**
 * Finds what else a program does with a text that is part of a Clever URL.
 *
 * Whoever edits a constant edits all that its name stands for. `'/me'` may be a route of the application itself beside
 * being the end of a request, and `'v1.1'` may be what a stored setting is compared with.
 */
export class OtherUses {
  readonly #evaluation: Evaluation;
  readonly #callers: Callers;
  readonly #requested: RequestedExpressions;
  /** One argument may be thousands of addresses, each of which is asked for. */
  readonly #writtenAt = oncePerObject(({ written }: Requested) => itemsByPlace([...written.values()], (span) => span));
  readonly #words: ReadonlySet<string>;
  readonly #literalsAt: (place: Span) => readonly Literal[];
  readonly #isPermitting = oncePerObject((text: ts.Node) => isPermittingText(text.getText()));
  readonly #known = new Map<Wanted, Map<ts.Node, string | null>>();
  readonly #reaches = new Map<string, readonly ts.SourceFile[]>();
  #wanted: Wanted = 'any use';

  /**
   * @param requested the expressions that end up in a request: arguments of the call itself, and of what leads to it
   * @param words the words of Clever's paths
   */
  constructor(evaluation: Evaluation, callers: Callers, requested: RequestedExpressions, words: ReadonlySet<string>) {
    this.#evaluation = evaluation;
    this.#callers = callers;
    this.#requested = requested;
    this.#words = words;
    const { strings, templates } = evaluation.index;
    const written = [...strings.map((node) => ({ part: node, node })), ...templates.flatMap(partsOf)];
    const literals = written.map(({ part, node }): Literal => ({ ...spanOf(part), node }));
    this.#literalsAt = itemsByPlace(literals, (literal) => literal);
  }

  /**
   * What else uses the text at a place, as a phrase for a message; null if nothing is known to.
   *
   * @param wanted whether only functions count that the text is handed to on its way to a request: these see the URL of
   *   every other request that is made through them
   */
  of(span: Span, wanted: Wanted = 'any use'): string | null {
    const literal = this.#literalsAt(span).find((each) => isInside(span, each));
    if (!literal) return null;
    const ofWanted = this.#known.get(wanted) ?? new Map<ts.Node, string | null>();
    this.#known.set(wanted, ofWanted);
    const known = ofWanted.get(literal.node);
    if (known !== undefined) return known;
    this.#wanted = wanted;
    const from = spanOf(literal.node);
    const way = {
      from,
      names: 0,
      seen: new Set<ts.Declaration>(),
      below: [],
      isHandedOn: false,
      isAnswerFollowed: false,
    };
    const use = this.#useOf(literal.node, way);
    ofWanted.set(literal.node, use);
    return use;
  }

  /** What is done with an expression, but for requests; null for a part of one, and for what is not understood. */
  #useOf(node: ts.Expression, way: Way): string | null {
    const requested = this.#requested.get(node);
    if (requested && way.below[0] === 'headers') return this.#place('a header of a request', node, way);
    if (requested && this.#writtenAt(requested)(way.from).some((each) => isInside(each, way.from)))
      return this.#useOfParameters([...requested.parameters], way);
    // Of the address of such a request nothing is known, or not that this text is a part of it.
    if (requested?.isOfClient) return this.#place('a request', node, way);
    const transfer = transferOf(node);
    return way.below.length ? this.#useOfHolder(transfer, way) : this.#useOfText(transfer, node, way);
  }

  /** What is done with the text itself. */
  #useOfText(transfer: Transfer, node: ts.Expression, way: Way): string | null {
    switch (transfer.kind) {
      case 'same':
      case 'awaited':
      case 'choice':
      case 'computed':
      case 'element':
        return this.#useOf(transfer.to, way);
      case 'joined':
        if (this.#isPermitting(transfer.to)) return this.#place(ALLOWED_URLS, transfer.to, way);
        return this.#useOf(transfer.to, way);
      case 'assigned':
        return this.#useOfAssigned(transfer.target, way) ?? this.#useOf(transfer.to, way);
      case 'appended':
        return this.#useOfTarget(transfer.target, way);
      case 'compared':
        return this.#comparison(transfer.to, [transfer.other], null, way);
      case 'searched':
        return this.#place('a comparison', transfer.to, way);
      case 'key':
        return this.#hasNamedKeys(transfer.access.expression)
          ? this.#place('a key of a table', transfer.access, way)
          : null;
      case 'computed name':
        return this.#place('a computed property name', transfer.name, way);
      case 'switched':
        return this.#comparison(transfer.statement, casesOf(transfer.statement), null, way);
      case 'case':
        return this.#place('a comparison', transfer.clause, way);
      case 'shown':
        return this.#place('the page', transfer.by, way);
      case 'read':
        return this.#useOfMember(transfer.access, way);
      case 'argument':
        return this.#useInCall(transfer, way);
      case 'bound':
        return this.#useOfTarget(transfer.name, way);
      case 'field':
        return this.#useOfTarget(transfer.declaration.name, way);
      case 'enumerated':
        return this.#useOfTarget(transfer.member.name, way);
      case 'iterated':
        return this.#useOfElements(transfer.loop.initializer, way);
      case 'member':
        return this.#useOfSetting(transfer, way);
      case 'returned':
        return this.#useOfAnswer(transfer.from, way);
      case 'spread':
      case 'unpacked':
      case 'yielded':
        return this.#place('code that this tool cannot follow', transfer.to, way);
      case 'unknown':
        return this.#useOfUnknown(node, way);
      default:
        return null;
    }
  }

  /** `` sql`… ${VERSION}` ``: a function out of sight gets it; what is else no use is a name of what has the text. */
  #useOfUnknown({ parent }: ts.Expression, way: Way): string | null {
    return tsc.isTaggedTemplateExpression(parent)
      ? this.#place('code that this tool cannot follow', parent, way)
      : null;
  }

  /** What is done with a variable or a member that is given the text; a member that nothing declares is read by anybody. */
  #useOfAssigned(target: ts.Expression, way: Way): string | null {
    const isOpen = tsc.isPropertyAccessExpression(target)
      ? !this.#declarationOf(target.name as ts.Identifier)
      : tsc.isElementAccessExpression(target);
    if (isOpen) return this.#place(`\`${target.getText().slice(0, 40)}\``, target, way);
    return this.#useOfTarget(target, way);
  }

  /** What is done with an object that has the text as a member. */
  #useOfHolder(transfer: Transfer, way: Way): string | null {
    switch (transfer.kind) {
      case 'same':
      case 'awaited':
      case 'choice':
      case 'spread':
        return this.#useOf(transfer.to, way);
      case 'assigned':
        return this.#useOfTarget(transfer.target, way) ?? this.#useOf(transfer.to, way);
      case 'read':
        return this.#useOfHeld(transfer.access, way);
      case 'argument':
        return this.#useInCall(transfer, way);
      case 'bound':
        return this.#useOfTarget(transfer.name, way);
      case 'field':
        return this.#useOfTarget(transfer.declaration.name, way);
      case 'member':
        return this.#useOfSetting(transfer, way);
      case 'iterated':
        return this.#useOfElements(transfer.loop.initializer, way);
      case 'element':
        return this.#useOf(transfer.to, way);
      case 'returned':
        return this.#useOfAnswer(transfer.from, way);
      default:
        return null;
    }
  }

  /** What is done with what is taken of an object that has the text, or of a list of such objects. */
  #useOfHeld(access: Access, way: Way): string | null {
    const name = memberRead(access);
    if (name === way.below[0]) return this.#useOf(access, oneHigher(way));
    // `routes[0]` is one of a list of objects; `PATHS[key]` may be the text.
    if (name === null) return this.#useOf(access, this.#isList(access.expression) ? way : oneHigher(way));
    const { parent } = access;
    if (!tsc.isCallExpression(parent) || parent.expression !== access) return null;
    const isAskedOfEach = ELEMENT_CALLBACKS.has(name) || CHOOSING.has(name);
    const use = isAskedOfEach ? this.#useByCallback(parent, way) : null;
    return use ?? (CHOOSING.has(name) || ELEMENT_TAKING.has(name) ? this.#useOf(parent, way) : null);
  }

  /** What is done with what a function of the program answers, wherever it is called. */
  #useOfAnswer(from: TransferOf<'returned'>['from'], way: Way): string | null {
    const scope = tsc.isArrowFunction(from) ? from : functionAround(from);
    if (!scope || way.isAnswerFollowed) return null;
    if (tsc.isGetAccessor(scope)) return this.#useOfTarget(scope.name, way);
    if (way.seen.has(scope)) return null;
    way.seen.add(scope);
    const list = listMadeWith(scope);
    if (list) return this.#useOf(list, way);
    const calls = this.#callers.of(scope).flatMap(({ site }) => site.node ?? []);
    for (const call of calls) {
      const use = tsc.isExpression(call) ? this.#useOf(call, way) : null;
      if (use) return use;
    }
    return mayBeCalledFromOutside(scope, calls, this.#evaluation)
      ? this.#place('an answer to callers that are not in sight', from, way)
      : null;
  }

  /** Whether an object has members that are written out, or shows its keys; what is only asked by key has the new ones too. */
  #hasNamedKeys(object: ts.Expression): boolean {
    const named = nameOf(object);
    const isTable = this.#evaluation.checker.getTypeAtLocation(object).getProperties().length > 0;
    return isTable || (named !== null && this.#showsKeys(named));
  }

  /** Whether the program sees the keys of a collection otherwise than by asking for one: `counts.students`, `return counts`. */
  #showsKeys(collection: ts.Identifier): boolean {
    const symbol = declaredSymbol(collection, this.#evaluation);
    return this.#evaluation.index
      .identifiers(collection.text)
      .some((each) => !isDeclaredOrAskedByKey(each) && isSameSymbol(declaredSymbol(each, this.#evaluation), symbol));
  }

  /** `ME.replace(…)` is a text again; `ME.includes(…)` is a question about it, and `ME.split('/')` takes it apart. */
  #useOfMember(access: Access, way: Way): string | null {
    const { parent } = access;
    const name = memberRead(access) ?? '';
    if (!tsc.isCallExpression(parent) || parent.expression !== access) {
      // How many texts there are is the same whatever they say; `PATHS[i]` is one of them.
      const isOfText = this.#isList(access.expression) ? tsc.isElementAccessExpression(access) : PATH_MEMBERS.has(name);
      return isOfText ? this.#useOf(access, way) : null;
    }
    if (isQuestion(name)) return this.#comparison(access, [...parent.arguments].slice(0, 1), name, way);
    if (ELEMENT_CALLBACKS.has(name)) return this.#useByCallback(parent, way);
    if (LIST_QUESTIONS.has(name)) return this.#place('a comparison', access, way);
    const isByText = REPLACING.has(name) && this.#tellsPath([...parent.arguments].slice(0, 1), name);
    if (TAKING_APART.has(name) || isByText) return this.#place(`\`${access.getText().slice(0, 40)}(…)\``, access, way);
    return this.#useOf(parent, way);
  }

  /** Whether an expression can be a list. */
  #isList(node: ts.Expression): boolean {
    return this.#valuesOf(node).some(({ kind }) => kind === 'array');
  }

  /** `for (const path of PATHS)` */
  #useOfElements(initializer: ts.ForInitializer, way: Way): string | null {
    if (!tsc.isVariableDeclarationList(initializer)) return this.#useOfTarget(initializer, way);
    const [declaration] = initializer.declarations;
    return declaration ? this.#useOfTarget(declaration.name, way) : null;
  }

  /** `PATHS.forEach((path) => …)`, and what the list is used for that comes of it. */
  #useByCallback(call: ts.CallExpression, way: Way): string | null {
    const [callback] = call.arguments;
    for (const value of callback ? this.#evaluation.evaluate(callback, EMPTY_CONTEXT) : []) {
      const [element] = value.kind === 'function' ? givenParameters(value.node) : [];
      const use = element && this.#useOfTarget(element.name, way);
      if (use) return use;
    }
    return null;
  }

  /** A question about the text, unless its answer is the same whatever the path and the version are. */
  #comparison(at: ts.Node, others: readonly ts.Expression[], method: string | null, way: Way): string | null {
    return this.#tellsPath(others, method) ? this.#place('a comparison', at, way) : null;
  }

  #tellsPath(others: readonly ts.Expression[], method: string | null): boolean {
    return !others.length || others.some((other) => !isNothing(other) && tellsPath(other, method, this.#words));
  }

  #useInCall({ call, index }: TransferOf<'argument'>, way: Way): string | null {
    const callee = namesLeadingTo(call.expression);
    if (tsc.isNewExpression(call) && isError(call.expression, this.#evaluation)) return null;
    if (isSaid(callee)) return this.#useInAssertion(call, index, way);
    const asked = methodOf(call);
    if (asked && isQuestion(asked.name) && !this.#isFilledWithIt(asked))
      return this.#comparison(call, [asked.receiver], asked.name, way);
    if (asked && KEEPING_METHODS.has(asked.name)) return this.#useOfList(asked, call, index, way);
    // As a key it is asked for by the same text; as a value it may come out anywhere.
    if (asked && index === 0 && this.#isFilledWithIt(asked)) return null;
    if (asked && index === 0 && this.#isOfCollection(asked)) return this.#call(call, index, way);
    const values = this.#evaluation.evaluate(call, EMPTY_CONTEXT);
    // `new URL(ME, base)`, `join(HOST, ME)`: a text again, and what that is used for decides.
    const isTextAgain = !way.below.length && values.some((value) => holdsText(value, way.from));
    const callees = this.#valuesOf(call.expression);
    if (callees.some((callee) => this.#isMadeOutOfSight(callee))) return this.#call(call, index, way);
    const parameters = callees.flatMap((each) => givenParameters(this.#entered(each))[index] ?? []);
    const inside = this.#useOfParameters(parameters, { ...way, isAnswerFollowed: isTextAgain });
    if (inside) return inside;
    if (isTextAgain) return this.#useOf(call, way);
    // What becomes of an argument inside of a function of the program is seen where that function asks for it.
    if (values.some(isMaker) || callees.some(isOfProgram)) return null;
    return this.#call(call, index, way);
  }

  /**
   * What is done with a list of objects that have the text; a list of texts is asked for the new one as for the old one,
   * where it is no part of an object, whose other methods may make anything of it.
   */
  #useOfList({ receiver }: Method, call: Call, index: number, way: Way): string | null {
    if (!way.below.length && !tsc.isIdentifier(receiver)) return this.#call(call, index, way);
    const list = way.below.length ? nameOf(receiver) : null;
    return list && this.#useOfReferences(list, way);
  }

  /** A test that says what the text is: `assert.equal(ME, '/v1.1/me')`, `expect(ME).toBe('/v1.1/me')`, a snapshot. */
  #useInAssertion(call: Call, index: number, way: Way): string | null {
    const assertion = assertionAt(call, index);
    if (assertion?.isSnapshot) return this.#place('a snapshot', call, way);
    const expected = assertion?.expected.flatMap((each) => memberWritten(each, way.below, this.#evaluation) ?? []);
    return expected?.some((each) => spellsPath(each, this.#words)) ? this.#place('a comparison', call, way) : null;
  }

  /** What functions of the program do with what they are called with. */
  #useOfParameters(parameters: readonly ts.ParameterDeclaration[], way: Way): string | null {
    for (const { name, dotDotDotToken } of parameters) {
      const use = dotDotDotToken ? null : this.#useOfTarget(name, { ...way, isHandedOn: true });
      if (use) return use;
    }
    return null;
  }

  /** The function of the program that a call enters: what it calls, or the constructor of a class. */
  #entered(callee: Value): ts.FunctionLikeDeclaration | null {
    if (callee.kind === 'class') return constructorAmong(lineage(callee.node, this.#evaluation));
    return callee.kind === 'function' && !callee.bound.length ? callee.node : null;
  }

  /** Whether the constructor of a class is that of one out of sight. */
  #isMadeOutOfSight(callee: Value): boolean {
    if (callee.kind !== 'class') return false;
    const classes = lineage(callee.node, this.#evaluation);
    const last = classes.at(-1);
    return !constructorAmong(classes) && last !== undefined && extendedBy(last) !== null;
  }

  /** What an expression can be, also what callers hand in. */
  #valuesOf(expression: ts.Expression): Values {
    const contexts = this.#callers.contextsOf(expression, false);
    return contexts.flatMap((context) => this.#evaluation.evaluate(expression, context));
  }

  /** Whether a `Map` or a `Set` begins empty and has no key that is written out: it gets the new text as it got the old one. */
  #isFilledWithIt({ receiver, name }: Method): boolean {
    const named = KEYED_METHODS.has(name) ? nameOf(receiver) : null;
    const symbol = named && declaredSymbol(named, this.#evaluation);
    const declaration = symbol?.valueDeclaration;
    const isDeclared =
      declaration && (tsc.isVariableDeclaration(declaration) || tsc.isPropertyDeclaration(declaration));
    const made = isDeclared && declaration.initializer ? innerOf(declaration.initializer) : null;
    if (!named || !made || !tsc.isNewExpression(made) || made.arguments?.length) return false;
    if (!COLLECTIONS.has(made.expression.getText())) return false;
    return !this.#showsKeys(named);
  }

  /** Whether a method takes a key of a `Map`, or an element of a `Set`. */
  #isOfCollection({ receiver, name }: Method): boolean {
    if (!KEYED_METHODS.has(name)) return false;
    return this.#valuesOf(receiver).some(
      (value) => value.kind === 'external' && 'global' in value.root && COLLECTIONS.has(value.root.global),
    );
  }

  /** A member of an object, by its name, and of one that is written where it is handed to a call: `redirect({ path: ME })`. */
  #useOfSetting({ to, member }: TransferOf<'member'>, way: Way): string | null {
    const name = writtenName(member.name);
    if (name !== null && isPermittingMember(name)) return this.#place(ALLOWED_URLS, member, way);
    const handed = name === null ? null : this.#useOf(to, { ...way, below: [name, ...way.below] });
    // The name of a shorthand member is the variable, whose mentions are looked at in any case.
    if (handed || !tsc.isPropertyAssignment(member)) return handed;
    return this.#useOfTarget(member.name, way);
  }

  /** What is done with a name, or with what a pattern takes, that was given the text; null for what is no name. */
  #useOfTarget(target: ts.Node, way: Way): string | null {
    if (tsc.isIdentifier(target)) return this.#useOfReferences(target, way);
    if (tsc.isPropertyAccessExpression(target) && tsc.isIdentifier(target.name))
      return this.#useOfReferences(target.name, way);
    // `({ root } = options)`
    if (tsc.isObjectLiteralExpression(target)) return this.#useOfAssignedPattern(target, way);
    if (tsc.isArrayBindingPattern(target)) return this.#useOfAny(target, way);
    if (!tsc.isObjectBindingPattern(target)) return null;
    // Of a text itself, as of the `URL` that is made of it, a pattern takes the path.
    const isTaken = (name: string): boolean => (way.below.length ? name === way.below[0] : PATH_MEMBERS.has(name));
    const taken = target.elements.filter((each) => isTaken(takenName(each) ?? ''));
    for (const { name, dotDotDotToken } of taken) {
      const use = dotDotDotToken ? null : this.#useOfTarget(name, oneHigher(way));
      if (use) return use;
    }
    return null;
  }

  /** `([source, mail]) => …`: which of the elements is the text is not told apart. */
  #useOfAny({ elements }: ts.ArrayBindingPattern, way: Way): string | null {
    for (const each of elements) {
      const use = tsc.isBindingElement(each) ? this.#useOfTarget(each.name, way) : null;
      if (use) return use;
    }
    return null;
  }

  #useOfAssignedPattern({ properties }: ts.ObjectLiteralExpression, way: Way): string | null {
    for (const each of properties) {
      if (!each.name || writtenName(each.name) !== way.below[0]) continue;
      const target = tsc.isPropertyAssignment(each) ? each.initializer : each.name;
      const use = this.#useOfTarget(target, oneHigher(way));
      if (use) return use;
    }
    return null;
  }

  /** The phrase for a use that is looked for. */
  #place(what: string, node: ts.Node, { isHandedOn }: Way): string | null {
    if (this.#wanted === 'unseen call' || (this.#wanted === 'on the way' && !isHandedOn)) return null;
    return describePlace(what, node);
  }

  /** The same of a call that nobody can look into. */
  #call(call: Call, index: number, way: Way): string | null {
    const what = `\`${call.expression.getText().slice(0, 40)}(…)\``;
    if (this.#wanted !== 'unseen call') return this.#place(what, call, way);
    return this.#asksNothing(call, index) ? null : describePlace(what, call);
  }

  /** Whether a call sends nothing to a host that it gets: it sets a header, or up a framework or a client. */
  #asksNothing(call: Call, index: number): boolean {
    if (SETTING_UP.test(namesLeadingTo(call.expression).at(-1) ?? '') || isValueOfHeader(call, index)) return true;
    return this.#evaluation
      .evaluate(call, EMPTY_CONTEXT)
      .some((value) => value.kind === 'external' && 'module' in value.root && PREFIXING.has(value.root.module));
  }

  #useOfReferences(name: ts.Identifier, way: Way): string | null {
    const declaration = this.#declarationOf(name);
    if (!declaration || way.seen.has(declaration)) return null;
    if (way.names >= MAXIMUM_NAMES) return this.#place('more names than this tool follows', name, way);
    way.seen.add(declaration);
    const { index } = this.#evaluation;
    const scope = functionOfLocal(declaration);
    if (!scope) openReaders(name, name.text, this.#evaluation);
    const given = scope ? new Set<string>() : namesForOthers(declaration.getSourceFile());
    if (given.size) openInPackages(name, name.text, [...given], this.#evaluation);
    const isOfIt = (each: ts.Identifier): boolean =>
      this.#declarationsNamed(each).includes(declaration) || (given.size > 0 && this.#mayNameGlobal(each, declaration));
    const mentionsOf = (text: string): readonly ts.Identifier[] => {
      if (scope) return index.identifiersWithin(scope, text).filter(isOfIt);
      if (given.size) return index.identifiers(text).filter(isOfIt);
      return this.#mentionsAmong(this.#reachOf(fileOf(declaration)))(text).get(declaration) ?? [];
    };
    for (const reference of index.renamesOf(name.text).flatMap(mentionsOf)) {
      if (reference === name) continue;
      const use = this.#useOfReference(reference, { ...way, names: way.names + 1 });
      if (use) return use;
    }
    return null;
  }

  /** Whether a mention that has no declaration may name what a script of another file gives to all others: `App.ME`. */
  #mayNameGlobal(mention: ts.Identifier, declaration: ts.Declaration): boolean {
    return !this.#declarationOf(mention) && mention.getSourceFile() !== declaration.getSourceFile();
  }

  /** The opened files that can name what a file declares: itself, and whoever imports it at any distance. */
  #reachOf(file: string): readonly ts.SourceFile[] {
    const known = this.#reaches.get(file);
    if (known) return known;
    const leading = filesLeadingTo([file], this.#evaluation.sources);
    const reach = this.#evaluation.index.files.filter((each) => leading.has(fileOf(each)));
    this.#reaches.set(file, reach);
    return reach;
  }

  /**
   * The mentions of a name in some files, by what they name: where each object of a long list has the same member, each of
   * those has few mentions of its own.
   */
  readonly #mentionsAmong = oncePerObject((reach: readonly ts.SourceFile[]) => {
    const known = new Map<string, ReadonlyMap<ts.Declaration, readonly ts.Identifier[]>>();
    return (name: string) =>
      remembered(known, name, () => {
        const mentions = this.#evaluation.index.identifiersAmong(reach, name);
        const named = mentions.flatMap((mention) =>
          [...new Set(this.#declarationsNamed(mention))].flatMap((declaration) =>
            declaration ? [{ declaration, mention }] : [],
          ),
        );
        const byDeclaration = groupBy(named, ({ declaration }) => declaration);
        return new Map([...byDeclaration].map(([each, ofIt]) => [each, ofIt.map(({ mention }) => mention)]));
      });
  });

  /** What a mention names, asked once: what declares the name, and the member that a pattern takes under it. */
  readonly #declarationsNamed = oncePerObject((mention: ts.Identifier): readonly (ts.Declaration | undefined)[] => [
    this.#declarationOf(mention),
    this.#memberTaken(mention),
  ]);

  /** By its declaration, because the compiler has a symbol of its own for a member of each type that an object takes. */
  #declarationOf(name: ts.Identifier): ts.Declaration | undefined {
    return declaredSymbol(name, this.#evaluation)?.declarations?.[0];
  }

  /** `const { me } = PATHS`, `const { me: path } = PATHS`: the member of what is taken apart. */
  #memberTaken(name: ts.Identifier): ts.Declaration | undefined {
    const { parent } = name;
    if (!tsc.isBindingElement(parent) || !tsc.isObjectBindingPattern(parent.parent)) return undefined;
    if ((parent.propertyName ?? parent.name) !== name) return undefined;
    const type = this.#evaluation.checker.getTypeAtLocation(parent.parent);
    return type.getProperty(name.text)?.declarations?.[0];
  }

  #useOfReference(reference: ts.Identifier, way: Way): string | null {
    const { parent } = reference;
    // `PATHS.me`, and `const { me: path } = PATHS`.
    if (tsc.isPropertyAccessExpression(parent) && parent.name === reference) return this.#useOf(parent, way);
    if (tsc.isBindingElement(parent) && parent.initializer !== reference) {
      return tsc.isIdentifier(parent.name) ? this.#useOfReferences(parent.name, way) : null;
    }
    return isExpressionName(reference) ? this.#useOf(reference, way) : null;
  }
}

/** `names.map((name) => …)`, whose elements are what a function answers; null for any other place of a function. */
function listMadeWith(scope: ts.Node): Call | null {
  const transfer = transferOf(scope);
  const method = transfer.kind === 'argument' ? methodOf(transfer.call) : null;
  return transfer.kind === 'argument' && method && ELEMENT_CALLBACKS.has(method.name) ? transfer.call : null;
}

/** One level less of an object that has the text. */
function oneHigher(way: Way): Way {
  return { ...way, below: way.below.slice(1) };
}

function memberRead(access: Access): string | null {
  if (tsc.isPropertyAccessExpression(access)) return access.name.text;
  const { argumentExpression: key } = access;
  return tsc.isStringLiteralLike(key) ? key.text : null;
}

/** A method, and what it is called on. */
interface Method {
  readonly receiver: ts.Expression;
  readonly name: string;
}

function methodOf({ expression }: Call): Method | null {
  if (!tsc.isPropertyAccessExpression(expression)) return null;
  return { receiver: expression.expression, name: expression.name.text };
}

function nameOf(node: ts.Expression): ts.Identifier | null {
  const inner = innerOf(node);
  if (tsc.isIdentifier(inner)) return inner;
  return tsc.isPropertyAccessExpression(inner) && tsc.isIdentifier(inner.name) ? inner.name : null;
}

/** Whether a mention of a collection declares it, or reaches one entry by a key that is not written out: `cache[url]`, `seen.has(url)`. */
function isDeclaredOrAskedByKey(name: ts.Identifier): boolean {
  const held = tsc.isPropertyAccessExpression(name.parent) && name.parent.name === name ? name.parent : name;
  const { parent } = held;
  if (isDeclared(held) || tsc.isImportSpecifier(parent)) return true;
  if (tsc.isElementAccessExpression(parent))
    return parent.expression === held && !isWrittenKey(parent.argumentExpression);
  if (!tsc.isPropertyAccessExpression(parent) || parent.expression !== held) return false;
  const call = parent.parent;
  const [key] = tsc.isCallExpression(call) && call.expression === parent ? call.arguments : [];
  return KEYED_METHODS.has(parent.name.text)
    ? key !== undefined && !isWrittenKey(key)
    : KEYLESS_MEMBERS.has(parent.name.text);
}

function isDeclared({ parent }: ts.Node): boolean {
  return tsc.isVariableDeclaration(parent) || tsc.isPropertyDeclaration(parent);
}

function isWrittenKey(key: ts.Expression): boolean {
  return tsc.isStringLiteralLike(innerOf(key));
}

function casesOf({ caseBlock }: ts.SwitchStatement): readonly ts.Expression[] {
  return caseBlock.clauses.flatMap((clause) => (tsc.isCaseClause(clause) ? [clause.expression] : []));
}

/** Whether a value is a text that may be made of what is written at a place: `map.get(ME)` is another one. */
function holdsText(value: Value, from: Span): boolean {
  return (
    value.kind === 'text' && value.pieces.some(({ hole, span }) => hole || (span !== null && overlaps(span, from)))
  );
}

function isOfProgram({ kind }: Value): boolean {
  return kind === 'function' || kind === 'class' || kind === 'module';
}

/** The constructor that makes objects of the first of some classes, each of which extends the next. */
function constructorAmong(classes: readonly ts.ClassLikeDeclaration[]): ts.ConstructorDeclaration | null {
  return classes.map(constructorOf).find((each) => each !== null) ?? null;
}

function isValueOfHeader({ arguments: given }: Call, index: number): boolean {
  const name = index === 1 ? given?.[0] : undefined;
  return name !== undefined && tsc.isStringLiteralLike(name) && HEADER.test(name.text);
}

/** A client, an instance or a function that was made with the text: its requests are seen for themselves. */
function isMaker(value: Value): boolean {
  const { kind } = value;
  if (requestObject(value)) return true;
  if (kind === 'external') return 'module' in value.root && CLIENT_MODULES.has(value.root.module);
  return kind === 'instance' || kind === 'function' || kind === 'object' || kind === 'merge';
}

const CLIENT_MODULES: ReadonlySet<string> = new Set(CLIENTS.flatMap(({ modules }) => modules));

/** Packages that make a function for a client, which puts a base before each path: its requests are seen for themselves. */
const PREFIXING: ReadonlySet<string> = new Set(
  CLIENTS.flatMap(({ requestInterceptor }) => requestInterceptor?.prefixing ?? []),
);

/** A function that hands settings to a framework as they are: `defineNuxtConfig({ … })`. */
const SETTING_UP = /^define[A-Z]?\w*Config$/;

/** The name of a header, as it is given to `set('X-From', …)`. */
const HEADER = /^(?:[a-z]+-)+[a-z]+$|^(?:origin|referer|host)$/i;

/** Whether an identifier stands for its value, as opposed to naming an import, an export or a member. */
function isExpressionName({ parent }: ts.Identifier): boolean {
  return !(
    tsc.isImportSpecifier(parent) ||
    tsc.isExportSpecifier(parent) ||
    tsc.isImportClause(parent) ||
    tsc.isTypeQueryNode(parent) ||
    tsc.isExportAssignment(parent)
  );
}

/** The parts of a template that are written, each as a part of the whole. */
function partsOf(node: ts.TemplateExpression): readonly { readonly part: ts.Node; readonly node: ts.Expression }[] {
  return [node.head, ...node.templateSpans.map(({ literal }) => literal)].map((part) => ({ part, node }));
}

/** The function that declares a name which nothing else can mention, so that no other file has to be opened for it. */
function functionOfLocal(declaration: ts.Declaration): ts.Node | undefined {
  const isVariable =
    tsc.isParameter(declaration) || tsc.isVariableDeclaration(declaration) || tsc.isBindingElement(declaration);
  // `constructor(private readonly url: string)` declares a member as well.
  if (
    !isVariable ||
    (tsc.isParameter(declaration) && tsc.isParameterPropertyDeclaration(declaration, declaration.parent))
  )
    return undefined;
  return functionAround(declaration);
}
