import type { Context } from 'hono'
import { z } from 'zod'

/** What was read of a request, or what is wrong with it. */
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

/** An address as a vendor takes it. A `+` that was not encoded arrives as a space, and is refused. */
export const address = z.string().regex(/^[^\s@]+@[^\s@]+$/, 'is not an email address')

/** Reads the query. A parameter given twice arrives as an array, which no schema accepts. */
export const readQuery = <T>(c: Context, schema: z.ZodType<T>): Reading<T> =>
  parse(schema, unrepeated(c.req.queries()))

/** Reads a body that must be called JSON and be JSON, of a request that has no query. */
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

/** Reads a body that must be called a URL-encoded form. */
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

/** Refuses a body where none is due. */
export const readNothing = async (c: Context): Promise<Reading<null>> =>
  (await c.req.text()) === '' ? { ok: true, value: null } : wrong('No body is expected')
