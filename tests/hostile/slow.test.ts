import { runCases } from './support/run-cases.js';

runCases(({ isSlow = false }) => isSlow);
