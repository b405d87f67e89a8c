import { describe, expect, test } from 'vitest'
import type { ResetOutcome } from '#lib/reset/upstream.ts'
import { context, fakeServices, opened, ticket } from './fake-services.ts'
import { resetPassword } from './reset-password.ts'
import type { Services } from './services.ts'

const PASSWORD = 'a good long password'
const OTHER = 'another good password'
const refused: ResetOutcome = { kind: 'password-refused', retry: ticket }

/** Creates services whose upstream delays its answers, which depend on the password. */
const siteAnswering = (
  answers: Record<string, ResetOutcome>,
  parts: Partial<Services> = {},
  email: string | null = 'Ada@Example.com',
) => {
  const calls: string[] = []
  const services = fakeServices(
    {
      async resetPassword(_, password) {
        calls.push(password)
        await new Promise((resolve) => setTimeout(resolve, 5))
        return answers[password] ?? { kind: 'changed', email }
      },
    },
    parts,
  )
  return {
    services,
    calls,
    submit: (password: string) => resetPassword(services, context, opened(services), password),
  }
}

describe('the notice of a change', () => {
  test('goes once, to the address that the upstream holds, however often the form is sent', async () => {
    const { services, calls, submit } = siteAnswering({}, {}, 'Real@Example.com')
    const results = await Promise.all(Array.from({ length: 10 }, () => submit(PASSWORD)))
    expect([...results, await submit(PASSWORD)]).toEqual(Array(11).fill({ kind: 'changed' }))
    expect(calls).toEqual([PASSWORD])
    expect(services.jobs).toEqual([
      {
        kind: 'mail',
        id: expect.stringMatching(/^changed-[\w-]{43}$/),
        until: new Date('2026-03-02T12:00:00Z'),
        mail: {
          kind: 'password-changed',
          to: 'Real@Example.com',
          locale: 'en',
          occurredAt: new Date('2026-03-01T12:00:00Z'),
          endsSessions: false,
          notMe: expect.stringContaining('/actions?action=notMe&token='),
        },
      },
    ])
  })

  test.each([
    ['nobody knows the address', siteAnswering({}, {}, null)],
    ['the site writes no mails', siteAnswering({}, { mailer: null })],
    ['nothing was changed', siteAnswering({ [PASSWORD]: refused })],
  ])('does not go where %s', async (_, { services, submit }) => {
    await submit(PASSWORD)
    expect(services.jobs).toEqual([])
  })

  test('that cannot be stored does not make a change fail', async () => {
    const add = () => Promise.reject(new Error('the disk is full'))
    const { services, submit } = siteAnswering({}, { outbox: { add, has: async () => false } })
    expect(await submit(PASSWORD)).toEqual({ kind: 'changed' })
    expect(await submit(OTHER)).toEqual({ kind: 'link-used' })
    expect(services.lines).toMatchObject([
      { event: 'password_changed' },
      { level: 'error', event: 'reset_mail_failed', mail: 'password-changed' },
      { event: 'link_invalid', outcome: 'used' },
    ])
  })
})
