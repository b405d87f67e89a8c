import { faviconSvg } from '#lib/brand/favicon.ts'
import { services } from '#server/services.ts'

/** What browsers ask for where no page tells them of an icon. */
export const GET = () =>
  new Response(faviconSvg(services().config.brand.color), {
    headers: { 'Content-Type': 'image/svg+xml' },
  })

export const dynamic = 'force-dynamic'
