import { withDecision } from '../model/edits.js';
import type { Change, Edit } from '../model/finding.js';
import { itemsByPlace } from '../model/place-index.js';
import type { Span } from '../model/spans.js';
import type { Usage } from '../model/usage.js';
import { remembered } from '../model/remembered.js';
import type { Judgement } from './judge.js';

/** A place that gives an environment variable a value. */
export interface Setting extends Span {
  /** Whether a version of an API stands in what it is set to. */
  readonly holdsVersion: boolean;
}

/** Where the files of a project give an environment variable a value. */
export type SettingsOf = (variable: string) => readonly Setting[];

/** A part of a URL, with the variables that override the URL or its beginning. */
interface Part {
  readonly variables: readonly string[];
  readonly span: Span;
}

/** The default of an environment variable, as a part of a URL. */
interface Default {
  readonly variable: string;
  readonly span: Span;
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
  const defaultsAt = itemsByPlace(defaultsOf(usages), ({ span }) => span);
  const partsAt = itemsByPlace(partsBehindVariables(usages), ({ span }) => span);
  const editsAt = itemsByPlace(
    judgements.flatMap(({ fix }) => fix?.edits ?? []),
    (edit) => edit,
  );
  const known = new Map<string, readonly Setting[]>();
  // The files of the project are searched once for a variable, however many changes move its default.
  const staysOf = (variable: string): readonly Setting[] =>
    remembered(known, variable, () => settingsOf(variable).filter((place) => !editsAt(place).length));
  const settingsMet = ({ edits }: Change): readonly NamedSetting[] => {
    const moved = variablesMoved(edits, defaultsAt);
    const behind = new Set(edits.flatMap((edit) => partsAt(edit).flatMap(({ variables }) => variables)));
    return [
      ...moved.flatMap((variable) => staysOf(variable).map((place) => ({ ...place, variable }))),
      ...[...behind].flatMap((variable) =>
        moved.includes(variable) ? [] : versionedOf(staysOf(variable)).map((place) => ({ ...place, variable })),
      ),
    ];
  };
  return judgements.map((judgement) => {
    const { fix } = judgement;
    const asking = fix && heldBack(fix, settingsMet(fix));
    return asking ? { ...judgement, fix: null, suggestions: [asking, ...judgement.suggestions] } : judgement;
  });
}

interface NamedSetting extends Setting {
  readonly variable: string;
}

function versionedOf(settings: readonly Setting[]): readonly Setting[] {
  return settings.filter(({ holdsVersion }) => holdsVersion);
}

/** The parts of URLs that begin with a variable, but for the defaults of these. */
function partsBehindVariables(usages: readonly Usage[]): readonly Part[] {
  return usages.flatMap((usage) => {
    if (usage.kind !== 'endpoint') return [];
    const { pieces } = usage.url;
    const variables = pieces.flatMap(({ overriddenBy }) => overriddenBy ?? []);
    if (!variables.length) return [];
    return pieces.flatMap(({ span, overriddenBy }) => (span && !overriddenBy ? [{ variables, span }] : []));
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
function heldBack(fix: Change, settings: readonly NamedSetting[]): Change | null {
  const decisions = settings.map(({ variable, file }) => `\`${variable}\` is set in \`${file}\`: change it too.`);
  return decisions.length ? withDecision(fix, ...decisions) : null;
}
