import { openItemsOf } from '../open-items.js';
import { toPrintable } from '../printable.js';
import type { Subject } from './subject.js';
import { Prose } from './text.js';

/** What could not be judged: calls that could not be resolved, and files that were skipped. */
export function OpenSection({ subject: { report, places } }: { readonly subject: Subject }) {
  const calls = report.result.unresolved.map(({ span, reason }) => ({ place: places.headerOf(span), text: reason }));
  const skipped = openItemsOf({ ...report.result, unresolved: [] }, places).map(({ place, message }) => ({
    place: toPrintable(place.file),
    text: message,
  }));
  if (calls.length + skipped.length === 0) return null;
  return (
    <section id="open">
      <h2>Not judged</h2>
      <p class="lead">Nothing is known about these, so this report is not complete without them.</p>
      <Items title="Calls that could not be resolved, with what would settle each" items={calls} />
      <Items title="Files that were skipped" items={skipped} />
    </section>
  );
}

function Items({
  title,
  items,
}: {
  readonly title: string;
  readonly items: readonly { readonly place: string; readonly text: string }[];
}) {
  if (items.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="open-items">
        {items.map(({ place, text }) => (
          <li>
            <code>{place}</code> <Prose text={text} />
          </li>
        ))}
      </ul>
    </>
  );
}
