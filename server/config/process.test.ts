import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { complaints, environments } from './config-fixture.ts'

describe('the limits', () => {
  test('have the numbers that the operator sets', () => {
    const others = {
      REQUESTS_PER_CLIENT: '11',
      ADDRESSES_PER_CLIENT: '12',
      PASSWORDS_PER_CLIENT: '13',
      MAILS_PER_HOUR: '14',
      API_REQUESTS_PER_MINUTE: '15',
      INVITATIONS_PER_HOUR: '16',
    }
    expect(readConfig({ ...environments.sessionm, ...others }).limits).toEqual({
      requestsPerClient: 11,
      addressesPerClient: 12,
      passwordsPerClient: 13,
      mailsPerHour: 14,
      apiRequestsPerMinute: 15,
      invitationsPerHour: 16,
    })
  })

  test('are 1 or more', () => {
    expect(complaints({ ...environments.sessionm, MAILS_PER_HOUR: '0' })).toEqual([
      'MAILS_PER_HOUR must be 1 or more',
    ])
  })
})

describe('the database', () => {
  const storeWith = (others: Record<string, string>) =>
    readConfig({ ...environments.sessionm, ...others }).store

  test.each([
    ['', '/srv/site/.data'],
    ['data', '/srv/site/data'],
    ['../data', '/srv/data'],
    ['/var/lib/reset', '/var/lib/reset'],
  ])(
    'is embedded in DATA_DIR, resolved from the directory of the command: %j',
    (DATA_DIR, directory) => {
      // The production server goes into its own directory before it starts: PWD stays.
      expect(storeWith({ DATA_DIR, PWD: '/srv/site' })).toEqual({ kind: 'embedded', directory })
    },
  )

  test.each(['postgres://reset:secret@db.example:5432/reset', 'postgresql://db.example/reset'])(
    'is a server if DATABASE_URL is set, beside DATA_DIR too: %s',
    (DATABASE_URL) => {
      const server = { kind: 'server', url: DATABASE_URL }
      expect(storeWith({ DATABASE_URL })).toEqual(server)
      expect(storeWith({ DATABASE_URL, DATA_DIR: '/var/lib/reset' })).toEqual(server)
    },
  )

  test.each(['mysql://reset:secret@db.example/reset', 'db.example', 'https://db.example'])(
    'is Postgres only, and the error does not repeat the URL: %s',
    (DATABASE_URL) => {
      expect(complaints({ ...environments.sessionm, DATABASE_URL })).toEqual([
        'DATABASE_URL must begin with postgres://',
      ])
    },
  )
})
