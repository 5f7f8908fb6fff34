import { showsLines } from '../../discover/file-kind.js';
import type { Change } from '../../model/finding.js';
import { groupBy } from '../../model/group-by.js';
import type { Places } from '../places.js';
import { toPrintable } from '../printable.js';
import { toHunks, type Row, type Side } from './diff-rows.js';

/** A change of a whole code base must not drown the page; the command shows all of it. */
const MOST_ROWS = 400;

/** What a change makes of each file, the lines before and after it next to each other. */
export function SideBySide({
  change,
  places,
  textOf,
}: {
  readonly change: Change;
  readonly places: Places;
  readonly textOf: (file: string) => string;
}) {
  return (
    <>
      {[...groupBy(change.edits, ({ file }) => file)].map(([file, edits]) => {
        const name = toPrintable(places.fileOf(file));
        if (showsLines(file)) return <FileChange name={name} hunks={toHunks(textOf(file), edits)} />;
        return (
          <p class="hidden-lines">
            <code>{name}</code> line {edits.map((edit) => places.placeOf(edit).line).join(', ')}: the lines of this file
            are not shown, because they may contain secrets.
          </p>
        );
      })}
    </>
  );
}

function FileChange({ name, hunks }: { readonly name: string; readonly hunks: readonly (readonly Row[])[] }) {
  const rows = hunks.flatMap((hunk, index): readonly (Row | null)[] => (index > 0 ? [null, ...hunk] : hunk));
  const hidden = rows.length - MOST_ROWS;
  return (
    <figure class="diff">
      <figcaption>
        <code>{name}</code>
      </figcaption>
      <div class="scroll" tabindex={0} role="group" aria-label={`Change of ${name}`}>
        <table>
          <thead class="visually-hidden">
            <tr>
              <th scope="col">Line before</th>
              <th scope="col">Before</th>
              <th scope="col">Line after</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_ROWS).map((row) =>
              row === null ? (
                <tr class="gap">
                  <td colspan={4}>⋯</td>
                </tr>
              ) : (
                <tr>
                  <Cells side={row.before} kind={row.isChanged ? 'removed' : 'same'} />
                  <Cells side={row.after} kind={row.isChanged ? 'added' : 'same'} />
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
      {hidden > 0 && <p>{hidden} more lines are not shown here. `clever-audit --diff` prints all of them.</p>}
    </figure>
  );
}

function Cells({ side, kind }: { readonly side: Side | null; readonly kind: 'removed' | 'added' | 'same' }) {
  if (!side) return <td class="none" colspan={2}></td>;
  const sign = { removed: '−', added: '+', same: ' ' }[kind];
  return (
    <>
      <td class={`number ${kind}`}>{side.line}</td>
      <td class={`line ${kind}`}>
        <span class="sign">{sign}</span>
        {side.stretches.map(({ text, isChanged }) =>
          isChanged ? <mark>{toPrintable(text)}</mark> : toPrintable(text),
        )}
      </td>
    </>
  );
}
