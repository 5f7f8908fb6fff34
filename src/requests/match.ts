import type { ts } from 'ts-morph';
import { CLIENTS } from '../clients/index.js';
import type { Client, InstanceForm, RequestForm } from '../clients/client.js';
import { WRAPPERS } from '../clients/wrappers.js';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from '../values/evaluation.js';
import { COMPUTED_MEMBER, isMeaningful, isMember, isTypeStep, startsWith } from '../values/external.js';
import type { CallSite, ExternalStep, ValueOf, Values } from '../values/value.js';

/** A call that made an instance of a client. */
export interface Made {
  readonly form: InstanceForm;
  readonly site: CallSite;
}

/** A client as a value: which one, and the calls that made this instance of it. */
export interface Instance {
  readonly client: Client;
  readonly made: readonly Made[];
  /** The value up to the instance, by which assignments to it are known. */
  readonly value: ValueOf<'external'>;
  /** Whether it answers a promise of what its callback would be handed. */
  readonly promisified: boolean;
}

/** A function of a client that sends a request. */
export interface Matched extends Instance {
  readonly form: RequestForm;
}

type External = ValueOf<'external'>;

/** The functions of clients among what a callee can be. */
export function matches(callees: Values, evaluation: Evaluation): readonly Matched[] {
  return instancesIn(callees, evaluation).flatMap(({ instance, rest }) => {
    const form = formAt(rest, instance);
    return form ? [{ ...instance, form }] : [];
  });
}

/** The clients among the values, those left out that are some member of a client. */
export function clientsIn(values: Values, evaluation: Evaluation): readonly Instance[] {
  return instancesIn(values, evaluation)
    .filter(({ rest }) => !rest.length)
    .map(({ instance }) => instance);
}

/**
 * The value of a callee whose client stands in a field that another package sets: `this._oauth2.get`.
 *
 * @returns null for a callee without such a field
 */
export function fieldValue(callee: ts.Expression): External | null {
  if (!tsc.isPropertyAccessExpression(callee)) return null;
  const { expression: holder, name } = callee;
  if (!tsc.isPropertyAccessExpression(holder) || !FIELDS.has(holder.name.text)) return null;
  return memberOf({ kind: 'external', root: { global: holder.name.text }, steps: [] }, [name.text]);
}

const FIELDS: ReadonlySet<string> = new Set(CLIENTS.flatMap(({ fields }) => fields));

/** Whether two values are the same thing of a package: the same members and calls in the same places. */
export function isSameExternal(left: External, right: External): boolean {
  const [one, other] = [rootName(left), rootName(right)];
  const steps = [left.steps, right.steps].map((each) => each.filter(isMeaningful));
  const [first = [], second = []] = steps;
  return (
    one === other && first.length === second.length && first.every((step, index) => isSameStep(step, second[index]))
  );
}

/** A member of a value of a package, at any distance. */
export function memberOf(value: External, members: readonly string[]): External {
  return { ...value, steps: [...value.steps, ...members.map((name) => ({ kind: 'member', name }) as const)] };
}

interface Found {
  readonly instance: Instance;
  /** The steps behind the instance. */
  readonly rest: readonly ExternalStep[];
}

function instancesIn(values: Values, evaluation: Evaluation): readonly Found[] {
  return values.flatMap((value) => {
    if (value.kind !== 'external') return [];
    return unwrapped(withoutBinding(value), evaluation).flatMap((inner) =>
      evaluation.clients.flatMap((client) => findInstance(client, inner) ?? []),
    );
  });
}

/**
 * The function of a client that some steps lead to. What only run time names is taken for one of those that send a request
 * by a method of HTTP, which all get the URL alike.
 */
function formAt(rest: readonly ExternalStep[], instance: Instance): RequestForm | undefined {
  const { requests } = instance.client;
  const last = rest.at(-1);
  if (last?.kind !== 'member' || last.name !== COMPUTED_MEMBER)
    return requests.find((each) => isForm(each, rest, instance));
  const before = rest.slice(0, -1);
  const found = requests.find(
    (each) =>
      each.method === 'GET' &&
      each.members.length > 0 &&
      isForm({ ...each, members: each.members.slice(0, -1) }, before, instance),
  );
  return found && { ...found, method: null, isComputed: true };
}

