import { formBody } from '#server/http/multipart-fixture.ts'
import type { Form } from './form.ts'
import { newClient } from './form.ts'
import { exchange, type Head, headersOf, type RawAnswer, spell, toResponse } from './raw-request.ts'

/** The two ways in which a form is sent. */
export const WAYS = ['with script', 'without script'] as const

type Fields = Record<string, string>

/** What of a form is sent to where. */
type Post = {
  readonly target: string
  readonly fields: Fields
  /** More fields of the head, `Origin` among them: nothing is added but what tells length and type. */
  readonly head: Head
}

/** Posts a form from its page, as a browser does; a new client each time unless one is given. */
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

/** The bytes of a form as a browser sends it. */
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

/** As React sends `action({}, form)`. */
const byScript = ({ hidden }: Form, { fields }: Post) =>
  formBody([
    ...[...hidden, ...Object.entries(fields)].map(
      ([name, value]) => [`_1_${name}`, value] as const,
    ),
    ['0', '[{},"$K1"]'],
  ])

/** Where an answer sends the browser, by itself or by script; null when it stays. */
export const destinationOf = ({ head }: Pick<RawAnswer, 'head'>): string | null =>
  leadsTo({ headers: headersOf(head) })

/** The same of an answer that `fetch` gave. */
export const leadsTo = ({ headers }: Pick<Response, 'headers'>): string | null =>
  (headers.get('location') ?? headers.get('x-action-redirect'))?.split(';')[0] ?? null
