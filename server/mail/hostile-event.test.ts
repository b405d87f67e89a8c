import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyLetter } from '#lib/log/any-letter-fixture.ts'
import { fakeServices } from '#lib/reset/fake-services.ts'
import { configWith } from '#server/config/config-fixture.ts'
import { answerWebhook } from '#server/http/webhook.ts'
import { elasticPath } from '#upstreams/elastic-path/adapter.ts'
import { call, payload, withCustomer } from '#upstreams/elastic-path/event-fixture.ts'
import { config } from '#upstreams/elastic-path/script-fixture.ts'
import { renderEmail } from './render-email.ts'

const EVIL = 'evil.example'

/** Hostile names and ids. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[`<a href='https://${EVIL}/?`, `"><img src=https://${EVIL}/x>`, '</p><script>', '<!--'],
        ...[
          `\r\nBcc: eve@${EVIL}`,
          '\n.\n',
          '\u202e',
          '\u2066',
          '\u200b',
          '\0',
          '\u2028',
          '{link}',
        ],
        ...['&token=x', '#', '?', '../', '%0d%0a', 'x'.repeat(10_000)],
      ),
      fc.string({ unit: anyLetter, maxLength: 30 }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((pieces) => pieces.join(''))

/** Renders the mail of an event, with a placeholder for its link, which differs each time. */
async function lettersOf(customer: object) {
  const services = fakeServices(elasticPath(config))
  const now = () => new Date(payload.created_at)
  const body = JSON.stringify(withCustomer(customer))
  const { status } = await answerWebhook({ ...services, now }, call(body))
  const letters = await Promise.all(
    services.jobs.map(async (job) => {
      if (job.kind !== 'mail' || job.mail.kind !== 'reset-link') return expect.fail('no such mail')
      const letter = await renderEmail(configWith(), job.mail)
      return { ...letter, to: job.mail.to, link: job.mail.link }
    }),
  )
  return { status, letters }
}

const withoutLink = ({
  html,
  text,
  subject,
  link,
}: Awaited<ReturnType<typeof lettersOf>>['letters'][0]) => ({
  html: html.replaceAll(link.replaceAll('&', '&amp;'), 'the link'),
  text: text.replace(link, 'the link'),
  subject,
})

test('a name in an event is in no mail, whatever it is (WH-08)', async () => {
  const { letters: usual } = await lettersOf({})
  const expected = usual.map(withoutLink)
  expect(expected).toMatchObject([{ text: expect.stringContaining('\nthe link\n') }])
  await fc.assert(
    fc.asyncProperty(hostile, async (name) => {
      const { letters } = await lettersOf({ name })
      expect(letters.map(withoutLink)).toEqual(expected)
    }),
    { numRuns: 50 },
  )
}, 60_000)

test('the link stays intact for any id in an event (WH-08)', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (id) => {
      const { status, letters } = await lettersOf({ id })
      expect(status).toBe(id.length >= 1 && id.length <= 128 ? 202 : 400)
      for (const { html, text, subject, link } of letters) {
        expect(link).toMatch(/^https:\/\/account\.example\.com\/actions\?[\w%&=.+*-]+$/)
        const { searchParams } = new URL(link)
        expect([...searchParams.keys()]).toEqual(['action', 'customerId', 'token'])
        expect(text.split('\n')).toContain(link)
        const target = `href="${link.replaceAll('&', '&amp;')}"`
        // Outlook has a button of its own.
        expect(html.match(/href="[^"]*"/g)).toEqual([target, target])
        expect(subject).toBe('Choose a new password for Marlow Rewards')
        expect(html).not.toMatch(/<(img|script)/)
      }
    }),
    { numRuns: 50 },
  )
}, 60_000)
