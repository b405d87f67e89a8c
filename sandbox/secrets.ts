/** A secret that a vendor has sent to the site or a customer. */
export type Secret = { readonly kind: string; readonly secret: string }

/** The record of issued secrets. */
export type Secrets = ReturnType<typeof createSecrets>

/** Creates the list of issued secrets, which tests search for in places where none may be. */
export const createSecrets = (limit = 10_000) => {
  const issued: Secret[] = []
  return {
    /** Records a secret and returns it. @param kind the vendor's name for it */
    issue: (kind: string, secret: string): string => {
      issued.push({ kind, secret })
      if (issued.length > limit) issued.shift()
      return secret
    },

    /** Lists the secrets, oldest first. */
    list: (): readonly Secret[] => issued,
  }
}
