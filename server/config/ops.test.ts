import { expect, test } from 'vitest'
import { hashOfKey } from './api.ts'
import { complaints, configWith, environments } from './config-fixture.ts'

const OPS_TOKEN = 'canary-token-of-the-operator-1234567'
const said = (others: Record<string, string>) => complaints({ ...environments.sessionm, ...others })

test("the operator's page is off by default, and on this machine only without a token (OP-01)", () => {
  expect(configWith().ops).toBeNull()
  expect(configWith({ OPS_PORT: '9464', HOSTNAME: '0.0.0.0' }).ops).toEqual({
    ...{ port: 9464, host: '127.0.0.1', tokenHash: null },
  })
  const tokenHash = hashOfKey(OPS_TOKEN)
  expect(configWith({ OPS_PORT: '9464', OPS_TOKEN }).ops).toEqual({
    ...{ port: 9464, host: null, tokenHash },
  })
  expect(configWith({ OPS_PORT: '9464', OPS_TOKEN, HOSTNAME: '10.0.0.1' }).ops?.host).toBe(
    '10.0.0.1',
  )
})

test.each<[Record<string, string>, string]>([
  [{ OPS_PORT: '0' }, 'OPS_PORT must be a number from 1 to 65535'],
  [{ OPS_PORT: '65536' }, 'OPS_PORT must be a number from 1 to 65535'],
  [{ OPS_PORT: '3000' }, 'OPS_PORT must not be PORT'],
  [{ OPS_PORT: '8080', PORT: '8080' }, 'OPS_PORT must not be PORT'],
  [{ OPS_TOKEN }, 'OPS_PORT is missing'],
  [
    { OPS_PORT: '9464', OPS_TOKEN: OPS_TOKEN.slice(0, 31) },
    'OPS_TOKEN must be 32 characters or more: letters, digits and -._~+/=',
  ],
])('%j is refused: %s', (env, fault) => {
  expect(said(env)).toEqual([fault])
})
