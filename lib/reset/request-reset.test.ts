import { describe, expect, test } from 'vitest'
import { type NetworkLoad, NO_LOAD } from '#lib/reset/limits.ts'
import type { Job } from '#lib/reset/outbox.ts'
import { type RequestOutcome, UpstreamError } from '#lib/reset/upstream.ts'
import { context, type FakeServices, fakeServices, ticket } from './fake-services.ts'
import { processRequest, requestReset } from './request-reset.ts'

const email = 'ada@example.com'
const own = { requestId: context.id, cause: context.id }

const job = (services: FakeServices) => {
  const [first] = services.jobs
  return first?.kind === 'request' ? first : expect.fail('no request was put down')
}

const worked = async (outcome: RequestOutcome, parts = {}, typed = email) => {
  const asked: unknown[] = []
  const services = fakeServices(
    {
      requestReset: async (request) => {
        asked.push(request)
        return outcome
      },
    },
    parts,
  )
  await requestReset(services, context, typed)
  await processRequest(services, job(services))
  return { services: services, asked }
}

describe('a request', () => {
  test('is stored for fifteen minutes, and the upstream is not called before the answer (FR-11)', async () => {
    const services = fakeServices()
    await requestReset(services, context, email)
    const [askedAt, until] = [new Date('2026-03-01T12:00:00Z'), new Date('2026-03-01T12:15:00Z')]
    const { id } = context
    expect(services.jobs).toEqual([
      { kind: 'request', id, until, askedAt, email, locale: 'en', priority: 0 },
    ])
  })

  test.each(['ada@example.com', 'no-one@example.com', 'x', "a@b'; drop--"])(
    'of %s is answered and logged as any other is',
    async (address) => {
      const services = fakeServices()
      expect(await requestReset(services, context, address)).toBeUndefined()
      expect(services.jobs).toMatchObject([{ email: address }])
      expect(services.lines).toEqual([
        { level: 'info', event: 'reset_requested', outcome: 'accepted', ...own },
      ])
    },
  )

  test('is not accepted when it cannot be stored', async () => {
    const add = () => Promise.reject(new Error('the disk is full'))
    const services = fakeServices({}, { outbox: { add, has: async () => false } })
    await expect(requestReset(services, context, email)).rejects.toThrow('the disk is full')
    expect(services.lines).toEqual([])
  })
})

test.each([
  ['that pushes its token later', async () => ({ kind: 'ignored' as const }), 'fr'],
  ['that answers at once', undefined, undefined],
])('a language is remembered for an upstream %s: %s', async (_, readWebhook, remembered) => {
  const services = fakeServices({
    requestReset: async () => ({ kind: 'pending' }),
    ...(readWebhook && { readWebhook }),
  })
  await requestReset(services, { ...context, locale: 'fr' }, 'Ada@Example.com')
  await processRequest(services, job(services))
  expect((await services.pending.find('ada@example.com'))?.locale).toBe(remembered)
})

