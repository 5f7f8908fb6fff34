import { groupBy } from '../../model/group-by.js';
import { openItemsOf, type OpenItem } from '../open-items.js';
import { toPrintable } from '../printable.js';
import type { Subject } from './subject.js';
import { Prose } from './text.js';

const TITLES: Readonly<Record<OpenItem['kind'], string>> = {
  'unresolved-call': 'Calls that could not be resolved, with what is missing',
  suppression: 'Suppressions that are not valid',
  'skipped-file': 'Files that were skipped',
};

/** What a run leaves open: calls that could not be resolved, suppressions that do not hold, and files that were skipped. */
export function OpenSection({ subject: { report, places } }: { readonly subject: Subject }) {
  const ofKind = groupBy(openItemsOf({ ...report.result, findings: [] }, places), ({ kind }) => kind);
  if (ofKind.size === 0) return null;
  return (
    <section id="open">
      <h2>Open</h2>
      <p class="lead">This report is not complete while these are open.</p>
      {[...ofKind].map(([kind, items]) => (
        <Items title={TITLES[kind]} items={items.map(toLine)} />
      ))}
    </section>
  );
}

function toLine({ kind, place: { file, line }, reason }: OpenItem): { readonly place: string; readonly text: string } {
  return { place: toPrintable(kind === 'skipped-file' ? file : `${file}:${line}`), text: reason };
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
