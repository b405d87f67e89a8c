import queues from 'pg-boss/package.json' with { type: 'json' }
import * as z from 'zod'
import type { Database } from './database.ts'
import { errorCode } from './error-code.ts'
import { MIGRATIONS } from './schema.ts'

/** State of a database, as far as an operator has to know it. Or the code of the error that hides it. */
export const storeReportSchema = z.union([
  z.object({ code: z.string() }),
  z.object({
    canCreate: z.boolean(),
    isReadOnly: z.boolean(),
    /** Versions of our tables and of the queues; 0 before the first start. */
    tables: z.number(),
    queues: z.number(),
    mailsThisHour: z.number(),
    /** Seconds since the oldest request or mail was due that no worker has taken; 0 if there is none. */
    oldestDueSeconds: z.number(),
    deadLetters: z.number(),
    /** Jobs that are not done, by queue. `delayed`: their time has not come. */
    jobs: z.array(
      z.object({
        queue: z.string(),
        state: z.enum(['waiting', 'delayed', 'active']),
        count: z.number(),
      }),
    ),
  }),
])

/** Report on a store. */
export type StoreReport = z.infer<typeof storeReportSchema>

/** Report of a database that answers. */
export type OpenStoreReport = Exclude<StoreReport, { code: string }>

/** Versions that this release knows. */
export const KNOWN = { tables: MIGRATIONS.length, queues: queues.pgboss.schema }

const RIGHTS = `
  select has_database_privilege(current_database(), 'create')
       and has_schema_privilege('public', 'create, usage') as "canCreate",
     pg_is_in_recovery() as "isReadOnly",
     to_regclass('public.schema_version') is not null as "hasTables",
     to_regclass('pgboss.version') is not null as "hasQueues"`

const TABLES = `
  select version as tables, (
    select coalesce(max(points), 0)::int from limits
    where key like 'mails:%' and expire > extract(epoch from now()) * 1000
  ) as "mailsThisHour" from schema_version`

const QUEUES = `
  select version as queues, (
    select coalesce(ceil(extract(epoch from now() - min(start_after))), 0)::int from pgboss.job
    where name in ('request', 'mail') and state < 'active' and start_after <= now()
  ) as "oldestDueSeconds", (
    select count(*)::int from pgboss.job where name = 'dead' and state < 'active'
  ) as "deadLetters", (
    select coalesce(json_agg(part), '[]'::json) from (
      select name as queue, case when state = 'active' then 'active'
          when start_after > now() then 'delayed' else 'waiting' end as state, count(*)::int as count
      from pgboss.job where name in ('request', 'mail', 'event') and state < 'completed'
      group by 1, 2 order by 1, 2
    ) as part
  ) as jobs from pgboss.version`

type Queues = Pick<OpenStoreReport, 'queues' | 'oldestDueSeconds' | 'deadLetters' | 'jobs'>

type Rights = { canCreate: boolean; isReadOnly: boolean; hasTables: boolean; hasQueues: boolean }

/** Reads the state of an open database. Changes nothing. */
export async function reportStore({ query }: Pick<Database, 'query'>): Promise<StoreReport> {
  try {
    const [rights] = await query<Rights>(RIGHTS)
    const { canCreate = false, isReadOnly = false, hasTables, hasQueues } = rights ?? {}
    const [ours] = hasTables ? await query<{ tables: number; mailsThisHour: number }>(TABLES) : []
    const [theirs] = hasQueues ? await query<Queues>(QUEUES) : []
    return {
      ...{ canCreate, isReadOnly, tables: 0, mailsThisHour: 0 },
      ...{ queues: 0, oldestDueSeconds: 0, deadLetters: 0, jobs: [], ...ours, ...theirs },
    }
  } catch (error) {
    return { code: errorCode(error) }
  }
}
