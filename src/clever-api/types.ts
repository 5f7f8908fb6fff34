/**
 * The shapes of the tables: what Clever's API offers in each version and what became of it in v3.
 *
 * Paths of endpoints stand below the version (`/students/{id}`), paths of fields below a record's `data`, unless a
 * comment says otherwise. `/v3.0/…` in a table stands for the target version; the lookups put v3.1 in where asked.
 */

/** Versions before v3. */
export type OldVersion = 'v1.1' | 'v1.2' | 'v2.0' | 'v2.1';
/** Versions that code can be moved to. */
export type TargetVersion = 'v3.0' | 'v3.1';
export type Version = OldVersion | TargetVersion;
/** A version before v3, or a path that names none: `/me`. */
export type MappedVersion = OldVersion | 'unversioned';

/** How a fact is known. */
export type Certainty =
  /** stated on a page of Clever's documentation */
  | 'documented'
  /** read off a Swagger file that Clever publishes */
  | 'from-spec'
  /** seen in recorded traffic, a package, a repository or public code */
  | 'observed'
  /** said by the user's configuration */
  | 'configured'
  /** concluded from the others */
  | 'inferred';

/** What every row carries, so that a reader can check it. */
export interface Sourced {
  readonly certainty: Certainty;
  /** `doc: <page>`, `spec: <file>` or `code: <where>`; never empty. */
  readonly source: readonly string[];
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
export type Shape = 'single' | 'list' | 'none';

/** A kind of record that an endpoint answers. */
export type Resource =
  | 'me'
  | 'student'
  | 'teacher'
  | 'school_admin'
  | 'district_admin'
  | 'contact'
  | 'section'
  | 'school'
  | 'district'
  | 'district_status'
  | 'course'
  | 'term'
  | 'grade_levels'
  | 'event'
  | 'user'
  | 'resource'
  | 'assignment'
  | 'submission'
  | 'attendance';

/** A key of `roles` on a v3 user. */
export type Role = 'district_admin' | 'staff' | 'teacher' | 'student' | 'contact';

/** An endpoint and the versions that have it. */
export interface Endpoint extends Sourced {
  readonly versions: readonly Version[];
  readonly method: Method;
  /** Below the version; a segment in braces is an id. */
  readonly path: string;
  /** The record in the answer; null for an answer without a body. */
  readonly returns: Resource | null;
  readonly shape: Shape;
  /** Names of the query parameters in the Swagger file. */
  readonly params: readonly string[];
  /** What a parameter may be, where the Swagger file lists it. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  /** A list that holds its records without the usual `data` around each. */
  readonly unwrapped?: true;
  /** The role that each user in the answer has, where the path says it. */
  readonly role?: Role;
}

/** What must change at a call. */
export type MappingKind =
  /** the version segment only */
  | 'drop-in'
  /** the path, how the answer is read, or both */
  | 'path-change'
  /** as `path-change`, and the id has to be a v3 user id */
  | 'id-change'
  /** no replacement */
  | 'removed';

/** How far a program may make the change. */
export type AutoFix =
  /** swap the version, provided no lost parameter is sent */
  | 'safe'
  /** as `safe`, once lost fields and stored user ids are known not to be used */
  | 'guarded'
  /** address and reads have to change together */
  | 'assisted'
  /** ids have to be migrated, or the flow rethought */
  | 'manual';

/** One endpoint before v3 and what replaces it, as the tables hold it. */
export interface MappingRow extends Sourced {
  readonly versions: readonly MappedVersion[];
  readonly method: 'GET';
  readonly path: string;
  /** With the version and, where one is needed, a query; null if nothing replaces the endpoint. */
  readonly target: string | null;
  readonly kind: MappingKind;
  readonly autoFix: AutoFix;
  /** What becomes of the id in the path. */
  readonly idParam: 'none' | 'same' | 'new-user-id' | 'dropped';
  readonly was: 'single' | 'list';
  readonly now: 'single' | 'list' | null;
  /** The old record. */
  readonly resource: Resource;
  /** Whether user ids in the answer are those of before. */
  readonly userIds: 'same' | 'new' | 'none';
  /** Who may call the target: with the token of a sign-in (`no`: only with a district's token). */
  readonly ssoToken: 'yes' | 'own-id-only' | 'unclear' | 'no' | null;
  /** Fields that no longer come with the answer, as paths from the top of the body for `/me`; moves are in `fields`. */
  readonly fieldsLost?: readonly string[];
  /** Parameters of the old Swagger files that the target does not take. */
  readonly paramsLost?: readonly string[];
  /** Fields that stay but hold something else. */
  readonly valueChanges?: Readonly<Record<string, string>>;
  /** What to do where no single call replaces the old one. */
  readonly instead?: string;
  readonly insteadTargets?: readonly string[];
  /** What code must not take for granted of an answer whose fields all have their place, in a sentence. */
  readonly check?: string;
  readonly note: string | null;
}

/** What became of a field. */
export type FieldFate =
  /** nothing happened */
  | 'same'
  /** same value in another place */
  | 'moved'
  /** now once for each related student */
  | 'moved-into-array'
  /** now on another record, found by the id at `to` */
  | 'moved-to-record'
  /** same place, another value */
  | 'value-change'
  /** same content, another type */
  | 'type-change'
  /** no longer to be had */
  | 'removed';

/** One field of a record before v3 and its place on the v3 record. */
export interface FieldRow extends Sourced {
  readonly resource: Resource;
  readonly versions: readonly OldVersion[];
  /** Dots between members, `[]` behind a list. */
  readonly from: string;
  readonly to: string | null;
  readonly change: FieldFate;
  readonly type: string;
  /** Other places of v3 that hold the value as well. */
  readonly also?: readonly string[];
  /** Where v3 keeps the value that this field had before. */
  readonly oldValueAt?: string;
  /** For `moved-to-record`: the requests that fetch the other record, and the field in their body. */
  readonly fetch?: readonly string[];
  readonly fetchPath?: string;
  readonly note?: string;
}

/** A kind of record and how v3 knows it. */
export interface ResourceRow extends Sourced {
  readonly resource: Resource;
  /** Where old versions serve it. */
  readonly oldPaths: readonly string[];
  /** The v3 model; null if there is none. */
  readonly v3Type: string | null;
  /** The role under which a v3 user keeps what the record held. */
  readonly role: Role | null;
  /** Whether its ids are the same in v3. */
  readonly ids: 'same' | 'new';
  /** Where a v3 record keeps the id of before. */
  readonly legacyIdAt: string | null;
  /** Members of the record that hold ids of users which are new in v3. */
  readonly userIdsAt?: readonly string[];
  readonly addedInV30: readonly string[];
  readonly addedInV31: readonly string[];
  readonly note?: string;
}

/** A place of a value on an answer of v3; members from the top of the body. */
export interface MeReplacement {
  /** A role that is not known stands as `<role>`. */
  readonly path: readonly string[];
  readonly underRole: boolean;
  /** The roles that have the field; empty where it belongs to the user. */
  readonly roles: readonly Role[];
}

/** A field that `/me` had in v1 and has not in v3. */
export interface MeFieldRow extends Sourced {
  readonly name: string;
  /** Members below it, as far as they are known. */
  readonly members: readonly string[];
  /** Below `data` of `/v3.0/users/{id}`, under the roles if there are any. */
  readonly roles: readonly Role[];
  /** Whether only apps with Secure Sync get it: without, a user has id, name and email alone. */
  readonly needsSync: boolean;
  /** Its path in the flat answer of `/userinfo`. */
  readonly userinfo: readonly string[] | null;
  /** Members that v3 has nowhere. */
  readonly lostMembers?: readonly string[];
  /** Whether v3 spells its text otherwise. */
  readonly isReformatted?: boolean;
}

/** A field that people read off `/me` although no version ever had it there. */
export interface NeverOnMeRow extends Sourced {
  readonly name: string;
  /** The request that answers it. */
  readonly request: string;
  /** Where in that answer; null if it is the answer itself. */
  readonly at: string | null;
}

/** What `/me` answers in one version. */
export interface MeAnswer extends Sourced {
  readonly version: MappedVersion | TargetVersion;
  /** Members of `data`; `profile` is the whole record of the user. */
  readonly data: readonly string[];
  readonly profile: boolean;
  /** What `type` and `data.type` can be. */
  readonly types: readonly string[];
  /** The link with relation `canonical`. */
  readonly canonical: string;
}

/** An event type and what v3 calls it. */
export interface EventRow extends Sourced {
  readonly from: string;
  /** Another spelling that Clever's own pages use. */
  readonly spelling?: string;
  readonly versions: readonly OldVersion[];
  readonly to: string;
  /** The record that such an event holds. */
  readonly record: Resource;
  /** Path in the event that must not be empty for the event to be about the old kind; null if `to` says it all. */
  readonly filter: string | null;
}

/** An npm package and the version of the API it speaks. */
export interface PackageRow extends Sourced {
  readonly name: string;
  /** First and last release that this row is about. */
  readonly first: string;
  readonly last: string;
  /** Null where it calls nothing that has a version, or where that is not known. */
  readonly api: Version | null;
  readonly role: 'client' | 'sign-in' | 'oauth' | 'description';
  /** The path that each of its models asks for. */
  readonly models?: Readonly<Record<string, string>>;
  /** What goes wrong once v3 answers. */
  readonly breaks: readonly string[];
  /** Null where nothing has to be replaced. */
  readonly instead: string | null;
}

/** A host name of Clever's. */
export interface HostRow extends Sourced {
  readonly host: string;
  readonly serves: 'api' | 'oauth' | 'site';
  readonly current: boolean;
}

/** An address that has no version and keeps none. */
export interface UnversionedRow extends Sourced {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly returns: string;
}

/** A query parameter over all versions. */
export interface ParameterRow extends Sourced {
  readonly name: string;
  readonly versions: readonly Version[];
  /** The only path that takes it; null if several do. */
  readonly on: string | null;
  readonly inV3: boolean;
  /** What to do without it; null where it stays. */
  readonly instead: string | null;
}

/** A part of what stands around the records of an answer, and that v3 does not have. */
export interface LostPartRow extends Sourced {
  /** Members from the top of the body, `[]` for a step into a list. */
  readonly path: readonly string[];
  readonly versions: readonly OldVersion[];
  /** What to do without it, as an imperative. */
  readonly instead: string;
  /** The parameter that asks for it. */
  readonly askedBy?: string;
}

/** When a version came and went; dates as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export interface LifeRow extends Sourced {
  readonly version: MappedVersion | TargetVersion;
  readonly published: string | null;
  readonly deprecated: string | null;
  /** Null where Clever names no date. */
  readonly gone: string | null;
}

