import { exchangeCode } from './clever/oauth.js';
import { onBehalfOf, signInApi } from './clever/sign-in-api.js';
import type { Account, AccountStore, Role } from './store.js';

interface MeAnswer {
  type: string;
  data: {
    id: string;
    district: string;
    name: { first: string; last: string };
    email?: string;
    school?: string;
  };
}

interface SchoolAnswer {
  data: { id: string; name: string };
}

export interface SignIn {
  account: Account;
  token: string;
}

const roleOf: Record<string, Role | undefined> = {
  student: 'reader',
  teacher: 'teacher',
  school_admin: 'leader',
  district_admin: 'leader',
};

/**
 * Signs a person in, with an account made on the first visit.
 *
 * @param code from Clever's redirect
 * @throws Error when Clever sends a kind of user that the app has no role for
 */
export async function signIn(code: string, accounts: AccountStore): Promise<SignIn> {
  const token = await exchangeCode(code);
  const { data: me } = await signInApi.get<MeAnswer>('/me', onBehalfOf(token));

  const known = await accounts.findByCleverId(me.data.id);
  if (known) return { account: known, token };

  const role = roleOf[me.type];
  if (!role) throw new Error('Clever sent a user that is no reader, teacher or leader');

  const account = await accounts.create({
    cleverId: me.data.id,
    role,
    name: `${me.data.name.first} ${me.data.name.last}`,
    email: me.data.email ?? null,
    school: await findSchoolName(me.data.school, token),
  });
  return { account, token };
}

/** Students and teachers have a school; admins have several, or none. */
async function findSchoolName(schoolId: string | undefined, token: string): Promise<string | null> {
  if (!schoolId) return null;
  const { data: school } = await signInApi.get<SchoolAnswer>(`/schools/${schoolId}`, onBehalfOf(token));
  return school.data.name;
}
