import { site } from '#lib/site.ts'

/** The configuration is in order and requests are taken. */
export const GET = () => {
  site()
  return new Response('ready')
}

export const dynamic = 'force-dynamic'
