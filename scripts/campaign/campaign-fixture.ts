import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { apiClient } from './api-client.ts'
import { type Campaign, defaultName, type Sending } from './campaign.ts'
import { checkFile } from './check.ts'

/** Writes a CSV file that is removed after the test. @returns its path */
export function csvFile(...chunks: string[]): string {
  const directory = mkdtempSync(join(tmpdir(), 'campaign-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const path = join(directory, 'customers.csv')
  for (const chunk of chunks) writeFileSync(path, chunk, { flag: 'a' })
  return path
}

/** Writes a file of so many customers. */
export function customersFile(count: number): string {
  const chunk = 10_000
  const parts = Array.from({ length: Math.ceil(count / chunk) }, (_, part) =>
    Array.from(
      { length: Math.min(chunk, count - part * chunk) },
      (__, nth) => `customer-${part * chunk + nth + 1}@example.com,de\n`,
    ).join(''),
  )
  return csvFile('email,locale\n', ...parts)
}

/** Checks a file, and makes a campaign of it. */
export async function campaignOf(path: string): Promise<Campaign> {
  return { path, name: defaultName(path), checked: await checkFile(path) }
}

/** Reads the lines of a file. */
export const readLines = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n')

type Body = { email: string; idempotencyKey: string; locale?: string }

/** A site in memory. It has the API's rules for idempotency, and counts the mails. */
export function fakeSite() {
  const causes = new Map<string, string>()
  const mails = new Map<string, number>()
  const states = new Map<string, object>()
  /** First answers of the site; null for a real one. */
  const first: ((() => Response | Promise<Response>) | null)[] = []

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const early = first.shift()
    if (early) return early()
    const { pathname } = new URL(String(input))
    if (init?.method === 'GET') {
      const cause = pathname.split('/').at(-1) ?? ''
      const state = states.get(cause) ?? {
        state: 'mailed',
        times: { mailed: '2026-03-01T12:00:00Z' },
      }
      return Response.json({ cause, ...state })
    }
    const { email, idempotencyKey } = JSON.parse(String(init?.body)) as Body
    const known = causes.get(idempotencyKey)
    const cause = known ?? `cause-of-${email}-${causes.size}`
    if (!known) {
      causes.set(idempotencyKey, cause)
      mails.set(email, (mails.get(email) ?? 0) + 1)
    }
    return Response.json({ cause }, { status: 202 })
  }
  return { fetch, mails, states, first, causes }
}

const ACCESS = { siteUrl: 'https://account.example.com', key: 'k'.repeat(32) }

/** Settings of sending to a site in memory, as fast as it goes. */
export function sendingTo(
  { fetch }: { fetch: typeof globalThis.fetch },
  stop = new AbortController(),
): Sending & { stop: AbortController } {
  const { signal } = stop
  const api = apiClient(ACCESS, { signal, fetch })
  return { api, rate: 1_000_000, signal, onProgress: () => {}, stop }
}