describe('an accepted request', () => {
  test('becomes a mail to the address that the upstream holds, not to the one typed (FR-08)', async () => {
    const outcome = { kind: 'deliver', to: 'Ada@Example.com', ticket } as const
    const { services, asked } = await worked(outcome)
    expect(asked).toEqual([{ email, locale: 'en' }])
    expect(services.jobs.slice(1)).toMatchObject([
      {
        kind: 'mail',
        id: `link-${context.id}`,
        mail: { kind: 'reset-link', to: 'Ada@Example.com' },
      },
    ])
  })

  test.each([{ kind: 'sent' }, { kind: 'pending' }, { kind: 'no-account' }] as const)(
    'is done without a mail of ours when the upstream says $kind',
    async (outcome) => {
      const { services } = await worked(outcome)
      expect(services.jobs).toHaveLength(1)
      expect(services.lines).toMatchObject([{ outcome: 'accepted' }, { outcome: outcome.kind }])
    },
  )

  test('of an unknown address becomes a mail if the operator wants it, once (ML-12)', async () => {
    const parts = { mailsUnknownAddresses: true }
    const { services } = await worked({ kind: 'no-account' }, parts, 'No-One@example.com')
    await processRequest(services, job(services))
    const mail = { kind: 'no-account', to: 'No-One@example.com', locale: 'en' }
    expect(services.jobs.slice(1)).toMatchObject([{ kind: 'mail', id: `none-${context.id}`, mail }])
    const answer = fakeServices({ requestReset: async () => ({ kind: 'no-account' }) }, parts)
    await requestReset(answer, { ...context, cause: 'an-invitation' }, email)
    await processRequest(answer, job(answer))
    expect(answer.jobs[1]).toMatchObject({ cause: 'an-invitation' })
    for (const [outcome, typed] of [
      [{ kind: 'sent' }, email],
      [{ kind: 'pending' }, email],
      [{ kind: 'no-account' }, '123-456-789'],
    ] as const)
      expect((await worked(outcome, parts, typed)).services.jobs).toHaveLength(1)
  })

  test('passes its priority on to its mail', async () => {
    const services = fakeServices({
      requestReset: async () => ({ kind: 'deliver', to: 'ada@example.com', ticket }),
    })
    await requestReset(services, context, email, { weight: 5, waitSeconds: 0 })
    await processRequest(services, job(services))
    expect(services.jobs).toMatchObject([
      { kind: 'request', priority: -5 },
      { kind: 'mail', priority: -5 },
    ])
  })

  test('that is processed twice is one mail and one call of the upstream', async () => {
    const { services, asked } = await worked({ kind: 'deliver', to: 'ada@example.com', ticket })
    await processRequest(services, job(services))
    expect(services.jobs).toHaveLength(2)
    expect(asked).toHaveLength(1)
  })

  test('is retried when the upstream fails (FR-13)', async () => {
    const fault = new UpstreamError('unreachable', 'customer search: no answer')
    const services = fakeServices({ requestReset: () => Promise.reject(fault) })
    await requestReset(services, context, email)
    await expect(processRequest(services, job(services))).rejects.toBe(fault)
    expect(services.jobs).toHaveLength(1)
  })

  test('is logged without the address, the token or the customer (LG-01)', async () => {
    const { services } = await worked({ kind: 'deliver', to: 'Ada@Example.com', ticket })
    const log = JSON.stringify(services.lines).toLowerCase()
    for (const secret of [email, ticket.subject, ticket.token]) {
      expect(log).not.toContain(secret.toLowerCase())
    }
  })
})

describe('the load of the networks', () => {
  const asking = async (today: number, load: NetworkLoad) => {
    const waits: (number | undefined)[] = []
    const services = fakeServices()
    const own = {
      ...services,
      limiter: { ...services.limiter, countAddress: async () => today },
      outbox: {
        ...services.outbox,
        add: async (job: Job, waitSeconds?: number) => {
          waits.push(waitSeconds)
          await services.outbox.add(job)
        },
      },
    }
    await requestReset(own, context, email, load)
    return { job: services.jobs[0], waits }
  }

  test('puts a flood, and an address that asks often, behind the others', async () => {
    const priorities = await Promise.all(
      [
        asking(1, NO_LOAD),
        asking(4, NO_LOAD),
        asking(1, { ...NO_LOAD, weight: 9 }),
        asking(4, { ...NO_LOAD, weight: 9 }),
      ].map(async (asked) => (await asked).job?.priority),
    )
    expect(priorities).toEqual([0, -2, -9, -11])
  })

  test('delays only an address that has asked today until the next budget (FR-04)', async () => {
    const scarce = { weight: 0, waitSeconds: 600 }
    expect(await asking(1, scarce)).toMatchObject({
      waits: [0],
      job: { until: new Date('2026-03-01T12:15:00Z') },
    })
    expect(await asking(2, scarce)).toMatchObject({
      waits: [600],
      job: { until: new Date('2026-03-01T12:25:00Z') },
    })
  })
})
