import { listAll } from './clever/list-all.js';
import { rosterPaths } from './config.js';
import type { RosterStore } from './store.js';

interface StudentRecord {
  id: string;
  name: { first: string; last: string };
  sis_id: string;
  grade: string;
}

interface TeacherRecord {
  id: string;
  name: { first: string; last: string };
  sis_id: string;
  title?: string;
}

interface SectionRecord {
  id: string;
  name: string;
  sis_id: string;
  grade: string;
  course_name?: string;
  term?: { name: string; end_date: string };
  teacher: string;
  students: string[];
}

export interface RosterCounts {
  students: number;
  teachers: number;
  classes: number;
}

/**
 * Copies a district's students, teachers and sections into the store; rows that are there are overwritten.
 *
 * Polled https://api.clever.com/v1.1/push/events once, and copies everything every night since that proved simpler.
 *
 * @param token of the district, not of a person
 */
export async function syncRoster(roster: RosterStore, token: string): Promise<RosterCounts> {
  // All lists are read before anything is written, so that a failure leaves yesterday's roster whole.
  const students = await listAll<StudentRecord>(rosterPaths.students, token);
  const teachers = await listAll<TeacherRecord>(rosterPaths.teachers, token);
  const sections = await listAll<SectionRecord>(rosterPaths.sections, token);

  for (const student of students) {
    await roster.saveStudent({
      cleverId: student.id,
      name: `${student.name.first} ${student.name.last}`,
      sisId: student.sis_id,
      grade: student.grade,
    });
  }

  for (const teacher of teachers) {
    await roster.saveTeacher({
      cleverId: teacher.id,
      name: [teacher.title, teacher.name.first, teacher.name.last].filter(Boolean).join(' '),
      sisId: teacher.sis_id,
    });
  }

  for (const section of sections) {
    // Classes are joined to teachers by the number of the school's own system, which the timetable import has too.
    const lead = teachers.find((candidate) => candidate.id === section.teacher);
    await roster.saveClass({
      cleverId: section.id,
      name: section.name,
      course: section.course_name ?? section.name,
      sisId: section.sis_id,
      grade: section.grade,
      lastDay: section.term?.end_date ?? null,
      teacherSisId: lead?.sis_id ?? null,
      studentCleverIds: section.students,
    });
  }

  return { students: students.length, teachers: teachers.length, classes: sections.length };
}
