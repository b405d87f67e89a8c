import { faviconSvg } from '#lib/brand/favicon.ts'
import { services } from '#server/services.ts'

/** Serves the favicon for answers without HTML, where browsers request this path by default. */
export const GET = () =>
  new Response(faviconSvg(services().config.brand.color), {
    headers: { 'Content-Type': 'image/svg+xml' },
  })

export const dynamic = 'force-dynamic'
