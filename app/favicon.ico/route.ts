import { brandMark } from '#lib/brand/favicon.ts'
import { site } from '#server/services.ts'

/** What browsers ask for where no page tells them of an icon. */
export const GET = () =>
  new Response(brandMark(site().config.brand.color), {
    headers: { 'Content-Type': 'image/svg+xml' },
  })

export const dynamic = 'force-dynamic'
