import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Answers as Elastic Path refuses: `{errors: [{status, title, detail}]}`. */
export const refuse = (
  c: Context,
  status: ContentfulStatusCode,
  title: string,
  detail?: string,
) => {
  // The real one is not of one mind whether a status is a number or a string.
  const shown = status === 400 || status === 404 ? String(status) : status
  const rest = detail === undefined ? {} : { detail }
  return c.json({ errors: [{ status: shown, title, ...rest }] }, status)
}

/** 400: the request is not what the documentation asks for. */
export const malformed = (c: Context, problem: string) => refuse(c, 400, 'Bad Request', problem)

/** 404: there is nothing of that id. */
export const missing = (c: Context) =>
  refuse(c, 404, 'Not Found', 'The requested resource could not be found')

/** 500: it failed. */
export const failed = (c: Context) => refuse(c, 500, 'Internal Server Error')
