import { withDecision } from '../model/edits.js';
import type { Edit } from '../model/finding.js';
import { oncePerObject } from '../model/once-per-object.js';
import type { Judgement } from './judge.js';

/** What takes a setting by its name; in a compose file, one of its services. */
interface SettingReader {
  readonly file: string;
  readonly name: string;
  readonly service?: string;
}

/** The programs that this tool does not evaluate, and that take the setting which an edit changes, with its name. */
export type SettingReadersOf = (edit: Edit) => readonly SettingReader[];

/**
 * Takes back fixes that change a setting which another program takes too: a script in another language asks for paths of
 * its own below the same base.
 */
export function guardSettings(judgements: readonly Judgement[], readersOf: SettingReadersOf): readonly Judgement[] {
  const decisionsOn = oncePerObject(
    (edits: readonly Edit[]): ReadonlySet<string> =>
      new Set(edits.flatMap((edit) => readersOf(edit).map((reader) => decisionFor(reader, edit.file)))),
  );
  return judgements.map((judgement) => {
    const { fix } = judgement;
    const decisions = fix && decisionsOn(fix.edits);
    if (!fix || !decisions?.size) return judgement;
    const asking = withDecision(fix, ...decisions);
    return { ...judgement, fix: null, suggestions: [asking, ...judgement.suggestions] };
  });
}

/** @param edited the file with the setting, whose own commands may use it too */
function decisionFor({ file, name, service }: SettingReader, edited: string): string {
  if (service === undefined && file === edited) return `Check the command in \`${file}\` that uses \`${name}\` first.`;
  return service === undefined
    ? `Change \`${file}\` too: it uses \`${name}\`.`
    : `Check the service \`${service}\` in \`${file}\` first: it gets \`${name}\` too.`;
}
