import type { Finding } from '../../model/finding.js';
import { groupBy } from '../../model/group-by.js';
import { describeStep, type PlanStep } from '../plan.js';
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
          : 'A step without findings needs nothing from you.'}
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
  const { findings, title, why, advice } = step;
  if (findings.length === 0) {
    return (
      <li class={isOpen(subject.report.result) ? 'step' : 'step done'}>
        <span class="mark" aria-hidden="true">
          {isOpen(subject.report.result) ? '' : '✓'}
        </span>
        <div>
          <h4>
            <Prose text={title} />
          </h4>
          <p class="state">{isOpen(subject.report.result) ? 'Nothing found' : 'Nothing to do'}</p>
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
      </div>
    </li>
  );
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
