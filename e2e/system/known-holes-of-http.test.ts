import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Form, openForm } from './form.ts'
import { startListener } from './listener.ts'
import { destinationOf, spellForm, WAYS } from './raw-form.ts'
import { exchange, type Head, sendTo, spell } from './raw-request.ts'
import { resetOnce } from './reset-once.ts'
import { startWorld, type World } from './world.ts'

let world: World
let inside: Awaited<ReturnType<typeof startListener>>
let form: Form
let before: number

beforeAll(async () => {
  world = await startWorld('sessionm')
  inside = await startListener()
  form = await openForm(`${world.siteUrl}/forgot-password`, { origin: world.siteUrl })
})
afterAll(async () => {
  inside?.end()
  await world?.end()
})

beforeEach(() => {
  before = inside.visits()
})

const UPGRADE: Head = [
  ['Connection', 'Upgrade'],
  ['Upgrade', 'websocket'],
  ['Sec-WebSocket-Key', 'x3JJHMbDL1EzLkh9GBhXDw=='],
  ['Sec-WebSocket-Version', '13'],
]

const PATHS = ['/', '/healthz', '/actions?a=b', '/_next/static/x', '/forgot-password', '/x']
const SCHEMES = ['http', 'HTTP', 'https', 'ftp', 'ws', 'wss', 'file', 'foo', 'http+unix']

describe('whatever is asked for, the site connects to nobody', () => {
  test.each(SCHEMES)(
    'when the target is an address that begins with %s: (CVE-2026-64645)',
    async (scheme) => {
      for (const path of PATHS) {
        for (const head of [[], UPGRADE]) {
          const { status, text } = await sendTo(
            world.siteUrl,
            'GET',
            `${scheme}://${inside.host}${path}`,
            head,
          )
          expect(text).not.toContain('INSIDE')
          expect(status ?? 400).toBeLessThan(500)
        }
        await sendTo(
          world.siteUrl,
          'POST',
          `${scheme}://${inside.host}${path}`,
          [['Content-Length', '1']],
          'x',
        )
      }
      expect(inside.visits()).toBe(before)
    },
  )

  test('when a connection is to become another (CVE-2026-44578)', async () => {
    const targets = [
      '/',
      '/x',
      '/healthz',
      '/forgot-password',
      '//x',
      `//${inside.host}/`,
      `/\\${inside.host}`,
    ]
    for (const target of targets) {
      const { status } = await sendTo(world.siteUrl, 'GET', target, [
        ...UPGRADE,
        ['Host', inside.host],
      ])
      expect(status).not.toBe(101)
      expect(status ?? 400).toBeLessThan(500)
    }
    expect(inside.visits()).toBe(before)
  })

  test.each(WAYS)('when an action that is sent %s leads on (CVE-2024-34351)', async (way) => {
    for (const name of ['Host', 'X-Forwarded-Host', 'X-Host']) {
      const head: Head = [
        ['Origin', world.siteUrl],
        [name, inside.host],
      ]
      const fields = { email: 'nobody@example.com' }
      const bytes = spellForm(form, way, { target: '/forgot-password', fields, head })
      expect(destinationOf(await exchange(world.siteUrl, { bytes }))).toBe('/forgot-password/sent')
    }
    expect(inside.visits()).toBe(before)
  })

  test('when it is to make an image smaller (NX-07, CVE-2026-64644, GHSA-2xp9-vwfh-vxw4)', async () => {
    for (const url of [
      `http://${inside.host}/a.svg`,
      '/icon.svg',
      `//${inside.host}/a.avif`,
      '/a.avif',
    ]) {
      const { status } = await sendTo(
        world.siteUrl,
        'GET',
        `/_next/image?url=${encodeURIComponent(url)}&w=64&q=75`,
      )
      expect(status).toBe(404)
    }
    expect(inside.visits()).toBe(before)
  })
})

describe('no request hides another', () => {
  const hidden = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'
  const framings: Record<string, Head> = {
    'a length and chunks': [
      ['Content-Length', '5'],
      ['Transfer-Encoding', 'chunked'],
    ],
    'two lengths': [
      ['Content-Length', '5'],
      ['Content-Length', '0'],
    ],
    'a length that is two': [['Content-Length', '5, 5']],
    'a length with a sign': [['Content-Length', '+5']],
    'chunks that are no more than named so': [['Transfer-Encoding', 'xchunked']],
    'chunks and something after': [['Transfer-Encoding', 'chunked, identity']],
    'a space before the colon': [['Transfer-Encoding ', 'chunked']],
  }

  test.each(Object.entries(framings))(
    'behind %s (CVE-2024-34350, CVE-2026-29057)',
    async (_, head) => {
      const own: Head = [['Host', world.host], ['Origin', world.siteUrl], ...head]
      const bytes = spell('POST', '/forgot-password', own, `0\r\n\r\n${hidden}`)
      const { status, text } = await exchange(world.siteUrl, { bytes, breaksOff: true })
      expect(status).toBe(400)
      expect(text.match(/^HTTP\/1\.1 /gm)).toHaveLength(1)
    },
  )
})

test('after all of it the site serves', () => resetOnce(world))
