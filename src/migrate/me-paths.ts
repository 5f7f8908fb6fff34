/** Whether a path names the `type` of a `/me` answer. */
export function isType(path: readonly string[]): boolean {
  return path.join('.') === 'type' || path.join('.') === 'data.type';
}

/** Whether a path names `roles` of the record, which no version of `/me` had. */
export function isRoles(path: readonly string[]): boolean {
  return path.join('.') === 'data.roles';
}

/** Whether a path names the id of the person. */
export function isId(path: readonly string[]): boolean {
  return path.join('.') === 'data.id';
}
