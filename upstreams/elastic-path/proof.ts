import * as z from 'zod'
import { plainName } from '#lib/email-address.ts'
import { parseJson } from '#lib/read-body.ts'

/**
 * Form of a one-time code. Today they are six lower-case letters and digits.
 * @see https://elasticpath.dev/guides/How-To/Authentication/reset-password-password-profiles
 */
export const CodeShape = z.string().regex(/^[A-Za-z0-9]{4,64}$/)

/** Usernames in events. A profile may allow others than email addresses. */
export const UsernameShape = z
  .string()
  .min(1)
  .max(254)
  .regex(/^[^\p{Cc}]*$/u)

/**
 * Usernames in a raw link, in plain form only: another spelling would give more guesses at the code.
 */
export const LinkUsernameShape = UsernameShape.refine((name) => plainName(name) === name)

const CodeProofShape = z.object({ username: UsernameShape, code: CodeShape })

/** Result of an exchange. It goes into a header and into a path. */
export const MemberProofShape = z.object({
  memberToken: z.string().regex(/^[\x21-\x7e]+$/),
  memberId: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
})

/** A code that is not exchanged yet. */
export type CodeProof = z.infer<typeof CodeProofShape>

/** A member's token, for which the code was exchanged. */
export type MemberProof = z.infer<typeof MemberProofShape>

/** Writes the token of a ticket. */
export const writeProof = (proof: CodeProof | MemberProof): string => JSON.stringify(proof)

/** Reads the token of a ticket; null for a token of another form. */
export const readProof = (token: string): CodeProof | MemberProof | null =>
  z.union([CodeProofShape, MemberProofShape]).safeParse(parseJson(token)).data ?? null
