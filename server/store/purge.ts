import type { Query } from './database.ts'

const PURGE = `
  with limited as (delete from limits where expire < extract(epoch from now() - interval '1 hour') * 1000),
       names as (delete from languages where expires_at < now()),
       hours as (delete from counts where hour < now() - interval '30 days'),
       resets as (delete from progress where created_at < now() - interval '30 days'),
       requests as (delete from api_requests where expires_at < now()),
       typed as (delete from codes where expires_at < now())
  delete from attempts where expires_at < now()`

/** Deletes what has expired. */
export const purgeExpired = (query: Query) => query(PURGE)