function isForm({ members, of }: RequestForm, rest: readonly ExternalStep[], { made }: Instance): boolean {
  if (of && (of === 'instance') !== made.length > 0) return false;
  return members.length === rest.length && startsWith(rest, members);
}

/** Reads the steps from the package on: the client it exports first, then the calls that make instances. */
function findInstance(client: Client, { value, promisified }: Unwrapped): Found | null {
  const start = startOf(client, value);
  if (start === null) return null;
  const made: Made[] = [];
  let position = start;
  for (;;) {
    const rest = value.steps.slice(position).filter(isMeaningful);
    const form = client.instances.find(
      ({ members }) => startsWith(rest, members) && rest[members.length]?.kind === 'call',
    );
    const step = form && rest[form.members.length];
    if (step?.kind !== 'call') return { instance: { client, made, value: upTo(value, position), promisified }, rest };
    made.push({ form: form as InstanceForm, site: step.site });
    position = value.steps.indexOf(step) + 1;
  }
}

/** How many steps lead to the client itself; null if they lead elsewhere. */
function startOf(client: Client, value: External): number | null {
  if ('global' in value.root) return [...client.globals, ...client.fields].includes(value.root.global) ? 0 : null;
  if (!client.modules.includes(value.root.module)) return null;
  const typed = value.steps.findIndex((step) => step.kind === 'member' && client.types.includes(step.name.slice(1)));
  if (typed >= 0 && isTypeStep(value.steps[typed])) return typed + 1;
  let position = 0;
  for (const name of client.exported) {
    while (position < value.steps.length && !isMeaningful(value.steps[position] as ExternalStep)) position += 1;
    const step = value.steps[position];
    if (step?.kind !== 'member' || step.name !== name) return null;
    position += 1;
  }
  return position;
}

/** `api.get.bind(api)` is `api.get`. */
function withoutBinding(value: External): External {
  const at = value.steps.findIndex((step) => step.kind === 'member' && step.name === 'bind');
  const call = value.steps[at + 1];
  if (at < 0 || call?.kind !== 'call' || call.site.arguments.length > 1) return value;
  return withoutBinding({ ...value, steps: [...value.steps.slice(0, at), ...value.steps.slice(at + 2)] });
}

interface Unwrapped {
  readonly value: External;
  readonly promisified: boolean;
}

/** The value inside functions that answer the client they are given. */
function unwrapped(value: External, evaluation: Evaluation): readonly Unwrapped[] {
  for (const [index, step] of value.steps.entries()) {
    if (step.kind !== 'call') continue;
    const callee = upTo(value, index);
    const wrapper = WRAPPERS.find(({ module, members }) => isMember(callee, module, members));
    if (!wrapper) continue;
    const argument = step.site.arguments[wrapper.argument];
    const inner = argument ? evaluation.evaluate(argument.node, argument.context) : [];
    return inner
      .filter((each) => each.kind === 'external')
      .flatMap((each) => unwrapped({ ...each, steps: [...each.steps, ...value.steps.slice(index + 1)] }, evaluation))
      .map((each) => ({ ...each, promisified: each.promisified || wrapper.promisifies === true }));
  }
  return [{ value, promisified: false }];
}

function isSameStep(left: ExternalStep, right: ExternalStep | undefined): boolean {
  if (left.kind === 'call') return right?.kind === 'call' && isSameSite(left.site, right.site);
  return right?.kind === 'member' && left.name === right.name;
}

function isSameSite(left: CallSite, right: CallSite): boolean {
  return left.node === right.node && left.heir?.node === right.heir?.node;
}

function rootName({ root }: External): string {
  return 'module' in root ? `module ${root.module}` : root.global;
}

function upTo(value: External, end: number): External {
  return { ...value, steps: value.steps.slice(0, end) };
}
