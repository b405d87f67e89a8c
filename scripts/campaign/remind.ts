import type { State } from './api-client.ts'
import {
  type Campaign,
  type Entry,
  keyOf,
  openLog,
  readEntry,
  readLog,
  type Sending,
  skip,
  writeEntry,
} from './campaign.ts'
import { inOrder } from './in-order.ts'
import { type Row, readRows } from './rows.ts'

/** Result of reminding. `nextAt` is when the first row is due that was not; null if there is none. */
export type Reminded = { readonly reminded: number; readonly nextAt: Date | null }

/**
 * Reminds, once, every customer who was invited before a time and has not responded. A customer has
 * responded who asked for a link or changed the password: a click may be a mail scanner's.
 * @param afterMs time since the invitation
 */
export async function remindAll(
  campaign: Campaign,
  { api, rate, signal, onProgress }: Sending,
  afterMs: number,
): Promise<Reminded> {
  const log = await openLog(campaign, 'reminded')
  let { count } = log
  let reminded = 0
  let nextAt: Date | null = null

  async function* dueRows() {
    for await (const invited of skip(invitedRows(campaign), log.count)) {
      const dueMs = invited.sentAt.getTime() + afterMs
      if (dueMs > Date.now()) {
        nextAt = new Date(dueMs)
        return
      }
      yield invited
    }
  }

  async function remind({ row, cause }: Invited): Promise<string | null> {
    const state = cause === null ? null : await api.state(cause)
    if (!state || !isOpen(state)) return null
    const { email, locale } = row
    return api.invite({ email, locale, idempotencyKey: keyOf(campaign.name, row, 'reminded') })
  }

  try {
    await inOrder({
      items: dueRows(),
      rate,
      signal,
      work: remind,
      done: (cause) => {
        log.append(writeEntry({ cause, sentAt: new Date() }))
        count += 1
        if (cause !== null) reminded += 1
        onProgress(count)
      },
    })
  } finally {
    await log.close()
  }
  return { reminded, nextAt }
}

/** Checks whether a customer could respond and has not. */
const isOpen = ({ state, times }: State) =>
  state !== 'failed' && times.responded === undefined && times.changed === undefined

type Invited = Entry & { readonly row: Row }

/** Reads the rows that were sent, each with its line of the log. */
export async function* invitedRows(campaign: Campaign): AsyncGenerator<Invited> {
  const lines = readLog(campaign, 'sent')
  try {
    for await (const row of readRows(campaign.path)) {
      const { value: line, done } = await lines.next()
      if (done) return
      yield { row, ...readEntry(line) }
    }
  } finally {
    await lines.return(undefined)
  }
}
