/** An answer to a browser without JavaScript. */
export type Answer = {
  readonly status: number
  readonly location: string | null
  readonly retryAfter: string | null
  readonly body: string
}

/** The sender of a form. `origin` is the site's, also when another replica is asked. */
export type Visitor = { readonly origin: string; readonly cookie?: string }

type Posting = {
  server?: string
  client?: string
  query?: string
  headers?: Record<string, string>
}

let clients = 0

/** Makes the address of a new client. */
export function newClient(): string {
  clients += 1
  return `10.${(clients >> 16) & 255}.${(clients >> 8) & 255}.${clients & 255}`
}

export type Form = Awaited<ReturnType<typeof openForm>>

/** Reads the form on a page. It can be posted several times, to any replica. */
export async function openForm(page: string, { origin, cookie }: Visitor) {
  const headers: Record<string, string> = cookie ? { cookie } : {}
  const html = await (await fetch(page, { headers })).text()
  const form = html.match(/<form[\s\S]*?<\/form>/)?.[0]
  if (!form) throw new Error(`there is no form at ${page}`)
  const inputs = [...form.matchAll(/<input\b[^>]*\btype="hidden"[^>]*>/g)].map(([input]) => input)
  const hidden = inputs.map((input) => [read(input, 'name'), read(input, 'value')] as const)
  const { pathname, origin: itself } = new URL(page)

  return {
    page,
    cookie,
    hidden,
    /** Id of the action to which JavaScript sends the form. */
    actionId: /"id":"([0-9a-f]+)"/.exec(hidden.map(([, value]) => value).join())?.[1] ?? '',

    /** Posts the form, with its cookie, from a new client unless one is given. */
    async post(
      fields: Record<string, string>,
      { server = itself, client = newClient(), query = '', headers: own = {} }: Posting = {},
    ): Promise<Answer> {
      const body = new FormData()
      for (const [name, value] of [...hidden, ...Object.entries(fields)]) body.append(name, value)
      const answer = await fetch(`${server}${pathname}${query}`, {
        method: 'POST',
        headers: { ...headers, ...own, origin, 'x-forwarded-for': client },
        body,
        redirect: 'manual',
      })
      return {
        status: answer.status,
        location: answer.headers.get('location'),
        retryAfter: answer.headers.get('retry-after'),
        body: await answer.text(),
      }
    },
  }
}

/** Reads the form that requests a link. */
export const formOf = ({ siteUrl }: { readonly siteUrl: string }): Promise<Form> =>
  openForm(`${siteUrl}/forgot-password`, { origin: siteUrl })

/** Requests a link. */
export async function askForLink(
  server: string,
  origin: string,
  email: string,
  client?: string,
): Promise<Answer> {
  const form = await openForm(`${server}/forgot-password`, { origin })
  return form.post({ email }, client ? { client } : {})
}

/** Follows a link to the page with a clean address, on any replica. */
export async function openLink(server: string, link: string) {
  const { pathname, search } = new URL(link)
  const answer = await fetch(`${server}${pathname}${search}`, { redirect: 'manual' })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return { location: answer.headers.get('location'), cookie }
}

/** Makes the fields of the form that changes a password. */
export const typed = (password: string) => ({ password, confirmPassword: password })

/** Whether a request for a link was accepted. */
export const isAccepted = ({ status, location }: Answer) =>
  status === 303 && (location ?? '').endsWith('/forgot-password/sent')

/** Whether the answer says that the password is changed. */
export const isDone = ({ status, location }: Answer) =>
  status === 303 && /\/change-password\/done(\?|$)/.test(location ?? '')

const ENTITIES = { '&quot;': '"', '&#x27;': "'", '&lt;': '<', '&gt;': '>', '&amp;': '&' } as const

function read(input: string, attribute: string): string {
  const value = input.match(new RegExp(`\\b${attribute}="([^"]*)"`))?.[1] ?? ''
  return value.replace(
    /&(?:quot|#x27|lt|gt|amp);/g,
    (entity) => ENTITIES[entity as keyof typeof ENTITIES],
  )
}
