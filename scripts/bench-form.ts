import { SITE_URL } from '#scripts/bench-site.ts'

type Fields = readonly (readonly [string, string])[]

let clients = 0

/** The hidden fields of the form, as a browser without script would send them. */
export async function hiddenFields(): Promise<Fields> {
  const page = await (await fetch(`${SITE_URL}/forgot-password`)).text()
  return [...page.matchAll(/<input type="hidden"[^>]*>/g)].map(([input]) => {
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1] ?? ''
    return [attribute('name'), attribute('value').replaceAll('&quot;', '"')] as const
  })
}

/**
 * Asks for a link as the form without script does, each time from another client.
 * @returns how long the answer took, in milliseconds
 */
export async function askForLink(url: string, hidden: Fields, email: string): Promise<number> {
  const body = new FormData()
  for (const [name, value] of [...hidden, ['email', email] as const]) body.append(name, value)
  clients += 1
  const headers = {
    origin: SITE_URL,
    'x-forwarded-for': `10.${clients >> 16}.${(clients >> 8) & 255}.${clients & 255}`,
  }
  const started = performance.now()
  const request = { method: 'POST', body, headers, redirect: 'manual' } as const
  const answer = await fetch(`${url}/forgot-password`, request)
  await answer.arrayBuffer()
  const took = performance.now() - started
  if (answer.headers.get('location')?.endsWith('/forgot-password/sent')) return took
  throw new Error(`the form was answered with ${answer.status}`)
}
