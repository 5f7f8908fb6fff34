import type { ts } from 'ts-morph';
import { isPlainCall, schemaLibrary, type SchemaLibrary } from '../libraries/schemas.js';
import { tsc } from '../syntax/compiler.js';
import { spanOf } from '../program/program.js';
import type { Evaluation } from '../values/evaluation.js';
import { onlyNameText } from '../values/objects.js';
import { EMPTY_CONTEXT, type CallSite, type Context, type Placed, type Value, type ValueOf } from '../values/value.js';
import type { DeclaredMember } from './declarations.js';
import { braceOf, MAXIMUM_DEPTH } from './declarations.js';
import { readOfIssues } from './schema-issues.js';

/** What a schema says of the value that it checks. */
export interface Schema {
  readonly library: SchemaLibrary;
  /** The members it asks for, those of nested schemas included. */
  readonly members: readonly DeclaredMember[];
  /** Functions of the program that it hands the value, or a member of it. */
  readonly callbacks: readonly SchemaCallback[];
  /** A call in it that may change a value, or refuse one: `transform`, `enum`; null if there is none. */
  readonly obstacle: string | null;
}

/** A function that a schema calls with what stands at a path of the value. */
export interface SchemaCallback {
  readonly callback: ts.Expression;
  readonly path: readonly string[];
}

/** One level of a schema. */
interface Level {
  readonly path: readonly string[];
  readonly depth: number;
}

/**
 * Reads the schemas of libraries that are known.
 *
 * @param node the expression that stands for it: `MeSchema` of `MeSchema.parse(body)`
 * @param context what is known where the expression stands
 * @returns nothing for anything else
 */
export function schemasOf(node: ts.Expression, evaluation: Evaluation, context: Context): readonly Schema[] {
  return evaluation.evaluate(node, context).flatMap((value) => {
    const library = libraryOf(value);
    const isSchema = library && value.kind === 'external';
    return isSchema ? [readLevel(value, library, { path: [], depth: 0 }, evaluation)] : [];
  });
}

/** The schema library that a value comes from; null for one of anything else. */
export function libraryOf(value: Value): SchemaLibrary | null {
  return value.kind === 'external' && 'module' in value.root ? schemaLibrary(value.root.module) : null;
}

function readLevel(
  { steps }: ValueOf<'external'>,
  library: SchemaLibrary,
  level: Level,
  evaluation: Evaluation,
): Schema {
  const calls = callsIn(steps);
  const parts = level.depth > MAXIMUM_DEPTH ? [] : calls.map((call) => readCall(call, library, level, evaluation));
  const isRefusing = refusesOthers(calls, library);
  return {
    library,
    members: parts.flatMap(({ members }) => members),
    callbacks: parts.flatMap(({ callbacks }) => callbacks),
    obstacle: parts.map(({ obstacle }) => obstacle).find((each) => each !== null) ?? (isRefusing ? 'strict' : null),
  };
}

/** A call by which a schema is made: `object({ … })`, `optional()`, `transform(…)`. */
interface SchemaCall {
  readonly name: string;
  readonly site: CallSite;
}

function callsIn(steps: ValueOf<'external'>['steps']): readonly SchemaCall[] {
  return steps.flatMap((step, index) => {
    const before = steps[index - 1];
    return step.kind === 'call' && before?.kind === 'member' ? [{ name: before.name, site: step.site }] : [];
  });
}

/** Whether an object that has other members as well is turned away. */
function refusesOthers(calls: readonly SchemaCall[], { objects, refusesOthers, refusing, allowing }: SchemaLibrary) {
  if (!calls.some(({ name }) => objects.includes(name))) return false;
  const last = calls.findLast(({ name }) => refusing.includes(name) || allowing.includes(name));
  return last ? refusing.includes(last.name) : refusesOthers;
}

type Part = Omit<Schema, 'library'>;

