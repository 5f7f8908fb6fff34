import type { ts } from 'ts-morph';
import { membersOf, moduleOf } from '../clients/described.js';
import { tsc } from '../syntax/compiler.js';
import type { Wrapper } from '../model/vocabulary.js';
import type { Evaluation } from './evaluation.js';
import { EMPTY_CONTEXT, type CallSite, type ExternalStep, type Value, type ValueOf, type Values } from './value.js';

/** Where nothing is known of a call. */
const SOME_CALL: CallSite = { node: null, arguments: [], context: EMPTY_CONTEXT };

/** A function of the project that the user describes, and the name by which the description has it. */
interface Described {
  readonly wrapper: Wrapper;
  readonly name: string;
}

/**
 * The functions of the project that the user describes. They are taken for those of a client that cannot be looked into:
 * what stands in them is not evaluated.
 */
export class DescribedFunctions {
  readonly #wrappers: readonly Wrapper[];
  readonly #evaluation: Evaluation;
  #known: ReadonlyMap<ts.Node, Described> | null = null;

  constructor(wrappers: readonly Wrapper[], evaluation: Evaluation) {
    this.#wrappers = wrappers.filter(({ file }) => file !== null);
    this.#evaluation = evaluation;
  }

  /** The function as a function of its client; any other value as it is. */
  asClient(value: Value): Value {
    if (!this.#wrappers.length || value.kind !== 'function') return value;
    const described = this.#functions().get(value.node);
    return described ? toExternal(described, value) : value;
  }

  /** Whether a node stands in the code of a function that is described. */
  contains(node: ts.Node): boolean {
    if (!this.#wrappers.length) return false;
    const functions = this.#functions();
    return tsc.findAncestor(node, (each) => functions.has(each)) !== undefined;
  }

  #functions(): ReadonlyMap<ts.Node, Described> {
    this.#known ??= new Map(
      this.#wrappers.flatMap((wrapper) =>
        wrapper.functions.flatMap((name) =>
          this.#valuesOf(wrapper, name).flatMap((value) =>
            value.kind === 'function' ? [[value.node, { wrapper, name }] as const] : [],
          ),
        ),
      ),
    );
    return this.#known;
  }

  #valuesOf({ file, instance }: Wrapper, name: string): Values {
    if (file === null) return [];
    if (!instance) return this.#exported(file, name);
    const made = this.#exported(file, instance.of).flatMap((value) => this.#instanceOf(value));
    return this.#below(made, membersOf(name));
  }

  #exported(file: string, name: string): Values {
    const [first = 'default', ...rest] = name.split('.');
    return this.#below(this.#evaluation.exported(file, first), rest);
  }

  #below(values: Values, members: readonly string[]): Values {
    return members.reduce<Values>(
      (holders, member) => holders.flatMap((holder) => this.#evaluation.member(holder, member)),
      values,
    );
  }

  #instanceOf(value: Value): Values {
    return this.#evaluation.invoke(value, SOME_CALL, value.kind === 'class');
  }
}

/** `CleverClient.get` with the construction of what it is called on, whose arguments may hold the base. */
function toExternal({ wrapper, name }: Described, { receiver }: ValueOf<'function'>): ValueOf<'external'> {
  const site = receiver?.kind === 'instance' ? receiver.site : null;
  const made: readonly ExternalStep[] = wrapper.instance
    ? [...toSteps(wrapper.instance.of), { kind: 'call', site: site ?? SOME_CALL, construct: site !== null }]
    : [];
  return { kind: 'external', root: { module: moduleOf(wrapper) }, steps: [...made, ...toSteps(name)] };
}

function toSteps(name: string): readonly ExternalStep[] {
  return membersOf(name).map((member) => ({ kind: 'member', name: member }));
}
