import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Answers with an error in Elastic Path's form: `{errors: [{status, title, detail}]}`. */
export const refuse = (
  c: Context,
  status: ContentfulStatusCode,
  title: string,
  detail?: string,
) => {
  // In the real one, some statuses are numbers and some are strings.
  const shown = status === 400 || status === 404 ? String(status) : status
  const rest = detail === undefined ? {} : { detail }
  return c.json({ errors: [{ status: shown, title, ...rest }] }, status)
}

/** Answers 400: the request does not follow the documentation. */
export const malformed = (c: Context, problem: string) => refuse(c, 400, 'Bad Request', problem)

/** Answers 404: unknown id. */
export const missing = (c: Context) =>
  refuse(c, 404, 'Not Found', 'The requested resource could not be found')

/** Answers 500. */
export const failed = (c: Context) => refuse(c, 500, 'Internal Server Error')

/** Answers 403: the key may read, but not write. */
export const forbidden = (c: Context) =>
  refuse(c, 403, 'Forbidden', 'You are not allowed to perform this action')
