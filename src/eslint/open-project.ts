import { audit } from '../run/audit.js';
import { KnownError } from '../discover/errors.js';
import { toCorpusPath } from '../discover/corpus.js';
import { readTextIfThere } from '../discover/read-regular-file.js';
import type { Finding } from '../model/finding.js';
import { hasChanged, reportable, takeSnapshot, toOptions, type Snapshot, type Question } from './snapshot.js';
import { isSameListing, listStamped, stampOf } from './stamps.js';
import { REPLACEMENT } from './other-encoding.js';
import { isTied, namesClever } from './ties.js';

/** How long, in milliseconds, a listing of the project is believed. */
const LISTING_LASTS = 1000;
/** Of a project that takes long to list, listing must not become the main work: it takes at most a fiftieth of the time. */
const LISTING_SHARE = 50;

/**
 * A project that ESLint lints file by file.
 *
 * It is audited once as it is on disk, and again when it has changed there. A text that is not that of the disk (an
 * editor's, or one that ESLint has fixed so far) has an audit of its own, if it can have to do with Clever at all.
 */
export class OpenProject {
  readonly #question: Question;
  #snapshot: Snapshot | null = null;
  #listedAt = 0;

  constructor(question: Question) {
    this.#question = question;
  }

  /**
   * The findings in one text.
   *
   * @param path absolute, in the project; a file that need not exist
   * @param text without its byte-order mark
   * @throws KnownError for a project that cannot be audited, and for a text that cannot be judged
   */
  findingsIn(path: string, text: string): readonly Finding[] {
    const isSaved = isTextOnDisk(path, text);
    if (!isSaved && namesClever(text)) return auditText(this.#question, path, text);
    const snapshot = this.#currentSnapshot();
    if (snapshot.failure) throw snapshot.failure;
    const file = this.#nameOf(path, snapshot);
    if (isSaved && this.#isAsListed(file, snapshot))
      return judged(snapshot.findings.get(file), snapshot.skipped.get(file));
    const canMatter = snapshot.analysed.has(file) || namesClever(text) || isTied(text, snapshot.ties);
    return canMatter ? auditText(this.#question, path, text) : [];
  }

  /** A file that git ignores is not listed, and one that was saved a moment ago not as it is now. */
  #isAsListed(file: string, { listing }: Snapshot): boolean {
    return listing.stamps.get(file) === stampOf(this.#question.root, file);
  }

  #nameOf(path: string, { listing }: Snapshot): string {
    const file = toCorpusPath(this.#question.root, path) ?? path;
    return listing.links.get(file) ?? file;
  }

  #currentSnapshot(): Snapshot {
    if (this.#snapshot === null || this.#isOutdated(this.#snapshot)) {
      this.#snapshot = takeSnapshot(this.#question);
      this.#listedAt = performance.now();
    }
    return this.#snapshot;
  }

  #isOutdated(snapshot: Snapshot): boolean {
    const { root } = this.#question;
    const lasts = Math.max(LISTING_LASTS, LISTING_SHARE * snapshot.listing.cost);
    if (performance.now() - this.#listedAt < lasts) return hasChanged(snapshot, root);
    const listing = listStamped(root);
    this.#listedAt = performance.now();
    return !isSameListing(snapshot.listing, listing);
  }
}

/**
 * Audits a project with one text in place of what the disk has, and gives the findings in that text.
 *
 * @param path absolute, in the project
 * @throws KnownError for a project that cannot be audited, and for a text that cannot be judged
 */
export function auditText(question: Question, path: string, text: string): readonly Finding[] {
  const overlay = new Map([[path, text]]);
  const result = audit({ ...toOptions(question), paths: [path], overlay });
  return judged(reportable(result), result.skipped[0]?.reason);
}

/** A file that was skipped has no findings, which must not look as if it were right. */
function judged(findings: readonly Finding[] = [], skipped: string | undefined): readonly Finding[] {
  if (skipped !== undefined && !findings.length) throw new KnownError(skipped);
  return findings;
}

/** A file that is not UTF-8 is skipped by the audit of its project; ESLint has a text of it, with signs in place of letters. */
function isTextOnDisk(path: string, text: string): boolean {
  return !text.includes(REPLACEMENT) && readTextIfThere(path, () => {}) === text;
}
