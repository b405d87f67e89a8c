import { createHmac, createSecretKey, hkdfSync } from 'node:crypto'
import { EncryptJWT, errors, jwtDecrypt } from 'jose'

/** Purposes of sealed texts. Each has its own key, so a text for a cookie cannot be used as a link. */
type Purpose = 'link' | 'flow' | 'job' | 'result' | 'not-me' | 'code' | 'invitation' | 'operator'

/** Content of a sealed text. `expired`: genuine, but too old. `invalid`: forged, damaged or foreign. */
type Opened = { kind: 'open' | 'expired'; value: unknown } | { kind: 'invalid' }

/** Encrypts and authenticates texts that leave the server. @see RFC 7516 */
export interface Sealer {
  /** Seals a value into a compact JWE: letters, digits, `-`, `_` and `.`, fit for URLs and cookies. */
  seal(purpose: Purpose, value: unknown, expiresAt: Date): Promise<string>
  open(purpose: Purpose, sealed: string): Promise<Opened>
  /** Computes a keyed hash: the same for the same parts, and useless without the key. */
  keyedHash(...parts: string[]): string
  /** Computes the keyed hash under each of the secrets, the first one's first. */
  keyedHashes(...parts: string[]): readonly string[]
  /** Checks whether a text is the keyed hash of the parts under any of the secrets. */
  matchesKeyedHash(print: string, ...parts: string[]): boolean
}

/**
 * Creates a sealer that seals with the first secret and opens with any, so that secrets can rotate.
 * @param secrets keys of 32 bytes
 * @param upstream separates the keys: a text that was sealed for another upstream is invalid
 */
export function createSealer(
  secrets: readonly Uint8Array[],
  upstream: string,
  now = () => new Date(),
): Sealer {
  const rings = secrets.map((secret) => deriveKeys(secret, upstream))
  const [first] = rings
  if (!first) throw new Error('a sealer needs a secret')

  return {
    seal: async (purpose, value, expiresAt) =>
      new EncryptJWT({ value })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: first.id })
        .setExpirationTime(expiresAt)
        .encrypt(await first.sealingKey(purpose)),

    async open(purpose, sealed) {
      try {
        const { payload } = await jwtDecrypt(
          sealed,
          ({ kid }) => (rings.find(({ id }) => id === kid) ?? first).sealingKey(purpose),
          {
            currentDate: now(),
            keyManagementAlgorithms: ['dir'],
            contentEncryptionAlgorithms: ['A256GCM'],
            requiredClaims: ['exp'],
          },
        )
        return { kind: 'open', value: payload.value }
      } catch (error) {
        return error instanceof errors.JWTExpired
          ? { kind: 'expired', value: error.payload.value }
          : { kind: 'invalid' }
      }
    },

    keyedHash: (...parts) => first.hash(parts),
    keyedHashes: (...parts) => rings.map(({ hash }) => hash(parts)),
    matchesKeyedHash: (text, ...parts) => rings.some(({ hash }) => hash(parts) === text),
  }
}

/**
 * Derives the keys of one secret, each once: HKDF and the import of a key cost more than a seal.
 * @see https://www.rfc-editor.org/rfc/rfc5869
 */
function deriveKeys(secret: Uint8Array, upstream: string) {
  const derive = (use: Purpose | 'id' | 'fingerprint') =>
    new Uint8Array(hkdfSync('sha256', secret, '', `password-reset/${upstream}/${use}`, 32))
  const hashKey = createSecretKey(derive('fingerprint'))
  const sealingKeys = new Map<Purpose, Promise<CryptoKey>>()
  return {
    /** Key id in the header of a sealed text. */
    id: Buffer.from(derive('id')).toString('hex', 0, 4),
    hash: (parts: string[]) =>
      createHmac('sha256', hashKey).update(JSON.stringify(parts)).digest('base64url'),
    sealingKey(purpose: Purpose): Promise<CryptoKey> {
      const key = sealingKeys.get(purpose) ?? importKey(derive(purpose))
      sealingKeys.set(purpose, key)
      return key
    },
  }
}

const importKey = (bytes: Uint8Array<ArrayBuffer>) =>
  crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
