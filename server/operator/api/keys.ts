import { timingSafeEqual } from 'node:crypto'
import { type ApiKey, hashOfKey } from '#server/config/api.ts'
import type { ApiCall } from './call.ts'
import { keyAnswer } from './schemas.ts'

const BEARER = /^Bearer +([\w.~+/-]+=*) *$/i

/** Reads the bearer token of a request; empty without one. @param authorization value of the header */
export const bearerToken = (authorization: string | null): string =>
  BEARER.exec(authorization ?? '')?.[1] ?? ''

/**
 * Finds the key of a request. Compares hashes with every key, so that the time reveals nothing about a key.
 * @param authorization value of the header
 * @returns null without a key, and for an unknown one
 */
export function findKey(keys: readonly ApiKey[], authorization: string | null): ApiKey | null {
  const hash = hashOfKey(bearerToken(authorization))
  let found: ApiKey | null = null
  for (const key of keys) if (timingSafeEqual(key.hash, hash)) found = key
  return found
}

/** Answers with what a key may do, so that a program can check it before it starts. */
export async function readKey({ key }: ApiCall): Promise<Response> {
  const { name, maySeeAccounts: seesAccounts } = key
  const headers = { 'Cache-Control': 'no-store' }
  return Response.json(keyAnswer.parse({ name, seesAccounts }), { headers })
}
