import { site } from '#lib/site.ts'

const LARGEST = 256 * 1024

/** The brand's logo from our own origin: no page loads anything from elsewhere. */
export async function GET(): Promise<Response> {
  const { logoUrl } = site().config.brand
  if (!logoUrl) return new Response(null, { status: 404 })
  const answer = await fetch(logoUrl, {
    signal: AbortSignal.timeout(5000),
    redirect: 'error',
  }).catch(() => null)
  const type = answer?.headers.get('content-type') ?? ''
  const image = answer?.ok && type.startsWith('image/') ? await answer.arrayBuffer() : null
  if (!image || image.byteLength > LARGEST) return new Response(null, { status: 502 })
  return new Response(image, {
    headers: {
      'Content-Type': type,
      'Cache-Control': 'public, max-age=86400',
    },
  })
}

export const dynamic = 'force-dynamic'
