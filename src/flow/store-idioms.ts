import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from '../values/evaluation.js';
import { writtenId, type KeyedCall, type StoreIdiom } from './keyed-call.js';
import { sqlIdiom } from './sql-idioms.js';

/** A condition among the arguments of a call: that a column has the id. */
interface Condition {
  /** What the method is called on: `prisma.user`. */
  readonly model: string;
  readonly method: string;
  readonly column: string;
  readonly id: string;
  /** Whether the condition is a member `where` of the argument, instead of the argument. */
  readonly isNamed: boolean;
}

/**
 * How the store of a call changes the id of a record: Prisma, Sequelize, TypeORM, Mongoose and the driver of MongoDB,
 * Knex, and SQL.
 *
 * @returns null for any other store
 */
export function idiomOf(keyed: KeyedCall, evaluation: Evaluation): StoreIdiom | null {
  const condition = conditionOf(keyed);
  const ofModel = condition && modelIdiom(condition, keyed.oldId, evaluation);
  return ofModel ?? knexIdiom(keyed) ?? sqlIdiom(keyed);
}

/** `prisma.user.findUnique({ where: { cleverId: id } })`, `User.findOne({ cleverId: id })` */
function conditionOf({ call, carrier }: KeyedCall): Condition | null {
  if (!tsc.isCallExpression(call) || !tsc.isPropertyAccessExpression(call.expression)) return null;
  const member = memberOf(carrier);
  const [first] = call.arguments;
  if (!member || !first) return null;
  const where = member.parent;
  const isNamed =
    tsc.isPropertyAssignment(where.parent) && where.parent.name.getText() === 'where' && where.parent.parent === first;
  if (!isNamed && where !== first) return null;
  const { expression, name } = call.expression;
  return {
    model: expression.getText(),
    method: name.text,
    column: member.name.getText(),
    id: writtenId(carrier),
    isNamed,
  };
}

/** The member of an object whose value an expression is; `{ cleverId }` is one too. */
function memberOf(carrier: ts.Node): ts.PropertyAssignment | ts.ShorthandPropertyAssignment | null {
  if (tsc.isShorthandPropertyAssignment(carrier)) return carrier;
  const { parent } = carrier;
  if (tsc.isShorthandPropertyAssignment(parent)) return parent;
  return tsc.isPropertyAssignment(parent) && parent.initializer === carrier ? parent : null;
}

function modelIdiom(
  { model, method, column, id, isNamed }: Condition,
  oldId: string,
  evaluation: Evaluation,
): StoreIdiom | null {
  const isUsed = (name: string): boolean => evaluation.index.moduleSpecifiers.some(({ text }) => text === name);
  const [now, before] = [member(column, id), member(column, oldId)];
  // https://www.prisma.io/docs/orm/reference/prisma-client-reference#updatemany
  if (isNamed && /^(find(Unique|First)(OrThrow)?|upsert)$/.test(method))
    return {
      find: `${model}.findFirst({ where: { ${now} } })`,
      rename: `${model}.updateMany({ where: { ${before} }, data: { ${now} } })`,
      isAsync: true,
    };
  // https://sequelize.org/docs/v6/core-concepts/model-querying-basics/#simple-update-queries
  if (isNamed && /^(findOne|findOrCreate|findAll|count)$/.test(method) && isUsed('sequelize'))
    return {
      find: `${model}.findOne({ where: { ${now} } })`,
      rename: `${model}.update({ ${now} }, { where: { ${before} } })`,
      isAsync: true,
    };
  // https://typeorm.io/docs/working-with-entity-manager/repository-api
  if (/^(findOne|findOneBy|findOneOrFail|findOneByOrFail)$/.test(method) && isUsed('typeorm'))
    return {
      find: `${model}.existsBy({ ${now} })`,
      rename: `${model}.update({ ${before} }, { ${now} })`,
      isAsync: true,
    };
  // https://mongoosejs.com/docs/api/model.html and https://www.mongodb.com/docs/drivers/node/current/crud/
  if (
    !isNamed &&
    /^(findOne(And\w+)?|exists|updateOne|countDocuments)$/.test(method) &&
    (isUsed('mongoose') || isUsed('mongodb'))
  )
    return {
      find: `${model}.findOne({ ${now} })`,
      rename: `${model}.updateOne({ ${before} }, { $set: { ${now} } })`,
      isAsync: true,
    };
  return null;
}

/** `db('users').where({ clever_id: id })`: https://knexjs.org/guide/query-builder.html#update */
function knexIdiom({ call, carrier, oldId }: KeyedCall): StoreIdiom | null {
  if (!tsc.isCallExpression(call) || !tsc.isPropertyAccessExpression(call.expression)) return null;
  const { expression: table, name } = call.expression;
  const isTable =
    tsc.isCallExpression(table) && table.arguments.length === 1 && table.arguments.every(tsc.isStringLiteral);
  if (name.text !== 'where' || !isTable) return null;
  const [column, value, ...others] = call.arguments;
  const isPair = column && tsc.isStringLiteral(column) && value === carrier && !others.length;
  const named = isPair
    ? column.text
    : memberOf(carrier)?.parent === column
      ? memberOf(carrier)?.name.getText()
      : undefined;
  if (named === undefined) return null;
  const where = (id: string): string => `${table.getText()}.where({ ${member(named, id)} })`;
  const id = writtenId(carrier);
  return { find: `${where(id)}.first()`, rename: `${where(oldId)}.update({ ${member(named, id)} })`, isAsync: true };
}

/** `cleverId: me.data.id`, or `cleverId` for a variable of that name. */
function member(name: string, value: string): string {
  return name === value ? name : `${name}: ${value}`;
}
