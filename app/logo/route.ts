import { problem } from '#server/http/responses.ts'
import { site } from '#server/services.ts'

/** The brand's logo from our own origin: no page loads anything from elsewhere. */
export async function GET(): Promise<Response> {
  const { logo } = site()
  if (!logo) return problem(404, 'There is no logo')
  const image = await logo()
  if (!image) return problem(502, 'There is no logo now')
  return new Response(image.bytes, {
    headers: { 'Content-Type': image.type, 'Cache-Control': 'public, max-age=86400' },
  })
}

export const dynamic = 'force-dynamic'
