import { timingSafeEqual } from 'node:crypto'
import { type ApiKey, hashOfKey } from '#server/config/api.ts'

const BEARER = /^Bearer +([\w.~+/-]+=*) *$/i

/**
 * Finds the key of a request. Compares hashes with every key, so that the time tells nothing about a key.
 * @param authorization value of the header
 * @returns null without a key, and for an unknown one
 */
export function findKey(keys: readonly ApiKey[], authorization: string | null): ApiKey | null {
  const [, token = ''] = BEARER.exec(authorization ?? '') ?? []
  const hash = hashOfKey(token)
  let found: ApiKey | null = null
  for (const key of keys) if (timingSafeEqual(key.hash, hash)) found = key
  return found
}
