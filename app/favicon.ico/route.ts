import { brandMark } from '#lib/brand-mark.ts'
import { site } from '#lib/site.ts'

/** What browsers ask for where no page tells them of an icon. */
export const GET = () =>
  new Response(brandMark(site().config.brand.color), {
    headers: { 'Content-Type': 'image/svg+xml' },
  })

export const dynamic = 'force-dynamic'