/** A mapping found for one call, told for the chosen target version. */
export interface Mapping extends Required<Omit<MappingRow, 'versions' | 'method' | 'resource' | 'instead' | 'check'>> {
  readonly method: Method;
  /** Null where it is not known. */
  readonly resource: Resource | null;
  readonly instead: string | null;
  readonly check: string | null;
  /** `target` with the caller's own id segments in place of `{id}`; null as `target` is. */
  readonly targetPath: string | null;
}

/** A removed field that a path reads off a `/me` answer. */
export interface MeField extends Sourced {
  readonly name: string;
  /** How many members of the path name the field; its own member is `path[depth - 1]`. */
  readonly depth: number;
  /** Where the body of `/v3.0/users/{id}` has it; null if v3 has it nowhere. */
  readonly replacement: MeReplacement | null;
  /** The replacement as messages spell it: `data.roles.student.grade`. */
  readonly text: string | null;
  readonly needsSync: boolean;
  readonly userinfo: readonly string[] | null;
  /** Whether v3 spells its text otherwise. */
  readonly isReformatted: boolean;
}

/** A field that a path reads off a `/me` answer and that no version had there. */
export interface NeverOnMe extends NeverOnMeRow {
  readonly depth: number;
}

/** What became of the field that a path reads off a record. */
export interface RecordField extends Sourced {
  readonly resource: Resource;
  /** The field as old versions spell it, or a part that holds several: `name`. */
  readonly name: string;
  /** How many members of the path name it. */
  readonly depth: number;
  /** The versions that had it in this way. */
  readonly versions: FieldRow['versions'];
  readonly change: FieldFate;
  /** Members below the record's `data` in v3, with `[]` for a step into a list; null if v3 has it nowhere. */
  readonly to: readonly string[] | null;
  /** The same as messages spell it: `data.roles.student.sis_id`. */
  readonly text: string | null;
  readonly oldValueAt: string | null;
  /** Requests that fetch the record it moved to, and its place in their body. */
  readonly fetch: readonly string[];
  readonly fetchPath: string | null;
  readonly note: string | null;
}

/** What an endpoint answers. */
export interface AnswerShape {
  readonly resource: Resource;
  readonly list: boolean;
  /** A list whose records are not wrapped in `data`. */
  readonly unwrapped: boolean;
  /** The role that the path says each of its users has; null where it says none. */
  readonly role: Role | null;
}

/** When something ended, spelled for messages. */
export interface Retirement {
  readonly deprecated: string;
  /** Null where Clever names no date. */
  readonly gone: string | null;
}

/** A query parameter that the target does not take. */
export interface LostParameter {
  readonly name: string;
  /** What to do without it, as an imperative; null where nothing is known. */
  readonly instead: string | null;
}
