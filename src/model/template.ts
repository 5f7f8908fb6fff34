/** A name in the text of a template, and where it stands. */
export interface TemplateName {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** A member of an element by an index that is a number, or that only run time knows. */
export const ANY_ELEMENT = '[]';

/** A name and the members that are read off it: `user.name.first`. */
export interface TemplatePath {
  /** Null for the context itself: `this`, `.`. */
  readonly root: TemplateName | null;
  readonly members: readonly TemplateName[];
  /** How many contexts further out it begins: 1 for `../user`; without an end for what the view is given. */
  readonly outward: number;
  /** The texts that its value is compared with. */
  readonly literals: readonly string[];
}

/** A name that a template gives a value of its own; no path where the value is not known. */
export interface TemplateBinding {
  readonly name: string;
  readonly of: TemplatePath | null;
  /** Whether it is each element of what the path names. */
  readonly isElement: boolean;
  /** The members that a pattern takes: `email` of `const { email } = user`. */
  readonly taken: readonly TemplateName[];
}

/** What names are members of in a scope. */
export interface TemplateContext extends Pick<TemplateBinding, 'of' | 'isElement'> {
  /** Whether it is a list, one thing, or no more than a condition, as only the value says. */
  readonly isSection: boolean;
}

/** One step through a template, from its top to its end. */
export type TemplatePart =
  | { readonly kind: 'path'; readonly path: TemplatePath }
  /** The names hold until the scope that they are in is closed. */
  | { readonly kind: 'names'; readonly bindings: readonly TemplateBinding[] }
  /** A scope; where it has a context, names are members of that: `{{#with user}}{{name}}`. */
  | { readonly kind: 'open'; readonly context: TemplateContext | null }
  | { readonly kind: 'close' }
  /** Another view, which sees what this one sees and what it is given. */
  | {
      readonly kind: 'include';
      readonly view: string;
      readonly context: TemplatePath | null;
      readonly given: readonly TemplateBinding[];
    };

/** What a template does with the names that it is given. */
export type Template = readonly TemplatePart[];

/** A path without members. */
export function pathTo(root: TemplateName | null, members: readonly TemplateName[] = [], outward = 0): TemplatePath {
  return { root, members, outward, literals: [] };
}
