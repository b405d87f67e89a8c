import { problemJson } from '#server/http/responses.ts'
import { services } from '#server/services.ts'

/** Serves the brand's logo from our own origin, because pages load nothing from others. */
export async function GET(): Promise<Response> {
  const { logo } = services()
  if (!logo) return problemJson(404, 'There is no logo')
  const image = await logo()
  if (!image) return problemJson(502, 'There is no logo now')
  return new Response(image.bytes, {
    headers: { 'Content-Type': image.type, 'Cache-Control': 'public, max-age=86400' },
  })
}

export const dynamic = 'force-dynamic'
