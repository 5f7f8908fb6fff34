import { toPrintableJson } from './printable.js';
import type { CodeFlow, Fix, Log, Notification, PhysicalLocation, Region, ReportingDescriptor, Result } from 'sarif';

import { kindOf } from '../discover/file-kind.js';
import { describeChange, type Change, type Finding, type Severity } from '../model/finding.js';
import type { Span, Step } from '../model/spans.js';
import { changesOf } from './changes.js';
import { hashLines } from './line-hashes.js';
import { openItemsOf } from './open-items.js';
import { sortFindings } from './order.js';
import { createPlaces, type Places } from './places.js';
import type { Report, RulePages, RuleText } from './report.js';
import { suppressionOf, withSuppressed } from './suppressed.js';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/**
 * A log in the Static Analysis Results Interchange Format, version 2.1.0, which GitHub's code scanning and many viewers read.
 * Calls that could not be resolved and files that were skipped are notifications of the run.
 *
 * @param report the result, where it is read from, and what the rules are
 * @returns one JSON object
 */
export function sarif(report: Report): string {
  return toPrintableJson(toLog(report));
}

function toLog({ result, cwd, version, rules = [], pages }: Report): Log {
  const places = createPlaces(result, cwd);
  const findings = sortFindings({ ...result, findings: withSuppressed(result) }, places);
  const descriptors = descriptorsOf(findings, rules, pages);
  const hashes = new Map<string, readonly string[]>();
  const hashOf = ({ file }: Span, line: number): string | undefined => {
    const known = hashes.get(file) ?? hashLines(result.textOf(file));
    hashes.set(file, known);
    return known[line - 1];
  };
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'clever-audit', version, semanticVersion: version, rules: descriptors } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: openItemsOf(result, places).map(({ place, kind, message }): Notification => ({
              level: 'warning',
              descriptor: { id: kind },
              message: { text: message },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: toUri(place.file) },
                    region: { startLine: place.line, startColumn: place.column },
                  },
                },
              ],
            })),
          },
        ],
        results: findings.map((finding) => {
          const index = descriptors.findIndex(({ id }) => id === finding.rule);
          return toResult(finding, index, places, hashOf);
        }),
      },
    ],
  };
}

/** The rules that say something, and those that were asked. */
function descriptorsOf(
  findings: readonly Finding[],
  rules: readonly RuleText[],
  pages: RulePages | undefined,
): ReportingDescriptor[] {
  const texts = new Map(rules.map((rule) => [rule.name, rule]));
  const names = [...new Set([...texts.keys(), ...findings.map(({ rule }) => rule)])];
  return names.map((id) => {
    const description = `${texts.get(id)?.description ?? id}.`;
    return {
      id,
      shortDescription: { text: description },
      fullDescription: { text: description },
      // The page itself: a viewer has no package to look into, and so no file to link to.
      ...(pages ? { help: { text: description, markdown: withoutFileLinks(pages.textOf(id)) } } : {}),
      properties: { tags: ['clever', 'api-migration'] },
    };
  });
}

/** Markdown with the text of its links to other files, and the links to the web. */
function withoutFileLinks(page: string): string {
  return page.replaceAll(/\[([^\]]+)\]\((?!https?:)[^)]+\)/g, '$1');
}

function toResult(
  finding: Finding,
  ruleIndex: number,
  places: Places,
  hashOf: (span: Span, line: number) => string | undefined,
): Result {
  const { rule, severity, message, span, related, fingerprint } = finding;
  // A hash over a few characters gives them away, and an env file holds secrets.
  const hash = kindOf(span.file) === 'env' ? undefined : hashOf(span, places.placeOf(span).line);
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: toLocation(span, places) }],
    ...(related.length > 0
      ? {
          relatedLocations: related.map((step, id) => ({
            id,
            message: { text: step.message },
            physicalLocation: toLocation(step.span, places),
          })),
        }
      : {}),
    ...(related.length > 0 ? { codeFlows: [toCodeFlow(finding, places)] } : {}),
    partialFingerprints: {
      ...(hash === undefined ? {} : { primaryLocationLineHash: hash }),
      'cleverAuditFingerprint/v1': fingerprint,
    },
    ...(changesOf(finding).length > 0 ? { fixes: changesOf(finding).map((change) => toFix(change, places)) } : {}),
    ...toSuppressions(finding),
    properties: { confidence: finding.confidence },
  };
}

function toSuppressions(finding: Finding): Pick<Result, 'suppressions'> {
  const suppression = suppressionOf(finding);
  if (suppression === null) return {};
  const { by, reason, until } = suppression;
  const justification = [by, ...(reason === null ? [] : [reason]), ...(until === null ? [] : [`until ${until}`])];
  return {
    suppressions: [
      {
        kind: by === 'baseline' ? 'external' : 'inSource',
        status: 'accepted',
        justification: justification.join(': '),
      },
    ],
  };
}

/** The way from the pieces of the address to the finding. */
function toCodeFlow({ related, span, message }: Finding, places: Places): CodeFlow {
  const steps: readonly Step[] = [...related, { span, message }];
  return {
    threadFlows: [
      {
        locations: steps.map((step) => ({
          location: { message: { text: step.message }, physicalLocation: toLocation(step.span, places) },
        })),
      },
    ],
  };
}

function toFix(change: Change, places: Places): Fix {
  const files = [...new Set(change.edits.map(({ file }) => file))];
  return {
    description: { text: describeChange(change) },
    artifactChanges: files.map((file) => ({
      artifactLocation: { uri: toUri(places.fileOf(file)) },
      replacements: change.edits
        .filter((edit) => edit.file === file)
        .map((edit) => ({ deletedRegion: toRegion(edit, places), insertedContent: { text: edit.text } })),
    })),
  };
}

function toLocation(span: Span, places: Places): PhysicalLocation {
  return { artifactLocation: { uri: toUri(places.fileOf(span.file)) }, region: toRegion(span, places) };
}

function toRegion(span: Span, places: Places): Region {
  const { line, column, endLine, endColumn } = places.placeOf(span);
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A relative reference: a name may hold what means something else in a URI. */
function toUri(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}
