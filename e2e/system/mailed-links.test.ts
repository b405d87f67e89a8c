import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UpstreamName } from '#lib/reset/upstream.ts'
import { type Form, openForm } from './form.ts'
import { destinationOf, spellForm, WAYS } from './raw-form.ts'
import { exchange } from './raw-request.ts'
import { startWorld, type World } from './world.ts'

const EVIL = 'evil.example'

/** Where a request says that it goes to; each has misled somebody's mails. */
const LIES: Record<string, { target?: string; head?: [string, string][] }> = {
  'a name in Host': { head: [['Host', EVIL]] },
  'a port in Host': { head: [['Host', 'SITE:8443']] },
  'a name in Host that begins like ours': { head: [['Host', `SITE.${EVIL}`]] },
  'a user in Host': { head: [['Host', `SITE@${EVIL}`]] },
  'a path in Host': { head: [['Host', `${EVIL}/?`]] },
  'an empty Host': { head: [['Host', '']] },
  'two Hosts': {
    head: [
      ['Host', 'SITE'],
      ['Host', EVIL],
    ],
  },
  'a Host that goes on in the next line': { head: [['Host', `SITE\r\n ${EVIL}`]] },
  'X-Forwarded-Host': { head: [['X-Forwarded-Host', EVIL]] },
  'X-Forwarded-Host, twice': {
    head: [
      ['X-Forwarded-Host', 'SITE'],
      ['X-Forwarded-Host', EVIL],
    ],
  },
  'X-Forwarded-Port and -Proto': {
    head: [
      ['X-Forwarded-Port', '8443'],
      ['X-Forwarded-Proto', 'gopher'],
    ],
  },
  'X-Forwarded-Server and X-Host': {
    head: [
      ['X-Forwarded-Server', EVIL],
      ['X-Host', EVIL],
      ['X-HTTP-Host-Override', EVIL],
    ],
  },
  Forwarded: { head: [['Forwarded', `for=1.2.3.4;host=${EVIL};proto=https`]] },
  'X-Original-URL': {
    head: [
      ['X-Original-URL', `https://${EVIL}/`],
      ['X-Rewrite-URL', `https://${EVIL}/`],
    ],
  },
  Referer: { head: [['Referer', `https://${EVIL}/forgot-password`]] },
  'a whole address in the request line': { target: `http://${EVIL}/forgot-password` },
  'another scheme in the request line': { target: `ftp://${EVIL}/forgot-password` },
  'an origin in the query': { target: `/forgot-password?origin=https://${EVIL}&host=${EVIL}` },
}

describe.each<UpstreamName>(['sessionm', 'elastic-path'])('at %s', (upstream) => {
  let world: World
  let form: Form

  beforeAll(async () => {
    world = await startWorld(upstream)
    form = await openForm(`${world.siteUrl}/forgot-password`, { origin: world.siteUrl })
  })
  afterAll(() => world?.end())

  /** The mail of a customer who asked in this way, without what is theirs; null if they are refused. */
  async function letter(way: (typeof WAYS)[number], { target, head = [] }: (typeof LIES)[string]) {
    const { siteUrl, host, sandbox } = world
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
        .replaceAll(id, 'ID')
        .replaceAll(/token=[\w.-]+/g, 'token=TOKEN')
        .replaceAll(/\d+ minutes/g, 'MINUTES')
        .replaceAll(/\w+ \d+, \d+ at [\d:]+ UTC/g, 'TIME')
    return { from, subject, html: common(html), text: common(text) }
  }

  test.each(WAYS)(
    'no lie about the host, sent %s, changes a byte of a link (ML-01)',
    async (way) => {
      const honest = await letter(way, {})
      expect(honest?.text).toContain(
        `${world.siteUrl}/actions?action=resetPwd&customerId=ID&token=TOKEN`,
      )
      const letters = await Promise.all(
        Object.entries(LIES).map(async ([lie, how]) => [lie, await letter(way, how)] as const),
      )
      const written = letters.filter(([, mail]) => mail !== null)
      expect(written.length).toBeGreaterThanOrEqual(12)
      for (const [lie, mail] of written) expect({ lie, ...mail }).toEqual({ lie, ...honest })
    },
  )
})
