import { applyEdits } from '../model/apply-edits.js';
import { distinctEdits, withDecision } from '../model/edits.js';
import type { Change, Finding } from '../model/finding.js';
import { groupBy } from '../model/group-by.js';
import { oncePerObject } from '../model/once-per-object.js';
import { isOfTests } from '../model/test-files.js';
import { newSyntaxIn, usesSyntax, type NewSyntax } from '../scan/new-syntax.js';
import type { Project } from './project.js';

const SCRIPT = /\.[cm]?js$/;

/**
 * Makes a suggestion of each fix that writes what the runtime does not know which the package of a script declares: no
 * compiler makes older code of it. What other scripts of the package use already is known to run.
 */
export function holdBackNewSyntax(findings: readonly Finding[], project: Project): readonly Finding[] {
  const cautionsOf = oncePerObject((edits: Change['edits']): readonly string[] =>
    [...groupBy(edits, ({ file }) => file)].flatMap(([file, own]) => {
      const target = project.languageTargetOf(file);
      if (!target) return [];
      const text = project.textOf(file);
      const news = newSyntaxIn(file, text, applyEdits(text, distinctEdits(own)), target.node);
      const unknown = news.filter((syntax) => !isUsedBeside(file, syntax, project));
      const names = unknown.map(({ name }) => name).join(', ');
      if (!unknown.length) return [];
      return [
        `Check that every Node version or browser that runs \`${file}\` supports ${names}: ${target.file} declares ${target.name}, which does not support it.`,
      ];
    }),
  );
  return findings.map((finding) => {
    const { fix, suggestions } = finding;
    const cautions = fix ? cautionsOf(fix.edits) : [];
    if (!fix || !cautions.length) return finding;
    return { ...finding, fix: null, suggestions: [withDecision(fix, ...cautions), ...suggestions] };
  });
}

/** Whether another script of the package uses something of the language. */
function isUsedBeside(file: string, syntax: NewSyntax, project: Project): boolean {
  const { sources } = project;
  const folder = sources.packageOf(file);
  return sources
    .filesHolding(syntax.token, SCRIPT)
    .filter((each) => each !== file && !isOfTests(each) && sources.packageOf(each) === folder)
    .some((each) => usesSyntax(each, project.textOf(each), syntax));
}
