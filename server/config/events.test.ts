import { describe, expect, test } from 'vitest'
import { complaints, configWith, environments } from './config-fixture.ts'

const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`
const both = { EVENTS_URL: 'https://shop.example/hooks/', EVENTS_SECRET: secret }
const said = (others: Record<string, string>) => complaints({ ...environments.sessionm, ...others })

describe('the receiver of events', () => {
  test('is a URL, unchanged, with the secret that signs', () => {
    expect(configWith(both).events).toEqual({ url: both.EVENTS_URL, secret })
    expect(configWith().events).toBeNull()
    expect(said({ ...both, EVENTS_URL: 'http://127.0.0.1:4000' })).toEqual([])
  })

  test.each(['http://shop.example', 'http://10.0.0.1', 'ftp://shop.example', '/canary'])(
    'is not %s, which is without https or not on this machine (OB-01)',
    (url) => {
      expect(said({ ...both, EVENTS_URL: url }).join()).toMatch(
        /^EVENTS_URL (must be https|is not)/,
      )
    },
  )

  test('has no credentials in its URL, and needs its secret', () => {
    expect(said({ ...both, EVENTS_URL: 'https://a:canary@shop.example' })).toEqual([
      'EVENTS_URL must not hold a username or a password',
    ])
    expect(said({ EVENTS_URL: both.EVENTS_URL })).toEqual(['EVENTS_SECRET is missing'])
    expect(said({ EVENTS_SECRET: secret })).toEqual(['EVENTS_URL is missing'])
  })
})

test.each(['canary', 'whsec_canary', `whsec_${'A'.repeat(31)}`, `whsec_${'A'.repeat(90)}`])(
  'a signing secret is 24 to 64 bytes in base64, not %s (WH-10)',
  (value) => {
    const reason = 'must be whsec_ and 24 to 64 bytes in base64'
    expect(said({ ...both, EVENTS_SECRET: value })).toEqual([`EVENTS_SECRET ${reason}`])
    expect(said({ RESEND_WEBHOOK_SECRET: value })).toEqual([`RESEND_WEBHOOK_SECRET ${reason}`])
  },
)
