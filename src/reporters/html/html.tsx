import { createHash } from 'node:crypto';

import { renderToString } from 'preact-render-to-string';

import { toClosingLine } from '../headline.js';
import { toPrintable, toPrintableLines } from '../printable.js';
import type { Report } from '../report.js';
import { isOpen } from '../summary.js';
import { CallsSection } from './calls-section.js';
import { HotSpots } from './hot-spots.js';
import { OpenSection } from './open-section.js';
import { Overview } from './overview.js';
import { PlanSection } from './plan-section.js';
import { Progress } from './progress.js';
import { toSubject, type Subject } from './subject.js';

/**
 * A report to open in a browser and to send around: one file that asks for nothing else, and that can be read without its
 * script.
 *
 * @param report the result, where it is read from, and the style and script of the page
 * @returns HTML, in which nothing of the audited code is markup
 */
export function html(report: Report): string {
  // Values of attributes, too, hold names of the project.
  return toPrintableLines(`<!doctype html>\n${renderToString(<Page subject={toSubject(report)} />)}`);
}

function Page({ subject }: { readonly subject: Subject }) {
  const { report, cards } = subject;
  const { style = '', script = '' } = report.page ?? {};
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        {/* Nothing is loaded, and no other script runs, whatever the audited code holds. */}
        <meta
          http-equiv="Content-Security-Policy"
          content={`default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'`}
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>clever-audit: {toClosingLine(report.result)}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the report
        </a>
        <Header subject={subject} />
        <main id="main" tabindex={-1}>
          <Overview subject={subject} />
          {report.earlier && <Progress earlier={report.earlier} subject={subject} />}
          {cards.length > 0 && (
            <>
              <PlanSection subject={subject} />
              <HotSpots subject={subject} />
              <CallsSection subject={subject} />
            </>
          )}
          <OpenSection subject={subject} />
        </main>
        <footer>
          <p>
            {toClosingLine(report.result)} Made by clever-audit {report.version}. A finding is certain if the tool
            understood every step to it, and likely otherwise.
          </p>
        </footer>
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
}

function Header({ subject: { report, cards } }: { readonly subject: Subject }) {
  const { result } = report;
  const paths = (report.paths ?? []).filter((path) => path !== '.');
  return (
    <header class="top">
      <div class="brand">
        <h1>Clever API migration</h1>
        <p>
          {toPrintable(nameOfProject(result.root))}
          {paths.length > 0 && ` · ${toPrintable(paths.join(' '))}`} · to API {result.target}
        </p>
      </div>
      <nav aria-label="Parts of the report">
        <a href="#overview">Overview</a>
        {report.earlier && <a href="#progress">Progress</a>}
        {cards.length > 0 && (
          <>
            <a href="#plan">Plan</a>
            <a href="#map">Map</a>
            <a href="#calls">Calls</a>
          </>
        )}
        {isOpen(result) && <a href="#open">Open</a>}
      </nav>
      <button type="button" class="theme needs-script" data-theme-toggle>
        Dark
      </button>
    </header>
  );
}

function nameOfProject(root: string): string {
  return root.split(/[/\\]/).findLast((part) => part !== '') ?? root;
}

function hashOf(text: string): string {
  return text === '' ? "'none'" : `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
