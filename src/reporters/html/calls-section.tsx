import { REMEDY_NAMES } from '../plan.js';
import type { Remedy } from '../remedy.js';
import { toPrintable } from '../printable.js';
import { CallCard } from './call-card.js';
import type { Subject } from './subject.js';

/** More than this would be a wall of text. */
const MOST_OPEN = 20;

/** Each thing that has to be done, with a search and filters where a script can run. */
export function CallsSection({ subject }: { readonly subject: Subject }) {
  const { cards } = subject;
  const isOpen = cards.length <= MOST_OPEN;
  return (
    <section id="calls">
      <h2>Calls</h2>
      {cards.length > 1 && <Filters subject={subject} />}
      {cards.map((card) => (
        <CallCard card={card} subject={subject} isOpen={isOpen} />
      ))}
      <p id="no-match" hidden>
        Nothing matches the filters.
      </p>
    </section>
  );
}

function Filters({ subject: { cards, findings } }: { readonly subject: Subject }) {
  const remedies: readonly Remedy[] = ['fix', 'decision', 'by hand'];
  const used = remedies.filter((remedy) => cards.some((card) => card.remedy === remedy));
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  const owners = [...new Set(cards.flatMap((card) => card.owners))].sort();
  return (
    <form class="filters needs-script" role="search" aria-label="Filter the calls">
      <label>
        Search
        <input type="search" name="text" placeholder="/me, sign-in.ts, @team …" autocomplete="off" />
      </label>
      <Choice name="remedy" label="What can be done" options={used.map((remedy) => [remedy, REMEDY_NAMES[remedy]])} />
      <Choice name="rules" label="Rule" options={rules.map((rule) => [rule, rule.replace('clever/', '')])} />
      {owners.length > 0 && (
        <Choice name="owners" label="Owner" options={owners.map((owner) => [owner, toPrintable(owner)])} />
      )}
      <button type="button" data-toggle-all>
        Close all
      </button>
      <output aria-live="polite">{cards.length} shown</output>
    </form>
  );
}

function Choice({
  name,
  label,
  options,
}: {
  readonly name: string;
  readonly label: string;
  readonly options: readonly (readonly [string, string])[];
}) {
  return (
    <label>
      {label}
      <select name={name}>
        <option value="">all</option>
        {options.map(([value, text]) => (
          <option value={value}>{text}</option>
        ))}
      </select>
    </label>
  );
}
