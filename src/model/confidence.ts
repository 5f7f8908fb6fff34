/** `certain`: every step was evaluated. `likely`: text nobody evaluated, or a step that is not understood. */
export type Confidence = 'certain' | 'likely';
