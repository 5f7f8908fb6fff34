import './node/globals.ts';
import { answer } from './engine.ts';
import type { Failure, Question } from './messages.ts';

/** Runs the engine beside the page, which stays usable while a large text is read. */
self.onmessage = ({ data }: MessageEvent<Question>) => {
  self.postMessage(answerOrFail(data));
};

function answerOrFail(question: Question) {
  try {
    return answer(question);
  } catch (error) {
    return { id: question.id, error: error instanceof Error ? error.message : String(error) } satisfies Failure;
  }
}
