import { toPrintable } from '../printable.js';

/** A sentence, in which what stands in backticks is code. */
export function Prose({ text }: { readonly text: string }) {
  return (
    <>
      {toPrintable(text)
        .split(/(`[^`]+`)/)
        .map((part, index) => (index % 2 === 1 ? <code>{part.slice(1, -1)}</code> : part))}
    </>
  );
}

/** What a remedy is called, as a pill. */
export function Pill({ kind, text }: { readonly kind: string; readonly text: string }) {
  return <span class={`pill pill-${kind.replaceAll(' ', '-')}`}>{text}</span>;
}
