/** What a section of v1 held about its course and its term; v2 and v3 keep the ids alone. */
export const courseAndTermDetails = [
  'course_name',
  'course_number',
  'course_description',
  'term.name',
  'term.start_date',
  'term.end_date',
] as const;
