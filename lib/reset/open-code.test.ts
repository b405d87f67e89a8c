import { expect, test } from 'vitest'
import { context, fakeServices, opened, ticket } from './fake-services.ts'
import { openCode } from './open-code.ts'
import { receiveToken } from './receive-token.ts'
import { resetPassword } from './reset-password.ts'

const call = new Request('https://account.example.com/hook', { method: 'POST' })

/** Services that have received a token with the code `Lprvj4`. @param points guesses that are allowed */
async function received(points = 5) {
  let guesses = 0
  const counted = new Set<string>()
  const services = fakeServices({
    tokenLifetimeSeconds: 600,
    hasShortTokens: true,
    resetPassword: async () => ({ kind: 'changed', email: null }),
    readWebhook: async () => ({
      kind: 'token',
      eventId: 'event',
      to: 'Ada@Example.com',
      username: 'Ada@Example.com',
      ticket,
      code: 'Lprvj4',
      issuedAt: services.now(),
    }),
  })
  const count = async (_: string, key: string) => {
    counted.add(key)
    guesses += 1
    return guesses > points ? 60 : null
  }
  const refund = async () => {
    guesses -= 1
  }
  const made = { ...services, limiter: { ...services.limiter, count, refund } }
  await receiveToken(made, context, call)
  const open = (code: string, email = 'ADA@example.com') => openCode(made, context, { email, code })
  return { made, open, counted }
}

test('opens the ticket of a code, as often as the customer likes, until the code expires', async () => {
  const { made, open } = await received(1)
  for (let times = 0; times < 3; times += 1)
    expect(await open('lprvj4')).toEqual({ kind: 'open', ...opened(made), cause: context.id })
  made.pass(601)
  expect(await open('lprvj4')).toEqual({ kind: 'wrong' })
})

test('a wrong code and an unknown address have the same answer and the same line', async () => {
  const { made, open } = await received()
  const before = made.lines.length
  expect([await open('lprvj5'), await open('lprvj4', 'grace@example.com')]).toEqual([
    { kind: 'wrong' },
    { kind: 'wrong' },
  ])
  const [one, other] = made.lines.slice(before)
  expect(one).toEqual(other)
})

test('guesses are counted in any spelling of the address, and the right code is refused after them (TK-10)', async () => {
  const { made, open, counted } = await received(2)
  await open('guess1')
  await open('guess2', 'a\u200bda@example.com')
  expect(await open('lprvj4')).toEqual({ kind: 'wrong' })
  expect(counted).toEqual(new Set(['ada@example.com']))
  expect(made.lines.at(-1)).toMatchObject({ event: 'rate_limited', outcome: 'attempts' })
})

test('a code that has changed the password is used, as its link is', async () => {
  const { made, open } = await received()
  await resetPassword(made, context, opened(made), 'seven quiet rivers 7')
  expect(await open('lprvj4')).toEqual({
    kind: 'invalid-link',
    reason: 'used',
    email: ticket.email,
    cause: context.id,
  })
})
