import { nameFirst } from '../model/words.js';
import { withDecision } from '../model/edits.js';
import type { Change, Finding } from '../model/finding.js';
import { importClosure } from '../model/import-closure.js';

/** What imports what, by the bytes of the files. */
type ImportersOf = (file: string) => readonly string[];

/**
 * Makes a suggestion of each fix that a file which could not be read may have a say in: one that imports what the change
 * touches, or that is imported by it, at any distance.
 *
 * @param unread the files, by path from the root
 */
export function holdBackUnread(
  findings: readonly Finding[],
  unread: readonly string[],
  importersOf: ImportersOf,
): readonly Finding[] {
  if (!unread.length) return findings;
  const reaching = unread.map((file) => ({ file, importers: importClosure([file], importersOf) }));
  return findings.map((finding) => {
    const { fix } = finding;
    if (!fix) return finding;
    const touched = [finding.span.file, ...fix.edits.map(({ file }) => file)];
    const readers = importClosure(touched, importersOf);
    const near = reaching.filter(
      ({ file, importers }) => readers.has(file) || touched.some((each) => importers.has(each)),
    );
    if (!near.length) return finding;
    const suggestions = [
      withUnread(
        fix,
        near.map(({ file }) => file),
      ),
      ...finding.suggestions,
    ];
    return { ...finding, fix: null, suggestions };
  });
}

/**
 * Makes a suggestion of each fix where a file that could not be read may hold what answers in the place of Clever: once the
 * code moves, that answers nothing any more.
 *
 * @param findRecordings finds the files, by path from the root; asked only where there is a fix
 */
export function holdBackRecordings(
  findings: readonly Finding[],
  findRecordings: () => readonly string[],
): readonly Finding[] {
  const recordings = findings.some(({ fix }) => fix) ? findRecordings() : [];
  if (!recordings.length) return findings;
  const they = pronounsFor(recordings);
  const named = namesOf(recordings);
  const decision = `Check ${named}: this tool could not read ${they} may hold mocks or recordings for the old URL.`;
  return findings.map((finding) => {
    const { fix } = finding;
    if (!fix) return finding;
    return { ...finding, fix: null, suggestions: [withDecision(fix, decision), ...finding.suggestions] };
  });
}

function withUnread(change: Change, files: readonly string[]): Change {
  const they = pronounsFor(files);
  return withDecision(change, `Check ${namesOf(files)}: this tool could not read ${they} may use the answer.`);
}

function pronounsFor(files: readonly string[]): string {
  return files.length === 1 ? 'it, and it' : 'them, and they';
}

/** As many files one sentence names. */
const FILES_NAMED = 3;

function namesOf(files: readonly string[]): string {
  return nameFirst(
    files.map((file) => `\`${file}\``),
    FILES_NAMED,
  );
}
