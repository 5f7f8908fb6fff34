import type { ts } from 'ts-morph';
import type { Shape } from '../clients/shape.js';
import type { Edit } from '../model/finding.js';
import { remembered } from '../model/remembered.js';
import { fileOf } from '../program/program.js';
import type { Sources } from '../program/sources.js';
import type { Replaceable } from '../requests/replaced-functions.js';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { functionAround } from '../syntax/functions.js';
import { innerOf } from '../syntax/outer.js';
import type { Evaluation } from '../values/evaluation.js';
import { namesOf } from '../values/function-names.js';
import { symbolOf } from '../values/names.js';
import type { Context, Value } from '../values/value.js';
import type { Position } from './position.js';

/** Code that the answer comes to: a function, or a file outside of all functions. */
type Place = ts.FunctionLikeDeclaration | ts.SourceFile;

/** Something that hands the answer on as an object of Clever's. */
export interface Exit extends Replaceable {
  /**
   * Which edits change code that the answer comes to from here, so that it reads what stands in for this too.
   *
   * @param isOfModule whether what stands in takes the place of all of the module
   */
  editsBehind(edits: readonly Edit[], isOfModule: boolean): readonly Edit[];
}

/** The members of an answer below which its fields stand; above them it is an object of one version or the other. */
const ABOVE_FIELDS: ReadonlySet<string | undefined> = new Set([undefined, 'data', 'links', '[]']);

/** Notes from which functions the answer goes to which, so that it is known who reads what a function answers. */
export class Passages {
  readonly #sources: Sources;
  readonly #next = new Map<Place, Set<Place>>();
  readonly #exits = new Map<Place, Set<ts.Node>>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Notes that the answer goes from one expression to another. */
  note(from: Position, to: Position): void {
    const [start, end] = [placeOf(from.node), placeOf(to.node)];
    if (start === end) return;
    remembered(this.#next, start, () => new Set()).add(end);
    if (!isWhole(to.shape) || isIn(end, start) || this.#isPassedDown(from, to)) return;
    remembered(this.#exits, start, () => new Set()).add(from.node);
  }

  /** The code that hands the answer on, as an object, to other code than what it calls. */
  exits(): readonly Exit[] {
    return [...this.#exits].map(([place, nodes]) => ({
      file: fileOf(place),
      names: tsc.isSourceFile(place) ? [...nodes].flatMap(namesAround) : namesOf(place),
      around: namesAround(place),
      editsBehind: (edits, isOfModule) => {
        const isFile = isOfModule || tsc.isSourceFile(place);
        const left = edits.filter((edit) => (isFile ? edit.file !== fileOf(place) : !holds(place, edit)));
        return this.#editsReachedFrom(place, left);
      },
    }));
  }

  /**
   * The object on which a client's method is called, `http` of `http.get('/me')`, in the files that declare and make it; none
   * for what a package exports, which is replaced as a client.
   */
  exitsOfClient({ expression }: ts.CallExpression, context: Context, evaluation: Evaluation): readonly Exit[] {
    if (!tsc.isPropertyAccessExpression(expression)) return [];
    const client = innerOf(expression.expression);
    const name = tsc.isPropertyAccessExpression(client) ? client.name : client;
    const makers = evaluation.evaluate(client, context).flatMap(makersOf);
    if (!tsc.isIdentifier(name) || !makers.length) return [];
    const declaration = symbolOf(name, evaluation.checker)?.valueDeclaration;
    const files = new Set((declaration ? [...makers, declaration] : makers).map(fileOf));
    const place = placeOf(expression);
    return [...files].map((file) => ({
      ...{ file, names: [name.text], around: [] },
      editsBehind: (edits, isOfModule) =>
        this.#editsReachedFrom(place, isOfModule ? edits.filter((edit) => edit.file !== file) : edits),
    }));
  }

  /** Whether the answer goes into a function that is called; one that is called back stands in a module that calls. */
  #isPassedDown({ node, descent }: Position, to: Position): boolean {
    if (!to.descent || to.descent === descent || to.descent.outer !== descent) return false;
    const [caller, callee] = [fileOf(node), fileOf(to.node)];
    return caller === callee || this.#sources.importersOf(callee).includes(caller);
  }

  /** The edits that change code of a place, or code that the answer comes to from there. */
  #editsReachedFrom(place: Place, edits: readonly Edit[]): readonly Edit[] {
    const reached = new Set([place]);
    for (const each of reached) for (const next of this.#next.get(each) ?? []) reached.add(next);
    return edits.filter((edit) => [...reached].some((each) => holds(each, edit)));
  }
}

/** The calls that made something of what a package exports: `axios.create()`. */
function makersOf(value: Value): readonly ts.Node[] {
  if (value.kind !== 'external') return [];
  return value.steps.flatMap((step) => (step.kind === 'call' ? (step.site.node ?? []) : []));
}

function placeOf(node: ts.Node): Place {
  return functionAround(node) ?? node.getSourceFile();
}

/** Whether a place is another one, or stands in it. */
function isIn(place: ts.Node, other: ts.Node): boolean {
  return tsc.findAncestor(place, (each) => each === other) !== undefined;
}

/** Whether code of a place, and of no other function of a file, begins where an edit does. */
function holds(place: Place, { file, start }: Edit): boolean {
  if (fileOf(place) !== file) return false;
  const isAround = (node: ts.Node): boolean => node.getStart() <= start && start < node.getEnd();
  if (!tsc.isSourceFile(place)) return isAround(place);
  return !contains(place, (node) => tsc.isFunctionLike(node) && isAround(node));
}

/** The names of the declarations that code stands in. */
function namesAround(node: ts.Node): readonly string[] {
  const names: string[] = [];
  for (let each = node.parent; each && !tsc.isSourceFile(each); each = each.parent) {
    const name = 'name' in each ? (each.name as ts.Node | undefined) : undefined;
    if (name && tsc.isIdentifier(name)) names.push(name.text);
  }
  return names;
}

/** Whether something holds an object of Clever's, whose members are other ones on another version. */
function isWhole(shape: Shape): boolean {
  switch (shape.kind) {
    case 'body':
      return ABOVE_FIELDS.has(shape.path.at(-1));
    case 'promise':
    case 'list':
    case 'table':
      return isWhole(shape.of);
    case 'function':
      return isWhole(shape.returns);
    case 'holder':
      return [...Object.values(shape.members), ...Object.values(shape.methods)].some(isWhole);
    case 'stream':
      return true;
  }
}
