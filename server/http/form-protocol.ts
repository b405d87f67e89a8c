// Shared with the browser: this file imports nothing.

/** Suffix of the field that a browser writes directly after one with `dirname`, from the same element. */
export const DIRECTION = '-dir'

/** The reason why a form was rejected. `wait` is in words, such as `10 minutes`; `seconds` is the same time. */
export type FormRejection =
  | { readonly kind: 'refused' | 'outdated' }
  | { readonly kind: 'limited'; readonly wait: string; readonly seconds: number }

const CODE = /^form-(?:(refused|outdated)|limited (\d{1,5}) ([^<>]{1,40}))$/

/** Writes the body of an answer to a form that JavaScript sent. Next throws an `Error` with this message. */
export const rejectionCode = (rejection: FormRejection): string =>
  rejection.kind === 'limited'
    ? `form-limited ${rejection.seconds} ${rejection.wait}`
    : `form-${rejection.kind}`

/** Reads the rejection from an error that a form's action threw; null for an error of another kind. */
export function readRejection(error: unknown): FormRejection | null {
  const [, kind, seconds, wait] = (error instanceof Error && CODE.exec(error.message)) || []
  if (wait) return { kind: 'limited', wait, seconds: Number(seconds) }
  return kind ? { kind: kind as 'refused' | 'outdated' } : null
}

/** Longest text that goes back to its field. */
const MAX_TYPED = 320

/**
 * Wraps a typed text for the result of an action, so that a page without JavaScript shows it again. The browser
 * posts that result with the next form, in which no text may begin with `$`, because React resolves those.
 */
export const wrapTyped = (form: unknown, field: string): string => {
  const typed = form instanceof FormData ? form.get(field) : null
  return `=${typeof typed === 'string' ? typed.slice(0, MAX_TYPED) : ''}`
}

/** Reads a wrapped text; undefined without one. */
export const readTyped = (wrapped: string | undefined): string | undefined => wrapped?.slice(1)
