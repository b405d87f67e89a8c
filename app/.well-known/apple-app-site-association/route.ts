import { serveWellKnown } from '#server/http/serve-well-known.ts'

/** Names the operator's apps that share saved passwords, for Apple. @see https://developer.apple.com/documentation/xcode/supporting-associated-domains */
export const GET = () => serveWellKnown('apple-app-site-association')

export const dynamic = 'force-dynamic'
