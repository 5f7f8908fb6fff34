import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';

const district = { id: 'district-1', name: 'Cedar Valley Unified' };
const school = { id: 'school-1', name: 'Hillside Elementary', district: district.id };
const ines = {
  id: 'teacher-1',
  district: district.id,
  name: { first: 'Ines', last: 'Caldwell' },
  email: 'ines@cedarvalley.test',
  school: school.id,
  sis_id: 'T-1',
  title: 'Dr.',
};
const students = [
  { id: 'student-1', name: { first: 'Maya', last: 'Okafor' }, sis_id: 'S-1', grade: '4' },
  { id: 'student-2', name: { first: 'Liam', last: 'Petrov' }, sis_id: 'S-2', grade: '4' },
];
const section = {
  id: 'section-1',
  name: 'Science 4a',
  sis_id: 'C-1',
  grade: '4',
  course_name: 'Science 4',
  term: { name: 'Spring', end_date: '2017-06-16' },
  teacher: ines.id,
  students: students.map((student) => student.id),
};

export interface FakeClever {
  /** Paths of the API requests so far. */
  readonly requests: string[];
  close(): void;
}

/**
 * Starts a Clever with one teacher and one class, and points the application's environment at it; so call it before
 * any module of the application is imported.
 *
 * With `CLEVER_RETIRED=1` all that Clever takes off line answers 410.
 */
export async function startFakeClever(): Promise<FakeClever> {
  const clever = express();
  const requests: string[] = [];

  clever.use((request, response, next) => {
    requests.push(request.path);
    const retired = request.path === '/me' || request.path.startsWith('/v1.1/');
    if (retired && process.env.CLEVER_RETIRED === '1') response.sendStatus(410);
    else next();
  });

  clever.post('/oauth/tokens', (_request, response) => void response.json({ access_token: 'token-of-ines' }));

  clever.get(['/me', '/v1.1/me'], (_request, response) => void response.json({ type: 'teacher', data: ines }));
  clever.get('/v3.0/me', (_request, response) => {
    response.json({ type: 'user', data: { id: 'user-1', district: district.id, type: 'user' } });
  });
  clever.get(['/v1.1/districts/district-1', '/v3.0/districts/district-1'], (_request, response) => {
    response.json({ data: district });
  });
  clever.get('/v1.1/schools/school-1', (_request, response) => void response.json({ data: school }));

  clever.get('/v1.1/students', (request, response) => {
    const onSecondPage = request.query.starting_after === 'student-1';
    response.json({
      data: [{ data: onSecondPage ? students[1] : students[0], uri: '' }],
      links: onSecondPage ? [] : [{ rel: 'next', uri: '/v1.1/students?starting_after=student-1' }],
    });
  });
  clever.get('/v1.1/teachers', (_request, response) => void response.json({ data: [{ data: ines }], links: [] }));
  clever.get('/v1.1/sections', (_request, response) => void response.json({ data: [{ data: section }], links: [] }));

  const server = clever.listen(0);
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  process.env.CLEVER_TOKEN_URL = `${url}/oauth/tokens`;
  process.env.CLEVER_API_URL = url;
  process.env.CLEVER_SIGN_IN_API_URL = `${url}/v1.1`;
  process.env.CLEVER_ROSTER_API_URL = url;

  return { requests, close: () => server.close() };
}
