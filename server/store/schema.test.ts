import { beforeEach, describe, expect, test } from 'vitest'
import { openQueues } from '#server/store/outbox/postgres-outbox.ts'
import { temporaryDatabase } from './database-fixture.ts'
import { MIGRATIONS, migrate, refuseNewerQueues } from './schema.ts'
import { UnusableStoreError } from './unusable-store-error.ts'

const database = temporaryDatabase()
const versions = () => database().query('select version from schema_version')
const current = [{ version: MIGRATIONS.length }]
const NEXT = ['create table added (word text)', "insert into added values ('once')"]

beforeEach(async () => {
  await database().query('drop table if exists added')
  await database().query('drop table if exists schema_version')
  await migrate(database())
})

describe('a database', () => {
  test('from before versioning keeps its rows, and gets a version', async () => {
    await database().query('drop table schema_version')
    await database().query("insert into limits (key, points) values ('kept', 1)")
    await migrate(database())
    expect(await versions()).toEqual(current)
    expect(await database().query("select points from limits where key = 'kept'")).toHaveLength(1)
  })

  test('of an older schema is migrated once', async () => {
    for (const _ of [1, 2]) await migrate(database(), [...MIGRATIONS, NEXT])
    expect(await versions()).toEqual([{ version: MIGRATIONS.length + 1 }])
    expect(await database().query('select * from added')).toEqual([{ word: 'once' }])
  })

  test('is unchanged after a failed migration', async () => {
    await expect(migrate(database(), [...MIGRATIONS, NEXT, ['faulty']])).rejects.toThrow()
    expect(await versions()).toEqual(current)
    await expect(database().query('select * from added')).rejects.toThrow()
  })

  test('of a newer schema is refused, with both versions', async () => {
    await migrate(database(), [...MIGRATIONS, NEXT])
    const refused = expect(migrate(database())).rejects
    await refused.toThrow(UnusableStoreError)
    await expect(migrate(database())).rejects.toThrow(
      `newer release (schema: version ${MIGRATIONS.length + 1}, this release knows ${MIGRATIONS.length})`,
    )
  })

  test('with newer queues is refused; with the same queues or none it is not', async () => {
    await refuseNewerQueues(database())
    const boss = await openQueues(database(), () => {})
    await boss.stop({ graceful: false })
    await refuseNewerQueues(database())
    await database().query('update pgboss.version set version = version + 1')
    await expect(refuseNewerQueues(database())).rejects.toThrow(UnusableStoreError)
  })
})
