import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { vendors } from '#sandbox/vendors.ts'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'
import { type Form, formOf } from './form.ts'
import { destinationOf, spellForm, WAYS } from './raw-form.ts'
import { exchange } from './raw-request.ts'
import { startTestEnvironment, type TestEnvironment } from './test-environment.ts'

const EVIL = 'evil.example'

/** A request with a false host. All of these have poisoned links in mails of other programs. */
type Lie = { target?: string; head?: readonly (readonly [name: string, value: string])[] }

const LIES: readonly Lie[] = [
  { head: [['Host', EVIL]] },
  { head: [['Host', 'SITE:8443']] },
  { head: [['Host', `SITE.${EVIL}`]] },
  { head: [['Host', `SITE@${EVIL}`]] },
  { head: [['Host', `${EVIL}/?`]] },
  { head: [['Host', '']] },
  { head: ['SITE', EVIL].map((host) => ['Host', host]) },
  { head: [['Host', `SITE\r\n ${EVIL}`]] },
  { head: [['X-Forwarded-Host', EVIL]] },
  { head: ['SITE', EVIL].map((host) => ['X-Forwarded-Host', host]) },
  { head: ['Port', 'Proto'].map((what) => [`X-Forwarded-${what}`, '8443']) },
  { head: ['X-Forwarded-Server', 'X-Host', 'X-HTTP-Host-Override'].map((name) => [name, EVIL]) },
  { head: [['Forwarded', `for=1.2.3.4;host=${EVIL};proto=https`]] },
  { head: ['X-Original-URL', 'X-Rewrite-URL'].map((name) => [name, `https://${EVIL}/`]) },
  { head: [['Referer', `https://${EVIL}/forgot-password`]] },
  { target: `http://${EVIL}/forgot-password` },
  { target: `ftp://${EVIL}/forgot-password` },
  { target: `/forgot-password?origin=https://${EVIL}&host=${EVIL}` },
]

/** Upstreams whose links this site mails. */
const OURS = UPSTREAM_NAMES.filter((name) => vendors[name].traits.known !== 'sent')

describe.each(OURS)('at %s', (upstream) => {
  let environment: TestEnvironment
  let form: Form

  beforeAll(async () => {
    environment = await startTestEnvironment(upstream)
    form = await formOf(environment)
  })
  afterAll(() => environment?.end())

  /** Requests a link in this way. @returns the mail without the customer's values; null if refused */
  async function letter(way: (typeof WAYS)[number], { target, head = [] }: Lie) {
    const { siteUrl, host, sandbox } = environment
    const { email, id } = await sandbox.register(upstream)
    const own = head.map(([name, value]) => [name, value.replace('SITE', host)] as const)
    const bytes = spellForm(form, way, {
      target: target ?? '/forgot-password',
      fields: { email },
      head: [...own, ['Origin', siteUrl]],
    })
    const answer = await exchange(siteUrl, { bytes })
    if (!destinationOf(answer)?.endsWith('/forgot-password/sent')) {
      expect(String(answer.status)).toMatch(/^4/)
      return null
    }
    const { from, subject, html, text } = await sandbox.mailTo(email)
    const common = (part: string) =>
      part
        .replaceAll(email, 'ADDRESS')
        .replaceAll(id, 'ID')
        .replaceAll(/token=[\w.-]+/g, 'token=TOKEN')
        .replaceAll(/(?<=^|<span\s+dir="ltr">)[0-9a-z]{6}(?=$|<)/gm, 'CODE')
        .replaceAll(/\d+ minutes/g, 'MINUTES')
        // The preview line is filled up to a fixed length.
        .replaceAll(/[\xa0\u200b-\u200f\ufeff]+/g, 'PADDING')
        .replaceAll(/\w+ \d+, \d+ at [\d:]+ UTC/g, 'TIME')
    return { from, subject, html: common(html), text: common(text) }
  }

  test.each(WAYS)(
    'no lie about the host, sent %s, changes a byte of a link (ML-01)',
    async (way) => {
      const honest = await letter(way, {})
      expect(honest?.text).toContain(
        `${environment.siteUrl}/actions?action=resetPwd&customerId=ID&token=TOKEN`,
      )
      const letters = await Promise.all(
        LIES.map(async (lie) => [lie, await letter(way, lie)] as const),
      )
      const written = letters.filter(([, mail]) => mail !== null)
      expect(written.length).toBeGreaterThanOrEqual(12)
      for (const [lie, mail] of written) expect({ lie, ...mail }).toEqual({ lie, ...honest })
    },
  )
})
