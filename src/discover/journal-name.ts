/** The file that says what a run is writing. It stands in the root of a project for as long as that takes. */
export const JOURNAL_NAME = '.clever-audit-journal';
