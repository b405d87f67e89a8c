import * as z from 'zod'
import { plainName } from '#lib/email-address.ts'
import { parseJson } from '#lib/read-body.ts'

/** What a one-time code looks like: six lower-case letters and digits today. */
export const CodeShape = z.string().regex(/^[A-Za-z0-9]{4,64}$/)

/** Usernames in events. A profile may allow others than email addresses. */
export const UsernameShape = z
  .string()
  .min(1)
  .max(254)
  .regex(/^[^\p{Cc}]*$/u)

/**
 * Usernames in a raw link: in plain form only. Each other spelling would be one more guess at the code.
 */
export const LinkUsernameShape = UsernameShape.refine((name) => plainName(name) === name)

const CodeProofShape = z.object({ username: UsernameShape, code: CodeShape })

/** What an exchange gives: goes into a header and into a path. */
export const MemberProofShape = z.object({
  memberToken: z.string().regex(/^[\x21-\x7e]+$/),
  memberId: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
})

/** A code not exchanged yet. */
export type CodeProof = z.infer<typeof CodeProofShape>

/** What the code was exchanged for. */
export type MemberProof = z.infer<typeof MemberProofShape>

/** The token of a ticket of ours. */
export const writeProof = (proof: CodeProof | MemberProof): string => JSON.stringify(proof)

/** Reads a ticket's token; null when it is none of ours. */
export const readProof = (token: string): CodeProof | MemberProof | null =>
  z.union([CodeProofShape, MemberProofShape]).safeParse(parseJson(token)).data ?? null
