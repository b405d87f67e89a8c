import { formBody } from '#server/http/multipart-fixture.ts'
import type { Form } from './form.ts'
import { newClient } from './form.ts'
import { exchange, type Head, headersOf, type RawAnswer, spell, toResponse } from './raw-request.ts'

/** The two ways to send a form. */
export const WAYS = ['with script', 'without script'] as const

type Fields = Record<string, string>

/** A form to send, and its target. */
type Post = {
  readonly target: string
  readonly fields: Fields
  /** More headers, such as `Origin`. Only length and type are added. */
  readonly head: Head
}

/** Posts a form from its page, as a browser does, from a new client unless one is given. */
export async function postForm(
  form: Form,
  way: (typeof WAYS)[number],
  fields: Fields,
  client = newClient(),
): Promise<Response> {
  const { origin, pathname } = new URL(form.page)
  const head: Head = [
    ['Origin', origin],
    ['Accept', way === 'with script' ? 'text/x-component' : 'text/html'],
    ['X-Forwarded-For', client],
  ]
  const bytes = spellForm(form, way, { target: pathname, fields, head })
  return toResponse(await exchange(origin, { bytes }))
}

/** Writes the bytes of a form as a browser sends it. */
export function spellForm(form: Form, way: (typeof WAYS)[number], post: Post): Buffer {
  const { type, bytes } = way === 'with script' ? byScript(form, post) : byItself(form, post)
  const named = (name: string) => post.head.some(([own]) => own.toLowerCase() === name)
  const head: Head = [
    ...(named('host') ? [] : ([['Host', new URL(form.page).host]] as const)),
    ['Connection', 'close'],
    ['X-Forwarded-For', newClient()],
    ['Content-Type', type],
    ['Content-Length', String(bytes.length)],
    ...(form.cookie ? ([['Cookie', form.cookie]] as const) : []),
    ...(way === 'with script' ? ([['Next-Action', form.actionId]] as const) : []),
    ...post.head,
  ]
  return spell('POST', post.target, head, bytes)
}

const byItself = ({ hidden }: Form, { fields }: Post) =>
  formBody([...hidden, ...Object.entries(fields)])

/** Writes the fields as React sends `action({}, form)`. */
const byScript = ({ hidden }: Form, { fields }: Post) =>
  formBody([
    ...[...hidden, ...Object.entries(fields)].map(
      ([name, value]) => [`_1_${name}`, value] as const,
    ),
    ['0', '[{},"$K1"]'],
  ])

/** Finds the redirect target of an answer, of HTTP or of React; null without one. */
export const destinationOf = ({ head }: Pick<RawAnswer, 'head'>): string | null =>
  leadsTo({ headers: headersOf(head) })

/** Finds the redirect target of an answer from `fetch`. */
export const leadsTo = ({ headers }: Pick<Response, 'headers'>): string | null =>
  (headers.get('location') ?? headers.get('x-action-redirect'))?.split(';')[0] ?? null
