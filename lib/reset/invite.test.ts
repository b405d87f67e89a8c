import { expect, test } from 'vitest'
import { context, type FakeServices, fakeServices, ticket } from './fake-services.ts'
import { INVITATION_PRIORITY, invite } from './invite.ts'
import { openLink } from './open-link.ts'
import { processJob } from './process-job.ts'
import { requestReset } from './request-reset.ts'

const inviting = { ...context, id: 'the-cause', locale: 'de' }

/** Reads the query of the link in the only mail. */
function invitationIn({ jobs }: FakeServices): string {
  const [job] = jobs
  if (job?.kind !== 'mail' || job.mail.kind !== 'invitation') return expect.fail('no invitation')
  return new URL(job.mail.link).search
}

test('an invitation is mailed to the given address, without a call of the upstream', async () => {
  const services = fakeServices()
  expect(await invite(services, inviting, 'Ada@Example.com', 14)).toBeNull()
  const [job] = services.jobs
  expect(job).toMatchObject({
    kind: 'mail',
    cause: 'the-cause',
    priority: INVITATION_PRIORITY,
    mail: { kind: 'invitation', to: 'Ada@Example.com', locale: 'de', days: 14 },
  })
  if (job) await processJob(services, job, 1)
  expect(services.sent).toHaveLength(1)
})

test('its link hides the address, and opens for INVITATION_DAYS with address and cause (TK-02)', async () => {
  const services = fakeServices()
  await invite(services, inviting, 'Ada@Example.com', 14)
  const search = invitationIn(services)
  expect(search.toLowerCase()).not.toContain('example')
  const opened = { kind: 'invited', email: 'Ada@Example.com', locale: 'de', cause: 'the-cause' }
  services.pass(14 * 24 * 60 * 60 - 1)
  for (let times = 0; times < 3; times += 1)
    expect(await openLink(services, context, search)).toEqual(opened)
  expect(services.jobs).toHaveLength(1)
  services.pass(2)
  expect(await openLink(services, context, search)).toMatchObject({
    kind: 'invalid-link',
    reason: 'expired',
    email: 'Ada@Example.com',
  })
  expect(await openLink(services, context, `${search}x`)).toMatchObject({ reason: 'invalid' })
})

test('the token of an invitation changes no password, and that of a link is no invitation (TK-06)', async () => {
  const services = fakeServices()
  await invite(services, inviting, 'ada@example.com', 14)
  const token = new URLSearchParams(invitationIn(services)).get('token') ?? ''
  const until = new Date(services.now().getTime() + 60_000)
  const link = await services.sealer.seal('link', { ...ticket, cause: 'c', locale: 'en' }, until)
  for (const query of [
    new URLSearchParams({ action: 'resetPwd', customerId: 'ada@example.com', token }),
    new URLSearchParams({ action: 'invitation', token: link }),
  ]) {
    expect(await openLink(services, context, `?${query}`)).toMatchObject({ reason: 'invalid' })
  }
})

test('the request that answers an invitation has its cause, from form to mail', async () => {
  const services = fakeServices({
    requestReset: async () => ({ kind: 'deliver', to: 'ada@example.com', ticket }),
  })
  await requestReset(services, { ...context, cause: 'the-cause' }, 'ada@example.com')
  for (const job of services.jobs) await processJob(services, job, 1)
  expect(services.jobs).toMatchObject([
    { kind: 'request', id: context.id, cause: 'the-cause' },
    { kind: 'mail', cause: 'the-cause' },
  ])
  const causes = (services.lines as { cause?: string }[]).map(({ cause }) => cause)
  expect(new Set(causes)).toEqual(new Set(['the-cause']))
})

test('an invitation beyond the plan is refused, and is not counted for its address', async () => {
  const { limiter } = fakeServices()
  const counted: string[] = []
  const services = fakeServices(
    {},
    {
      limiter: {
        ...limiter,
        planInvitation: async () => ({ kind: 'refused', waitSeconds: 9 }),
        count: async (name) => {
          counted.push(name)
          return null
        },
      },
    },
  )
  expect(await invite(services, inviting, 'ada@example.com', 14)).toBe(9)
  expect([services.jobs, counted]).toEqual([[], []])
})

test('an address that is invited too often gets the same answer, and no mail (FR-04)', async () => {
  const { limiter } = fakeServices()
  const services = fakeServices({}, { limiter: { ...limiter, count: async () => 60 } })
  expect(await invite(services, inviting, 'ada@example.com', 14)).toBeNull()
  expect(services.jobs).toEqual([])
  expect(services.lines).toMatchObject([{ event: 'rate_limited', outcome: 'invited' }])
})

test('invitations use nothing of the budget of other mails', async () => {
  const { limiter } = fakeServices()
  const takeMail = () => Promise.reject(new Error('the budget was not to be asked'))
  const services = fakeServices({}, { limiter: { ...limiter, takeMail, refund: takeMail } })
  await invite(services, inviting, 'ada@example.com', 14)
  for (const job of services.jobs) await processJob(services, job, 1)
  expect(services.sent).toHaveLength(1)
})
