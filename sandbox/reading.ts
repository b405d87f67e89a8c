import type { Context } from 'hono'
import { z } from 'zod'

/** Result of reading a request: the values, or the fault. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string }

const wrong = (problem: string) => ({ ok: false, problem }) as const

const parse = <T>(schema: z.ZodType<T>, input: unknown): Reading<T> => {
  const { success, data, error } = schema.safeParse(input)
  return success ? { ok: true, value: data } : wrong(z.prettifyError(error))
}

const unrepeated = (values: Record<string, string[]>): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(values).map(([name, all]) => [name, all.length === 1 ? (all[0] ?? '') : all]),
  )

/** Schema of an address. An unencoded `+` arrives as a space, and is refused. */
export const address = z.string().regex(/^[^\s@]+@[^\s@]+$/, 'is not an email address')

/** Reads the query. A repeated parameter is an array, which no schema accepts. */
export const readQuery = <T>(c: Context, schema: z.ZodType<T>): Reading<T> =>
  parse(schema, unrepeated(c.req.queries()))

/** Reads a JSON body. Refuses another Content-Type, and a query. */
export const readJson = async <T>(c: Context, schema: z.ZodType<T>): Promise<Reading<T>> => {
  if (c.req.url.includes('?')) return wrong('No query is expected')
  if (!/^application\/json(; ?charset=utf-8)?$/i.test(c.req.header('content-type') ?? '')) {
    return wrong('Content-Type must be application/json')
  }
  const text = await c.req.text()
  try {
    return parse(schema, JSON.parse(text))
  } catch {
    return wrong('The body is not JSON')
  }
}

/** Reads a URL-encoded form. Refuses another Content-Type. */
export const readForm = async <T>(c: Context, schema: z.ZodType<T>): Promise<Reading<T>> => {
  const type = c.req.header('content-type') ?? ''
  if (!/^application\/x-www-form-urlencoded(; ?charset=utf-8)?$/i.test(type)) {
    return wrong('Content-Type must be application/x-www-form-urlencoded')
  }
  const fields = [...new URLSearchParams(await c.req.text())]
  const grouped = Object.groupBy(fields, ([name]) => name)
  const values = Object.entries(grouped).map(([name, all]) => [name, all?.map(([, v]) => v) ?? []])
  return parse(schema, unrepeated(Object.fromEntries(values)))
}

/** Refuses a body. */
export const readNothing = async (c: Context): Promise<Reading<null>> =>
  (await c.req.text()) === '' ? { ok: true, value: null } : wrong('No body is expected')
