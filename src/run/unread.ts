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

function withUnread(change: Change, files: readonly string[]): Change {
  const names = files.map((file) => `\`${file}\``).join(', ');
  const they = files.length === 1 ? 'it, and it' : 'them, and they';
  return withDecision(change, `Check ${names}: this tool could not read ${they} may use the answer.`);
}
