import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { lowerCase } from '#lib/email-address.ts'
import type { ApiClient } from './api-client.ts'
import type { Checked } from './check.ts'
import { inOrder } from './in-order.ts'
import { openRowLog, type RowLog, readRowLog } from './row-log.ts'
import { type Row, readRows } from './rows.ts'

/** A campaign: a checked file, and the name that its idempotency keys are made of. */
export type Campaign = {
  readonly path: string
  readonly name: string
  readonly checked: Pick<Checked, 'rows' | 'digest'>
}

/** Settings of sending. */
export type Sending = {
  readonly api: Pick<ApiClient, 'invite' | 'state'>
  /** Rows in a second. */
  readonly rate: number
  readonly signal: AbortSignal
  /** Is called after each row, with the number of rows that are done. */
  readonly onProgress: (done: number) => void
}

/** A line of a campaign's log. `cause` is null if the site refused the address, or nothing was sent. */
export type Entry = { readonly cause: string | null; readonly sentAt: Date }

/** Returns the name of a campaign without `--name`. */
export const defaultName = (path: string) => basename(path)

/** Names the log of the first mails, or of the reminders, and its header. It is beside the file. */
const logOf = ({ path, name, checked }: Campaign, kind: Kind) =>
  [`${path}.${kind}`, JSON.stringify({ campaign: name, sha256: checked.digest })] as const

/** Opens a log for writing. @throws as {@link openRowLog} */
export const openLog = (campaign: Campaign, kind: Kind): Promise<RowLog> =>
  openRowLog(...logOf(campaign, kind))

/** Reads the lines of a log. @throws as {@link readRowLog} */
export const readLog = (campaign: Campaign, kind: Kind): AsyncGenerator<string> =>
  readRowLog(...logOf(campaign, kind))

type Kind = 'sent' | 'reminded'

/** Derives the idempotency key of a customer's mail: the same in every run, on every machine. */
export const keyOf = (name: string, { email }: Pick<Row, 'email'>, kind: Kind): string =>
  createHash('sha256')
    .update(JSON.stringify(['campaign', name, kind, lowerCase(email)]))
    .digest('hex')

/** Writes an entry as a line of the row log. */
export const writeEntry = ({ cause, sentAt }: Entry) => `${sentAt.toISOString()} ${cause ?? '-'}`

/** Parses a line of the row log. */
export function readEntry(line: string): Entry {
  const [time = '', cause = '-'] = line.split(' ')
  return { sentAt: new Date(time), cause: cause === '-' ? null : cause }
}

/** Skips items of a stream. */
export async function* skip<Item>(items: AsyncIterable<Item>, count: number): AsyncGenerator<Item> {
  let nth = 0
  for await (const item of items) {
    nth += 1
    if (nth > count) yield item
  }
}

/** Invites every customer of the file whom no earlier run has invited. */
export async function sendAll(campaign: Campaign, sending: Sending): Promise<void> {
  const log = await openLog(campaign, 'sent')
  const { api, rate, signal, onProgress } = sending
  let { count } = log
  try {
    await inOrder({
      items: skip(readRows(campaign.path), count),
      rate,
      signal,
      work: ({ email, locale, ...row }) =>
        api.invite({
          email,
          locale,
          idempotencyKey: keyOf(campaign.name, { email, ...row }, 'sent'),
        }),
      done: (cause) => {
        log.append(writeEntry({ cause, sentAt: new Date() }))
        count += 1
        onProgress(count)
      },
    })
  } finally {
    await log.close()
  }
}
