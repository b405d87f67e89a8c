import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { UPSTREAM_NAMES } from '#lib/reset/upstream.ts'
import { freshAddress, GOOD_PASSWORD } from '#sandbox/remote.ts'
import { arrive } from './arrive.ts'
import { searchFor } from './canaries/search.ts'
import { askForLink, isAccepted, isDone, typed } from './form.ts'
import { STORES } from './store.ts'
import { startWorld, type World } from './world.ts'

const AT_ONCE = 50
const NAME = 'Wilhelmina Readable'

const settings = STORES.flatMap((kind) =>
  UPSTREAM_NAMES.map((upstream) => ({ kind, upstream }) as const),
)

describe.each(settings)('at $upstream, with a store of kind $kind', ({ kind, upstream }) => {
  let world: World
  /** What nobody may read in the store. */
  const secrets = [NAME, GOOD_PASSWORD]

  beforeAll(async () => {
    world = await startWorld(upstream, { kind })
  })
  afterAll(() => world?.end())

  /** A customer on the page where the password is chosen. */
  async function come() {
    const { customer, link, form } = await arrive(world, 'normal', { name: NAME })
    const token = new URL(link).searchParams.get('token') ?? ''
    secrets.push(customer.email, customer.id, token)
    return { customer, form }
  }

  test('fifty of one form are one change, and each is told that it is done (TK-08)', async () => {
    const { customer, form } = await come()
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, () => form.post(typed(GOOD_PASSWORD))),
    )
    expect(answers.filter(isDone)).toHaveLength(AT_ONCE)
    expect(await world.sandbox.changesOf(upstream, customer)).toBe(1)
  })

  test('of fifty with different passwords one is done, and only that one is told so (TK-08)', async () => {
    const { customer, form } = await come()
    const answers = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, nth) => form.post(typed(`${GOOD_PASSWORD} and ${nth}`))),
    )
    expect(answers.filter(isDone)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(AT_ONCE)
    expect(await world.sandbox.changesOf(upstream, customer)).toBe(1)
  })

  test('nothing of a customer can be read at rest (TK-11, TK-12)', async () => {
    const stranger = freshAddress()
    secrets.push(stranger)
    expect(isAccepted(await askForLink(world.siteUrl, world.siteUrl, stranger))).toBe(true)
    for (const { body } of await world.sandbox.deliveries()) secrets.push(codeIn(body))
    await world.server.end('SIGTERM')

    const contents = Buffer.concat(await world.store.read())
    expect(contents.includes('attempts_expires_at')).toBe(true)
    expect(secrets.length).toBeGreaterThan(8)
    expect(searchFor(secrets)(contents)).toEqual([])
  })
})

const codeIn = (event: unknown): string =>
  (event as { payload: { one_time_password_token: string } }).payload.one_time_password_token
