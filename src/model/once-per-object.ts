import { remembered } from './remembered.js';

/**
 * Asks a question about each object once. Thousands of findings may offer one change, with as many edits.
 *
 * @param answer what is asked; its answer must never change
 */
export function oncePerObject<Asked extends object, Answer>(
  answer: (asked: Asked) => Answer,
): (asked: Asked) => Answer {
  const known = new WeakMap<Asked, Answer>();
  return (asked) => remembered(known, asked, () => answer(asked));
}
