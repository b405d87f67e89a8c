import { services } from '#server/services.ts'
import { problemJson } from './responses.ts'

/** Serves a logo of the brand from our own origin, because pages load nothing from others. */
export async function serveLogo(scheme: 'light' | 'dark'): Promise<Response> {
  const { logos } = services()
  const load = logos[scheme]
  if (!load) return problemJson(404, 'There is no logo')
  const image = (await load()) ?? (await logos.light?.())
  if (!image) return problemJson(502, 'There is no logo now')
  return new Response(image.bytes, {
    headers: { 'Content-Type': image.type, 'Cache-Control': 'public, max-age=86400' },
  })
}
