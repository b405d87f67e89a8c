import { parseArgs } from 'node:util'
import { origin, text } from '#lib/config-fields.ts'
import { readSecretFiles } from '#server/config/secret-files.ts'
import type { Access } from './api-client.ts'

/** A command of the operator. */
export type Command = {
  readonly kind: 'send' | 'report'
  readonly path: string
  readonly access: Access
  /** Undefined: the name of the file. */
  readonly name: string | undefined
  /** Calls in a second. */
  readonly rate: number
  readonly yes: boolean
  /** Null: no reminders. */
  readonly remindAfterMs: number | null
}

/** Help for the command line. */
export const USAGE = `Usage: npm run campaign -- [report] customers.csv [options]
       node campaign.js [report] customers.csv [options]

  --yes               asks nothing
  --rate N            calls in a second at most; 10 by default
  --remind-after 5d   reminds once those who have not responded, this long after the first mail
  --name NAME         name of the campaign; the name of the file by default

SITE_URL is the site, API_KEY (or API_KEY_FILE) one of its API_KEYS.

Exit codes: 0 done, 1 a row is wrong or the site refuses, 64 the command line cannot be read, 130 stopped.`

const DEFAULT_RATE = '10'

const UNITS_MS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000 }

/** Reads a command. @returns in `usage` what is wrong with it */
export function readCommand(
  args: readonly string[],
  environment: Record<string, string | undefined>,
): Command | { usage: string } {
  const parsed = parsedArgs(args)
  if (!parsed) return { usage: 'There is an unknown option.' }
  const { values, positionals } = parsed
  const [first = '', ...others] = positionals
  const isReport = first === 'report' && others.length === 1
  const path = isReport ? (others[0] ?? '') : first
  if (path === '' || (!isReport && others.length > 0)) return { usage: 'Name one CSV file.' }
  const rate = Number(values.rate)
  if (!(rate > 0 && rate <= 1000)) return { usage: '--rate must be a number up to 1000.' }
  const remindAfterMs = readTime(values['remind-after'])
  if (remindAfterMs === undefined) return { usage: '--remind-after must be a time such as 5d.' }
  const { set, faults } = readSecretFiles(environment, ['API_KEY'])
  const siteUrl = origin.safeParse(set.SITE_URL)
  const key = text.safeParse(set.API_KEY)
  if (!siteUrl.success) return { usage: `SITE_URL ${siteUrl.error.issues[0]?.message}.` }
  if (!key.success) return { usage: faults[0]?.trim() ?? 'API_KEY is missing.' }
  return {
    kind: isReport ? 'report' : 'send',
    path,
    access: { siteUrl: siteUrl.data, key: key.data },
    name: values.name,
    rate,
    yes: values.yes,
    remindAfterMs,
  }
}

function parsedArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        yes: { type: 'boolean', default: false },
        rate: { type: 'string', default: DEFAULT_RATE },
        'remind-after': { type: 'string' },
        name: { type: 'string' },
      },
    })
  } catch {
    return null
  }
}

/** Reads a time such as `5d`, in milliseconds; null for none, undefined for another text. */
function readTime(value: string | undefined): number | null | undefined {
  if (value === undefined) return null
  const [, count, unit = ''] = /^(\d{1,4})([dhm])$/.exec(value) ?? []
  const unitMs = UNITS_MS[unit]
  return count === undefined || unitMs === undefined ? undefined : Number(count) * unitMs
}
