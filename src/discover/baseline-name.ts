/** The file of accepted findings, where the configuration names no other. */
export const BASELINE_NAME = 'clever-audit-baseline.json';
