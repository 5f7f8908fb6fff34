/** What a person may do in the app; Clever's user types are translated on sign-in. */
export type Role = 'reader' | 'teacher' | 'leader';

export interface Account {
  id: number;
  cleverId: string;
  role: Role;
  name: string;
  email: string | null;
  school: string | null;
}

export interface AccountStore {
  find(id: number): Promise<Account | undefined>;
  findByCleverId(cleverId: string): Promise<Account | undefined>;
  create(values: Omit<Account, 'id'>): Promise<Account>;
}

export interface StudentRow {
  cleverId: string;
  name: string;
  sisId: string;
  grade: string;
}

export interface TeacherRow {
  cleverId: string;
  name: string;
  sisId: string;
}

export interface ClassRow {
  cleverId: string;
  name: string;
  course: string;
  sisId: string;
  grade: string;
  lastDay: string | null;
  teacherSisId: string | null;
  studentCleverIds: string[];
}

export interface RosterStore {
  saveStudent(row: StudentRow): Promise<void>;
  saveTeacher(row: TeacherRow): Promise<void>;
  saveClass(row: ClassRow): Promise<void>;
  teachers(): Promise<TeacherRow[]>;
  classes(): Promise<ClassRow[]>;
}

/** Accounts in memory, for development and tests. */
export function memoryAccounts(): AccountStore {
  const rows: Account[] = [];
  return {
    async find(id) {
      return rows.find((row) => row.id === id);
    },
    async findByCleverId(cleverId) {
      return rows.find((row) => row.cleverId === cleverId);
    },
    async create(values) {
      const account = { id: rows.length + 1, ...values };
      rows.push(account);
      return account;
    },
  };
}

/** A roster in memory, for development and tests. */
export function memoryRoster(): RosterStore {
  const students: StudentRow[] = [];
  const teachers: TeacherRow[] = [];
  const classes: ClassRow[] = [];
  return {
    saveStudent: async (row) => overwrite(students, row),
    saveTeacher: async (row) => overwrite(teachers, row),
    saveClass: async (row) => overwrite(classes, row),
    teachers: async () => [...teachers],
    classes: async () => [...classes],
  };
}

function overwrite<Row extends { cleverId: string }>(rows: Row[], row: Row): void {
  const index = rows.findIndex((candidate) => candidate.cleverId === row.cleverId);
  if (index === -1) rows.push(row);
  else rows[index] = row;
}
