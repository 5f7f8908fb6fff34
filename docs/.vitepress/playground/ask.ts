import type { Answer, Failure, Question } from './messages.ts';

/** Asks the engine; a question that comes while one is open takes the place of those that wait. */
export interface Engine {
  ask(question: Omit<Question, 'id'>): void;
  stop(): void;
}

/**
 * Starts the engine in a worker.
 *
 * @param onAnswer is told the answer of the last question
 * @param onFailure is told why there is none
 */
export function startEngine(onAnswer: (answer: Answer) => void, onFailure: (reason: string) => void): Engine {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
  let last = 0;
  let isBusy = false;
  let waiting: Question | null = null;

  worker.onerror = ({ message }) => onFailure(message || 'The engine could not be loaded.');
  worker.onmessage = ({ data }: MessageEvent<Answer | Failure>) => {
    isBusy = false;
    if (data.id === last) tell(data);
    if (waiting) send(waiting);
  };
  return {
    ask(question) {
      last += 1;
      const numbered = { ...question, id: last };
      if (isBusy) waiting = numbered;
      else send(numbered);
    },
    stop: () => worker.terminate(),
  };

  function send(question: Question): void {
    waiting = null;
    isBusy = true;
    worker.postMessage(question);
  }

  function tell(data: Answer | Failure): void {
    if ('error' in data) onFailure(data.error);
    else onAnswer(data);
  }
}
