/** What keeps answers by what was asked. */
interface Memory<Key, Answer> {
  get(key: Key): Answer | undefined;
  has(key: Key): boolean;
  set(key: Key, answer: Answer): unknown;
}

/**
 * The answer that a memory has to a question, found where it is asked for the first time.
 *
 * @param key what is asked
 * @param find finds the answer, which must never change
 */
export function remembered<Key, Answer>(memory: Memory<Key, Answer>, key: Key, find: () => Answer): Answer {
  const known = memory.get(key);
  if (known !== undefined || memory.has(key)) return known as Answer;
  const found = find();
  memory.set(key, found);
  return found;
}
