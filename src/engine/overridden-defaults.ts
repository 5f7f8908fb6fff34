import { withDecision } from '../model/edits.js';
import type { Change, Edit } from '../model/finding.js';
import { itemsByPlace } from '../model/place-index.js';
import type { Span } from '../model/spans.js';
import type { Usage } from '../model/usage.js';
import { remembered } from '../model/remembered.js';
import type { Judgement } from './judge.js';

/** Where the files of a project give an environment variable a value. */
export type SettingsOf = (variable: string) => readonly Span[];

/** The default of an environment variable, as a part of a URL. */
interface Default {
  readonly variable: string;
  readonly span: Span;
}

/**
 * Takes back fixes that move paths or reads together with the default of a variable, where the project sets the variable in
 * a place that no change moves.
 *
 * There the old base or version stays in force, and would meet the new paths. A change of nothing but the default is
 * harmless: where the variable is set, all stays as it was.
 */
export function guardDefaults(
  judgements: readonly Judgement[],
  usages: readonly Usage[],
  settingsOf: SettingsOf,
): readonly Judgement[] {
  const defaultsAt = itemsByPlace(defaultsOf(usages), ({ span }) => span);
  const editsAt = itemsByPlace(
    judgements.flatMap(({ fix }) => fix?.edits ?? []),
    (edit) => edit,
  );
  const known = new Map<string, readonly Span[]>();
  // The files of the project are searched once for a variable, however many changes move its default.
  const staysOf = (variable: string): readonly Span[] =>
    remembered(known, variable, () => settingsOf(variable).filter((place) => !editsAt(place).length));
  return judgements.map((judgement) => {
    const { fix } = judgement;
    const asking = fix && heldBack(fix, variablesMoved(fix.edits, defaultsAt), staysOf);
    return asking ? { ...judgement, fix: null, suggestions: [asking, ...judgement.suggestions] } : judgement;
  });
}

function defaultsOf(usages: readonly Usage[]): readonly Default[] {
  return usages.flatMap((usage) =>
    usage.kind !== 'endpoint'
      ? []
      : usage.url.pieces.flatMap(({ span, overriddenBy: variable }) => (span && variable ? [{ variable, span }] : [])),
  );
}

/** The variables whose defaults are edited together with something else. */
function variablesMoved(edits: readonly Edit[], defaultsAt: (place: Span) => readonly Default[]): readonly string[] {
  const found = edits.map((edit) => defaultsAt(edit));
  return found.every(({ length }) => length > 0) ? [] : [...new Set(found.flat().map(({ variable }) => variable))];
}

/** @returns null where nothing holds the change back */
function heldBack(fix: Change, variables: readonly string[], staysOf: SettingsOf): Change | null {
  const decisions = variables.flatMap((variable) =>
    staysOf(variable).map(({ file }) => `\`${variable}\` is set in \`${file}\`: change it too.`),
  );
  return decisions.length ? withDecision(fix, ...decisions) : null;
}
