import { createHmac, hkdfSync } from 'node:crypto'
import { EncryptJWT, errors, jwtDecrypt } from 'jose'
import type { UpstreamName } from './upstream/upstream.ts'

/** What a sealed text is for: one made for a cookie is no link, and the other way round. */
type Purpose = 'link' | 'flow' | 'job' | 'result'

/** What is in a sealed text. `expired` is ours, only late; `foreign` is anything that is not ours. */
type Opened =
  | { kind: 'open'; value: unknown; expiresAt: Date }
  | { kind: 'expired'; value: unknown }
  | { kind: 'foreign' }

/** Makes what leaves the server unreadable and unforgeable. */
export interface Sealer {
  /** A JWE in compact form: letters, digits, `-`, `_` and `.`, fit for a URL and a cookie. */
  seal(purpose: Purpose, value: unknown, expiresAt: Date): Promise<string>
  open(purpose: Purpose, sealed: string): Promise<Opened>
  /** A keyed hash: the same for the same parts, and telling nothing of them. */
  fingerprint(...parts: string[]): string
  /** Whether it is the fingerprint of the parts, by any of the secrets. */
  isFingerprint(print: string, ...parts: string[]): boolean
}

/**
 * Seals with the first of the secrets and opens with any, so that one can be replaced.
 * @param secrets keys of 32 bytes
 * @param upstream what was sealed over another upstream is foreign
 */
export function createSealer(
  secrets: readonly Uint8Array[],
  upstream: UpstreamName,
  now = () => new Date(),
): Sealer {
  const derive = (secret: Uint8Array, use: Purpose | 'id' | 'fingerprint') =>
    Buffer.from(hkdfSync('sha256', secret, '', `password-reset/${upstream}/${use}`, 32))
  const print = (secret: Uint8Array, parts: string[]) =>
    createHmac('sha256', derive(secret, 'fingerprint'))
      .update(JSON.stringify(parts))
      .digest('base64url')
  const ring = new Map(
    secrets.map((secret) => [derive(secret, 'id').toString('hex', 0, 4), secret]),
  )
  const [first] = ring
  if (!first) throw new Error('a sealer needs a secret')
  const [firstId, firstSecret] = first

  return {
    seal: (purpose, value, expiresAt) =>
      new EncryptJWT({ value })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: firstId })
        .setExpirationTime(expiresAt)
        .encrypt(derive(firstSecret, purpose)),

    async open(purpose, sealed) {
      try {
        const { payload } = await jwtDecrypt(
          sealed,
          ({ kid }) => derive(ring.get(kid ?? '') ?? firstSecret, purpose),
          {
            currentDate: now(),
            keyManagementAlgorithms: ['dir'],
            contentEncryptionAlgorithms: ['A256GCM'],
            requiredClaims: ['exp'],
          },
        )
        return {
          kind: 'open',
          value: payload.value,
          expiresAt: new Date((payload.exp ?? 0) * 1000),
        }
      } catch (error) {
        if (error instanceof errors.JWTExpired) {
          return { kind: 'expired', value: error.payload.value }
        }
        return { kind: 'foreign' }
      }
    },

    fingerprint: (...parts) => print(firstSecret, parts),
    isFingerprint: (text, ...parts) => secrets.some((secret) => print(secret, parts) === text),
  }
}