function readCall({ name, site }: SchemaCall, library: SchemaLibrary, level: Level, evaluation: Evaluation): Part {
  const isPlain = isPlainCall(name) || name === 'pipe' || library.optional.includes(name);
  const own: Part = { members: [], callbacks: [], obstacle: isPlain ? null : name };
  const inner = { path: name === 'array' ? [...level.path, '[]'] : level.path, depth: level.depth + 1 };
  return site.arguments.reduce((part, argument) => {
    const isObject = library.objects.includes(name) && tsc.isObjectLiteralExpression(argument.node);
    return join(part, isObject ? readObject(argument, level, evaluation) : readArgument(argument, inner, evaluation));
  }, own);
}

function join(left: Part, right: Part): Part {
  return {
    members: [...left.members, ...right.members],
    callbacks: [...left.callbacks, ...right.callbacks],
    obstacle: left.obstacle ?? right.obstacle,
  };
}

const NOTHING_SAID: Part = { members: [], callbacks: [], obstacle: null };

/** An argument that is a schema itself, `optional(Me)`, or a function, `transform((me) => …)`. */
function readArgument({ node, context }: Placed, level: Level, evaluation: Evaluation): Part {
  const values = evaluation.evaluate(node, context);
  if (values.some(({ kind }) => kind === 'function'))
    return { ...NOTHING_SAID, callbacks: [{ callback: node, path: level.path }] };
  return values.reduce<Part>((part, value) => {
    const library = libraryOf(value);
    return library && value.kind === 'external' ? join(part, readLevel(value, library, level, evaluation)) : part;
  }, NOTHING_SAID);
}

/** The members of `object({ … })`. */
function readObject({ node, context }: Placed, level: Level, evaluation: Evaluation): Part {
  if (!tsc.isObjectLiteralExpression(node)) return NOTHING_SAID;
  return node.properties.reduce<Part>((part, property) => {
    const name = property.name ? onlyNameText(property.name, evaluation, context) : null;
    if (name === null || !property.name)
      return join(part, { ...NOTHING_SAID, obstacle: 'a property with a computed name' });
    const value = tsc.isPropertyAssignment(property)
      ? property.initializer
      : tsc.isShorthandPropertyAssignment(property)
        ? property.name
        : null;
    if (!value) return join(part, { ...NOTHING_SAID, obstacle: 'a method' });
    return join(
      part,
      readMember(property, property.name, { node: value, context }, [...level.path, name], level, evaluation),
    );
  }, NOTHING_SAID);
}

function readMember(
  member: ts.ObjectLiteralElementLike,
  name: ts.PropertyName,
  { node, context }: Placed,
  path: readonly string[],
  level: Level,
  evaluation: Evaluation,
): Part {
  const values = evaluation.evaluate(node, context);
  const [value] = values;
  const library = value ? libraryOf(value) : null;
  if (!library || value?.kind !== 'external' || values.length > 1)
    return { ...NOTHING_SAID, obstacle: 'an unknown member' };
  const calls = callsIn(value.steps);
  const inner = readLevel(value, library, { path, depth: level.depth + 1 }, evaluation);
  const [literal] = calls
    .filter((call) => library.objects.includes(call.name))
    .flatMap(({ site }) => site.arguments.map((argument) => argument.node).filter(tsc.isObjectLiteralExpression));
  const declared: DeclaredMember = {
    path,
    name,
    language: 'schema',
    spelling: library.optionalBy && {
      namespace: namespaceOf(literal?.parent ?? node, evaluation),
      optionalBy: library.optionalBy,
      value: spanOf(node),
      issuesReadAt: readOfIssues(member, evaluation),
    },
    member,
    inner: literal ? braceOf(literal) : null,
    optional: calls.some((call) => library.optional.includes(call.name)),
  };
  return { ...inner, members: [declared, ...inner.members] };
}

/** `z` of `z.string().min(1)`; null where functions are called that were imported one by one. */
function namespaceOf(node: ts.Node, evaluation: Evaluation): string | null {
  if (tsc.isCallExpression(node)) return namespaceOf(node.expression, evaluation);
  if (!tsc.isPropertyAccessExpression(node)) return null;
  const { expression } = node;
  if (!tsc.isIdentifier(expression)) return namespaceOf(expression, evaluation);
  return evaluation.evaluate(expression, EMPTY_CONTEXT).some(libraryOf) ? expression.text : null;
}
