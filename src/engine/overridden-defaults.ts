import { withDecision } from '../model/edits.js';
import type { Change, Edit } from '../model/finding.js';
import { oncePerObject } from '../model/once-per-object.js';
import { itemsByPlace } from '../model/place-index.js';
import type { Span } from '../model/spans.js';
import type { Usage } from '../model/usage.js';
import type { VariableSetting } from '../model/variable-setting.js';
import { remembered } from '../model/remembered.js';
import type { Judgement } from './judge.js';

/** Where the files of a project give an environment variable a value. */
export type SettingsOf = (variable: string) => readonly VariableSetting[];

/** A part of a URL that environment variables can override. */
interface Part {
  readonly span: Span;
  /** The variables whose values take the place of this part, or of one in front of it. */
  readonly variables: readonly string[];
  /** Whether it is the default of its variable. */
  readonly isDefault: boolean;
}

/** A place that gives a variable a value, with the variable. */
interface NamedSetting extends VariableSetting {
  readonly variable: string;
}

/**
 * Takes back fixes that the value of an environment variable would meet, in a place that no change moves: those that move
 * paths or reads together with the default of the variable, and those that give a version to a path behind a variable
 * whose value has one.
 *
 * There the old base or version stays in force, and would meet the new paths. A change of nothing but the default is
 * harmless: where the variable is set, all stays as it was.
 */
export function guardDefaults(
  judgements: readonly Judgement[],
  usages: readonly Usage[],
  settingsOf: SettingsOf,
): readonly Judgement[] {
  const partsAt = itemsByPlace(partsOf(usages), ({ span }) => span);
  // Thousands of judgements may share one list of edits.
  const editLists = new Set(judgements.flatMap(({ fix }) => (fix ? [fix.edits] : [])));
  const editsAt = itemsByPlace([...editLists].flat(), (edit) => edit);
  const known = new Map<string, readonly NamedSetting[]>();
  // The files of the project are searched once for a variable, however many changes move its default.
  const staysOf = (variable: string): readonly NamedSetting[] =>
    remembered(known, variable, () =>
      settingsOf(variable)
        .filter((place) => !editsAt(place).length)
        .map((place) => ({ ...place, variable })),
    );
  const settingsMet = oncePerObject((edits: Change['edits']): readonly NamedSetting[] => {
    const moved = variablesMoved(edits, partsAt);
    const behind = variablesBefore(edits, partsAt).filter((variable) => !moved.includes(variable));
    return [...moved.flatMap(staysOf), ...behind.flatMap(staysOf).filter(({ holdsVersion }) => holdsVersion)];
  });
  return judgements.map((judgement) => {
    const { fix } = judgement;
    const asking = fix && heldBack(fix, settingsMet(fix.edits));
    return asking ? { ...judgement, fix: null, suggestions: [asking, ...judgement.suggestions] } : judgement;
  });
}

function partsOf(usages: readonly Usage[]): readonly Part[] {
  return usages.flatMap((usage) => {
    if (usage.kind !== 'endpoint') return [];
    const { pieces } = usage.url;
    const variables = pieces.flatMap(({ overriddenBy }) => overriddenBy ?? []);
    if (!variables.length) return [];
    return pieces.flatMap(({ span, overriddenBy }): readonly Part[] => {
      if (!span) return [];
      return [
        overriddenBy ? { span, variables: [overriddenBy], isDefault: true } : { span, variables, isDefault: false },
      ];
    });
  });
}

/** The variables whose defaults are edited together with something else. */
function variablesMoved(edits: readonly Edit[], partsAt: (place: Span) => readonly Part[]): readonly string[] {
  const found = edits.map((edit) => partsAt(edit).filter(({ isDefault }) => isDefault));
  return found.every(({ length }) => length > 0) ? [] : namesOf(found.flat());
}

/** The variables behind which something is edited. */
function variablesBefore(edits: readonly Edit[], partsAt: (place: Span) => readonly Part[]): readonly string[] {
  return namesOf(edits.flatMap((edit) => partsAt(edit).filter(({ isDefault }) => !isDefault)));
}

function namesOf(parts: readonly Part[]): readonly string[] {
  return [...new Set(parts.flatMap(({ variables }) => variables))];
}

/** @returns null where nothing holds the change back */
function heldBack(fix: Change, settings: readonly NamedSetting[]): Change | null {
  const decisions = settings.map(({ variable, file }) => `\`${variable}\` is set in \`${file}\`: change it too.`);
  return decisions.length ? withDecision(fix, ...decisions) : null;
}
