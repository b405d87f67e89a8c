import { serveWellKnown } from '#server/http/serve-well-known.ts'

/** Names the operator's apps and sites that share saved passwords, for Google. @see https://developers.google.com/digital-asset-links */
export const GET = () => serveWellKnown('assetlinks.json')

export const dynamic = 'force-dynamic'
