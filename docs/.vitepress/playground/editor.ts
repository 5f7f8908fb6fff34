import { javascript } from '@codemirror/lang-javascript';
import { syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { classHighlighter } from '@lezer/highlight';
import { basicSetup, EditorView } from 'codemirror';
import type { ShownFinding } from './messages.ts';

const SEVERITIES = { error: 'error', warning: 'warning', info: 'info' } as const;

const look = EditorView.theme({
  '&': { fontSize: '13px', height: '100%', backgroundColor: 'var(--vp-code-block-bg)', color: 'var(--vp-c-text-1)' },
  '.cm-scroller': { fontFamily: 'var(--vp-font-family-mono)', lineHeight: '1.55' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--vp-c-text-2)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--vp-c-default-soft)' },
  '&.cm-focused .cm-cursor': { borderLeftColor: 'var(--vp-c-text-1)' },
  '.cm-tooltip': { backgroundColor: 'var(--vp-c-bg-elv)', color: 'var(--vp-c-text-1)', maxWidth: 'min(34rem, 90vw)' },
});

/**
 * Opens an editor.
 *
 * @param parent the element that it fills
 * @param name of the file
 * @param text what it holds
 * @param onChange is told the text whenever a person changes it
 */
export function openEditor(
  parent: HTMLElement,
  name: string,
  text: string,
  onChange: (text: string) => void,
): EditorView {
  const listener = EditorView.updateListener.of((update) => {
    if (update.docChanged) onChange(update.state.doc.toString());
  });
  const extensions = [...common('The code to audit', name), lintGutter(), listener];
  return new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) });
}

/**
 * Shows a text against what it was before. It cannot be changed.
 *
 * @param parent the element that it fills
 * @param name of the file
 */
export function showDifference(parent: HTMLElement, name: string, before: string, after: string): EditorView {
  const extensions = [
    ...common('The code after the change', name),
    EditorState.readOnly.of(true),
    unifiedMergeView({
      original: before,
      mergeControls: false,
      // A file without a change would be a line that says how long it is.
      ...(before === after ? {} : { collapseUnchanged: { margin: 3, minSize: 6 } }),
    }),
  ];
  return new EditorView({ parent, state: EditorState.create({ doc: after, extensions }) });
}

/** Underlines findings in an editor that still holds the text they are about. */
export function underline(editor: EditorView, findings: readonly ShownFinding[]): void {
  const { length } = editor.state.doc;
  const diagnostics = findings.filter(({ end }) => end <= length).map(toDiagnostic);
  editor.dispatch(setDiagnostics(editor.state, diagnostics));
}

/** Brings a place into view and selects it. */
export function goTo(editor: EditorView, start: number, end: number): void {
  const limit = editor.state.doc.length;
  editor.dispatch({ selection: { anchor: Math.min(start, limit), head: Math.min(end, limit) }, scrollIntoView: true });
  editor.focus();
}

/** Files whose text is colored as code; elsewhere a URL would look like a comment. */
const SCRIPT = /\.(?:[cm]?[jt]sx?|json)$/;

function common(label: string, name: string): Extension[] {
  return [
    basicSetup,
    ...(SCRIPT.test(name) ? [javascript({ typescript: true, jsx: true })] : []),
    // Classes, so that the page gives the colors, light and dark.
    syntaxHighlighting(classHighlighter),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label }),
    look,
  ];
}

function toDiagnostic({ start, end, severity, rule, message }: ShownFinding): Diagnostic {
  return { from: start, to: end, severity: SEVERITIES[severity], source: `clever/${rule}`, message };
}
