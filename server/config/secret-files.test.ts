import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { UPSTREAM_NAMES } from '#upstreams/registry.ts'
import { readConfig, SECRETS, VARIABLES } from './config.ts'
import { complaints, environments } from './config-fixture.ts'

const directory = mkdtempSync(join(tmpdir(), 'secrets-'))
afterAll(() => rmSync(directory, { recursive: true }))

const fileWith = (text: string): string => {
  const path = join(directory, `${Math.random()}`)
  writeFileSync(path, text)
  chmodSync(path, 0o600)
  return path
}

test('the secrets are those with a key, a password, a token or a secret in them (CF-01)', () => {
  const isSecret = /_KEYS?$|_SECRET$|_TOKEN$|^DATABASE_URL$|^HTTPS?_PROXY$/
  expect(SECRETS.length).toBeGreaterThan(12)
  expect([...SECRETS].sort()).toEqual(VARIABLES.filter((name) => isSecret.test(name)).sort())
})

test.each(UPSTREAM_NAMES)('a site of %s starts with every secret in a file (CF-01)', (name) => {
  const env: Record<string, string> = { ...environments[name] }
  for (const secret of SECRETS.filter((each) => env[each])) {
    env[`${secret}_FILE`] = fileWith(`${env[secret]}\n`)
    delete env[secret]
  }
  const { upstream: _, ...expected } = readConfig(environments[name])
  expect(readConfig(env)).toMatchObject(expected)
})

test('only the last line break of a file is cut off', () => {
  const { DATABASE_URL: _, ...env } = environments.sessionm
  const url = 'postgres://db.example/reset'
  const DATABASE_URL_FILE = fileWith(`${url}\r\n`)
  expect(readConfig({ ...env, DATABASE_URL_FILE }).store).toEqual({ kind: 'server', url })
})

test.each([
  ['is missing', () => join(directory, 'canary')],
  ['is a directory', () => directory],
  ['is empty', () => fileWith('\n')],
])('a file that %s is named by its variable only (CF-01)', (_, path) => {
  const { SITE_SECRET: __, ...env } = environments.sessionm
  expect(complaints({ ...env, SITE_SECRET_FILE: path() })).toEqual([
    'SITE_SECRET_FILE must name a file with text that this user may read',
  ])
})

test('a secret is not taken from two places (CF-01)', () => {
  const SITE_SECRET_FILE = fileWith('canary')
  expect(complaints({ ...environments.sessionm, SITE_SECRET_FILE })).toEqual([
    'SITE_SECRET_FILE must not be set beside SITE_SECRET',
  ])
})

test('trusted proxies are named by a number or by their networks, not by both (FR-06)', () => {
  const set = (others: Record<string, string>) => ({ ...environments.sessionm, ...others })
  const TRUSTED_PROXIES = '10.0.0.0/8, 2001:db8::/32,192.0.2.1'
  expect(readConfig(set({ TRUSTED_PROXIES })).trustedProxies).toEqual({
    kind: 'networks',
    networks: ['10.0.0.0/8', '2001:db8::/32', '192.0.2.1'],
  })
  expect(complaints(set({ TRUSTED_PROXIES, TRUSTED_PROXY_HOPS: '1' }))).toEqual([
    'TRUSTED_PROXIES must not be set beside TRUSTED_PROXY_HOPS',
  ])
  expect(complaints(set({ TRUSTED_PROXIES: '10.0.0.0/33' }))).toEqual([
    'TRUSTED_PROXIES must be networks such as 10.0.0.0/8, with commas between',
  ])
})
