import { expect, test } from 'vitest'
import { ticket } from '#lib/reset/fake-services.ts'
import { rotatedSealer, sealer, temporaryDatabase } from './database-fixture.ts'
import { postgresCodes } from './postgres-codes.ts'

const database = temporaryDatabase()
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000)

test('keeps the ticket of a code until it expires, and neither address nor code in clear (TK-12)', async () => {
  const codes = postgresCodes(database(), sealer)
  const mailed = { ticket, cause: 'a request' }
  const newer = { ticket: { ...ticket, token: 'newer' }, cause: 'another' }
  await codes.remember('ada@example.com', 'lprvj4', mailed, inSeconds(60))
  await codes.remember('ada@example.com', 'lprvj4', newer, inSeconds(60))
  await codes.remember('ada@example.com', 'older1', mailed, inSeconds(-1))
  expect(await codes.find('ada@example.com', 'lprvj4')).toEqual(newer)
  expect(await codes.find('ada@example.com', 'older1')).toBeNull()
  expect(await codes.find('ada@example.com', 'lprvj5')).toBeNull()
  expect(await codes.find('grace@example.com', 'lprvj4')).toBeNull()
  const rows = JSON.stringify(await database().query('select * from codes'))
  for (const secret of ['xample.com', 'lprvj4', 'older1', ticket.subject])
    expect(rows).not.toContain(secret)
})

test('finds a code after SITE_SECRET was replaced, and the newest of the same code (TK-04)', async () => {
  const [former, current] = [sealer, rotatedSealer].map((each) => postgresCodes(database(), each))
  const older = { ticket, cause: 'before' }
  await former?.remember('grace@example.com', 'lprvj4', older, inSeconds(60))
  expect(await current?.find('grace@example.com', 'lprvj4')).toEqual(older)
  const newer = { ticket, cause: 'after' }
  await current?.remember('grace@example.com', 'lprvj4', newer, inSeconds(90))
  expect(await current?.find('grace@example.com', 'lprvj4')).toEqual(newer)
})
