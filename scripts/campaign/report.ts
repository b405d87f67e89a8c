import { open, rename, rm } from 'node:fs/promises'
import type { State } from './api-client.ts'
import { type Campaign, readEntry, readLog, type Sending } from './campaign.ts'
import { inOrder } from './in-order.ts'
import { invitedRows } from './remind.ts'

/** Columns of the report, in their order. */
const STEPS = ['mailed', 'delivered', 'opened', 'responded', 'changed'] as const

/** Numbers of customers. */
export type Totals = Record<
  (typeof STEPS)[number] | 'sent' | 'failed' | 'reminded' | 'notResponded',
  number
>

/**
 * Reads the state of every row that was sent, and writes it to a CSV file. An older file stays until the
 * new one is whole.
 * @param target path of the CSV file
 */
export async function report(
  campaign: Campaign,
  { api, rate, signal, onProgress }: Sending,
  target: string,
): Promise<Totals> {
  const reminders = readLog(campaign, 'reminded')
  const part = `${target}.${process.pid}.part`
  const file = await open(part, 'w', 0o600)
  const totals: Totals = {
    ...{ sent: 0, mailed: 0, delivered: 0, opened: 0, responded: 0, changed: 0 },
    ...{ failed: 0, reminded: 0, notResponded: 0 },
  }

  async function* withReminders() {
    for await (const invited of invitedRows(campaign)) {
      const { value: line } = await reminders.next()
      yield { ...invited, reminder: typeof line === 'string' ? readEntry(line).cause : null }
    }
  }

  try {
    await file.write(`${['email', 'locale', 'state', ...STEPS, 'reminded'].join()}\n`)
    await inOrder({
      items: withReminders(),
      rate,
      signal,
      work: async ({ cause, reminder }) => {
        const causes = [cause, reminder].filter((each) => each !== null)
        return sumOf(await Promise.all(causes.map((each) => api.state(each))))
      },
      done: async (state, { row, reminder }) => {
        totals.sent += 1
        for (const step of STEPS) totals[step] += Number(step in state.times)
        totals.failed += Number(state.state === 'failed')
        totals.reminded += Number(reminder !== null)
        totals.notResponded += Number(!('responded' in state.times || 'changed' in state.times))
        const times = STEPS.map((step) => state.times[step] ?? '')
        const cells = [row.email, row.locale ?? '', state.state, ...times]
        await file.write(`${[...cells, reminder === null ? '' : 'yes'].map(cell).join()}\n`)
        onProgress(totals.sent)
      },
    })
    if (!signal.aborted) await rename(part, target)
  } finally {
    await Promise.all([reminders.return(undefined), file.close()])
    // It holds addresses, so nothing of it stays.
    await rm(part, { force: true })
  }
  return totals
}

/** States from the furthest to the least. */
const ORDER = ['changed', 'opened', 'delivered', 'mailed', 'accepted', 'failed', 'unknown']

/** Sums up an invitation and its reminder: the first time of each step, and the furthest state. */
function sumOf(found: readonly (State | null)[]): State {
  const states = found.filter((state) => state !== null)
  const times: Record<string, string> = {}
  for (const state of states) {
    for (const [step, time] of Object.entries(state.times)) {
      const known = times[step]
      times[step] = known !== undefined && known < time ? known : time
    }
  }
  const state = ORDER.find((name) => states.some((each) => each.state === name)) ?? 'unknown'
  return { state, times }
}

/**
 * Writes a cell. A spreadsheet would run a text that begins like a formula.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const cell = (text: string): string => {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
