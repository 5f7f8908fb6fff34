import { rules } from '../../rules/index.js';
import { cleverApi } from '../../src/clever-api/index.js';
import { meLinks, strategyPackages, versionedPaths, words } from '../../src/clever-api/vocabulary.js';
import { judge, RULE_PREFIX } from '../../src/engine/judge.js';
import { byCause } from '../../src/engine/one-cause.js';
import { toFindings } from '../../src/engine/to-findings.js';
import { openProject } from '../../src/run/project.js';
import { scan, type Scan } from '../../src/scan/scan.js';
import type { Span } from '../../src/model/spans.js';
import type { Texts } from './findings.js';
import { temporaryFolder } from './folders.js';
import { memorySources } from './memory-sources.js';
import { unexplained } from './unexplained.js';

/** What a program was found to do, in the words of a program table. */
export interface JudgedProgram {
  readonly findings: readonly string[];
  readonly urls: readonly string[];
  readonly unresolved: readonly string[];
  /** Findings that have neither a change nor a reason why there is none. */
  readonly unexplained: readonly string[];
}

const API = cleverApi('v3.0');
const VOCABULARY = {
  hosts: API.hosts,
  packages: API.packages,
  words: new Set(words),
  paths: versionedPaths,
  links: meLinks,
  strategies: strategyPackages,
};

/**
 * Scans and judges a program.
 *
 * @param texts its files, by path from the root
 * @returns what was found, each list sorted and without repetitions
 */
export function judgeProgram(texts: Texts): JudgedProgram {
  const { usages } = scanProgram(texts);
  const textAt = ({ file, start, end }: Span): string => `${file}: ${(texts[file] ?? '').slice(start, end)}`;
  const findings = toFindings(byCause(judge(usages, rules, 'recommended', API)), (file) => texts[file] ?? '').filter(
    // They are told apart below.
    ({ topic }) => topic !== 'unresolved call',
  );
  return {
    findings: sorted(findings.map(({ rule, span }) => `${rule.slice(RULE_PREFIX.length)} ${textAt(span)}`)),
    urls: sorted(usages.flatMap((usage) => (usage.kind === 'endpoint' ? [usage.url.text] : []))),
    unresolved: sorted(usages.flatMap((usage) => (usage.kind === 'unresolved' ? [textAt(usage.span)] : []))),
    unexplained: unexplained(findings),
  };
}

/**
 * Scans a program; through real folders where its manifests or env files matter, else in memory.
 *
 * @param texts its files, by path from the root
 * @returns the scan
 */
export function scanProgram(texts: Texts): Scan {
  const files = Object.keys(texts);
  if (
    files.some((file) =>
      /(?:^|\/)(?:package|[jt]sconfig|vercel|proxy\.conf)\.json$|\.env|\.ya?ml$|\.tf$|Dockerfile$|wrangler\.(?:toml|jsonc?)$/.test(
        file,
      ),
    )
  )
    return scanFolder(texts);
  const start = files.filter(
    (file) => /\.(?:[cm]?[jt]sx?|gs|vue|svelte|astro)$/.test(file) && /clever/i.test(`${file} ${texts[file]}`),
  );
  return scan(memorySources(texts), start, VOCABULARY);
}

function scanFolder(texts: Texts): Scan {
  const root = temporaryFolder({ ...texts });
  const project = openProject({ root, cwd: root, paths: ['.'] });
  return scan(project.sources, project.tracedFiles(VOCABULARY), VOCABULARY);
}

function sorted(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)].sort();
}
