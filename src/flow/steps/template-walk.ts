import type { ts } from 'ts-morph';
import { ANY_ELEMENT, type Template, type TemplateBinding, type TemplatePath } from '../../model/template.js';
import type { TemplateContext, TemplateName, TemplatePart } from '../../model/template.js';
import { elementShape, memberShape, type Shape } from '../../clients/shape.js';
import type { ViewFacts } from '../../program/sources.js';
import type { Ledger } from '../ledger.js';
import { DEEPEST_NESTING, MOST_VIEWS_SHOWN } from '../limits.js';
import { doubted, type Position } from '../position.js';

/** What names stand for in a part of a template. */
interface Scope {
  readonly names: Map<string, Shape | null>;
  /** What other names are members of; undefined where that is what it is around the part. */
  readonly context?: Shape | null;
}

/** Where what a template reads is written down, and how the answer came there. */
export interface TemplateReader {
  readonly position: Position;
  readonly ledger: Ledger;
  /** Where other views are found; null for a component, which shows none by its name. */
  readonly views: ViewFacts | null;
}

/**
 * Finds what a template reads of an answer. It is read as text, so that all of it is only likely.
 *
 * @param file whose template it is
 * @param values what the template is given
 * @param at the expression that shows it
 */
export function readInTemplate(
  file: string,
  template: Template,
  values: Shape,
  at: ts.Node,
  { position, ledger, views }: TemplateReader,
): void {
  const likely = doubted(position, at, `shown by the template \`${file}\``);
  const walk = new TemplateWalk(likely, ledger, views, { files: [], left: MOST_VIEWS_SHOWN });
  walk.show(file, template, [{ names: new Map(), context: values }]);
}

/** The views that a view is shown inside of, and how many more are gone into; all that one shows share the number. */
interface Shown {
  readonly files: readonly string[];
  left: number;
}

class TemplateWalk {
  readonly #position: Position;
  readonly #ledger: Ledger;
  readonly #views: ViewFacts | null;
  readonly #shown: Shown;
  #file = '';
  #scopes: Scope[] = [];
  /** How many parts are open that are nested too deep to be read. */
  #tooDeep = 0;

  constructor(position: Position, ledger: Ledger, views: ViewFacts | null, shown: Shown) {
    this.#position = position;
    this.#ledger = ledger;
    this.#views = views;
    this.#shown = shown;
  }

  show(file: string, template: Template, scopes: readonly Scope[]): void {
    this.#file = file;
    this.#scopes = [...scopes];
    for (const part of template) this.#go(part);
  }

  #go(part: TemplatePart): void {
    if (part.kind === 'open') this.#open(part.context);
    else if (part.kind === 'close') this.#close();
    else if (this.#tooDeep) return;
    else if (part.kind === 'path') this.#read(part.path);
    else if (part.kind === 'names') this.#bind(part.bindings);
    else this.#include(part);
  }

  #open(context: TemplateContext | null): void {
    if (this.#scopes.length >= DEEPEST_NESTING) this.#tooDeep += 1;
    else this.#scopes.push(this.#opened(context));
  }

  #close(): void {
    if (this.#tooDeep) this.#tooDeep -= 1;
    else if (this.#scopes.length > 1) this.#scopes.pop();
  }

  #read(path: TemplatePath): void {
    const shape = this.#valueOf(path);
    const last = path.members.at(-1) ?? path.root;
    if (!shape || !last || !path.literals.length) return;
    const how = { kind: 'compare', literals: path.literals, comparison: null, branches: [], inPart: true } as const;
    this.#ledger.use({ ...this.#position, shape }, how, null, this.#spanOf(last));
  }

  #bind(bindings: readonly TemplateBinding[]): void {
    const values = bindings.map((binding) => [binding.name, this.#given(binding)] as const);
    for (const [name, value] of values) this.#scopes.at(-1)?.names.set(name, value);
  }

  #given({ of, isElement, taken }: TemplateBinding): Shape | null {
    const whole = of && this.#valueOf(of);
    const value = whole && isElement ? elementOf(whole) : whole;
    return taken.reduce((shape: Shape | null, member) => shape && this.#member(shape, member), value);
  }

  #opened(context: TemplateContext | null): Scope {
    const names = new Map<string, Shape | null>();
    if (!context) return { names };
    const value = context.of && this.#valueOf(context.of);
    if (context.isSection) return value ? { names, context: value.kind === 'list' ? value.of : value } : { names };
    return { names, context: value && context.isElement ? elementOf(value) : value };
  }

  #include({ view, context, given }: TemplatePart & { readonly kind: 'include' }): void {
    const inner = this.#opened(context && { of: context, isElement: false, isSection: false });
    for (const binding of given) inner.names.set(binding.name, this.#given(binding));
    const scopes = [...this.#scopes, inner];
    const outer = [...this.#shown.files, this.#file];
    for (const file of this.#views?.find(view, this.#file) ?? []) {
      // One that shows itself says nothing more of the answer.
      if (outer.includes(file) || this.#shown.left === 0) continue;
      this.#shown.left -= 1;
      const shown = { files: outer, left: this.#shown.left };
      new TemplateWalk(this.#position, this.#ledger, this.#views, shown).show(
        file,
        this.#views?.template(file) ?? [],
        scopes,
      );
      this.#shown.left = shown.left;
    }
  }

  /** What a path holds of the answer; each member that it reads on the way is noted. */
  #valueOf({ root, members, outward }: TemplatePath): Shape | null {
    const scopes = this.#scopesFrom(outward);
    const start = root ? this.#named(root, scopes) : (scopes.findLast(hasContext)?.context ?? null);
    return members.reduce((shape: Shape | null, member) => shape && this.#member(shape, member), start);
  }

  /** The scopes that are left without the innermost contexts. */
  #scopesFrom(outward: number): readonly Scope[] {
    let left = this.#scopes.length;
    for (let count = outward; count > 0 && left > 1; left -= 1)
      if (hasContext(this.#scopes[left - 1] as Scope)) count -= 1;
    return this.#scopes.slice(0, left);
  }

  #named(root: TemplateName, scopes: readonly Scope[]): Shape | null {
    for (const { names, context } of scopes.toReversed()) {
      if (names.has(root.name)) return names.get(root.name) ?? null;
      if (context === undefined) continue;
      if (context === null) return null;
      const member = this.#member(context, root);
      if (member || context.kind !== 'holder') return member;
    }
    return null;
  }

  #member(shape: Shape, member: TemplateName): Shape | null {
    const isIndex = member.name === ANY_ELEMENT;
    const value = isIndex ? elementOf(shape) : memberShape(shape, member.name);
    if (value && shape.kind === 'body' && !isIndex)
      this.#ledger.read(this.#position, value, this.#spanOf(member), { isInText: true });
    return value;
  }

  #spanOf({ start, end }: TemplateName) {
    return { file: this.#file, start, end };
  }
}

function hasContext({ context }: Scope): boolean {
  return context !== undefined;
}

/** One element of a list; a template does not go through the members of an object for what it holds of the answer. */
function elementOf(shape: Shape): Shape | null {
  if (shape.kind === 'table') return shape.of;
  return shape.kind === 'list' || shape.kind === 'body' ? elementShape(shape) : null;
}
