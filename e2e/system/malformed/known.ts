/** What an attacker who has used the site knows of it. */
export type Known = {
  readonly host: string
  readonly origin: string
  /** The ids of the actions on both forms. */
  readonly actions: readonly string[]
  /** The hidden fields of both forms. */
  readonly forms: readonly (readonly (readonly [name: string, value: string])[])[]
  /** A flow of their own, as the cookie holds it. */
  readonly cookie: string
}

/** A body and how it calls itself. */
export type Body = { readonly type: string; readonly bytes: Buffer }

/** What no answer may hold as it is. */
export const MARKUP = '<script>alert(1)</script>'
