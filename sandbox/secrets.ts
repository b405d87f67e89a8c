/** A secret that a vendor has told the site or a customer. */
export type Secret = { readonly kind: string; readonly secret: string }

export type Secrets = ReturnType<typeof createSecrets>

/** The last secrets that the vendors have issued, for tests to look for where none may be. */
export const createSecrets = (limit = 10_000) => {
  const issued: Secret[] = []
  return {
    /** Takes it down and gives it back. @param kind the vendor's name for it */
    issue: (kind: string, secret: string): string => {
      issued.push({ kind, secret })
      if (issued.length > limit) issued.shift()
      return secret
    },

    /** Oldest first. */
    list: (): readonly Secret[] => issued,
  }
}
