import type { Finding } from '../../model/finding.js';
import { groupBy } from '../../model/group-by.js';
import { describeStep, describeUnchecked, type PlanStep } from '../plan.js';
import { toPrintable } from '../printable.js';
import { isOpen } from '../summary.js';
import type { Subject } from './subject.js';
import { Prose } from './text.js';

/** The migration, in the steps of Clever's guide, with what is left to do for each. */
export function PlanSection({ subject }: { readonly subject: Subject }) {
  const parts = groupBy(subject.plan, ({ part }) => part);
  return (
    <section id="plan">
      <h2>Migration plan</h2>
      <p class="lead">
        The steps follow Clever’s own guide to API v3.0.{' '}
        {isOpen(subject.report.result)
          ? 'Calls and files that could not be checked may add to any step.'
          : 'A step with a check mark needs nothing from you.'}
      </p>
      <div class="parts">
        {[...parts].map(([part, steps]) => (
          <section class="part">
            <h3>{part}</h3>
            <ol class="steps">
              {steps.map((step) => (
                <Step step={step} subject={subject} />
              ))}
            </ol>
          </section>
        ))}
      </div>
    </section>
  );
}

function Step({ step, subject }: { readonly step: PlanStep; readonly subject: Subject }) {
  const { findings, unchecked, title, why, advice } = step;
  const notChecked = unchecked.length > 0 ? describeUnchecked(unchecked.map(toPrintable)) : null;
  if (findings.length === 0) {
    const mayBeOpen = isOpen(subject.report.result) || notChecked !== null;
    return (
      <li class={mayBeOpen ? 'step' : 'step done'}>
        <span class="mark" aria-hidden="true">
          {mayBeOpen ? '' : '✓'}
        </span>
        <div>
          <h4>
            <Prose text={title} />
          </h4>
          <p class="state">{toState(mayBeOpen, notChecked)}</p>
        </div>
      </li>
    );
  }
  return (
    <li class="step open">
      <span class="mark" aria-hidden="true"></span>
      <div>
        <h4>
          <Prose text={title} />
        </h4>
        <p class="state">{describeStep(step)}</p>
        <p>
          <Prose text={why} /> <Prose text={advice} />
        </p>
        <Where findings={findings} subject={subject} />
        {notChecked !== null && <p>Also {notChecked}.</p>}
      </div>
    </li>
  );
}

/** What is known of a step without findings. */
function toState(mayBeOpen: boolean, notChecked: string | null): string {
  if (notChecked !== null) return `Nothing found, but ${notChecked}.`;
  return mayBeOpen ? 'Nothing found' : 'Nothing to do';
}

const MOST_LINKS = 8;

/** The files with their lines, each leading to what is to be done there. */
function Where({ findings, subject }: { readonly findings: readonly Finding[]; readonly subject: Subject }) {
  const { places, cardOf } = subject;
  const groups = [...groupBy(findings, (finding) => `${cardOf(finding)?.id} ${finding.span.file}`).values()];
  const hidden = groups.length - MOST_LINKS;
  return (
    <ul class="where">
      {groups.slice(0, MOST_LINKS).map((group) => {
        const [first] = group;
        const lines = new Set(group.map(({ span }) => places.placeOf(span).line));
        return (
          first && (
            <li>
              <a href={`#${cardOf(first)?.id}`}>{toPrintable(places.fileOf(first.span.file))}</a>{' '}
              {lines.size === 1 ? 'line' : 'lines'} {[...lines].join(', ')}
            </li>
          )
        );
      })}
      {hidden > 0 && <li>and {hidden} more</li>}
    </ul>
  );
}
