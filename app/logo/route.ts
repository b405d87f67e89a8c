import { serveLogo } from '#server/http/serve-logo.ts'

/** Serves the brand's logo. */
export const GET = () => serveLogo('light')

export const dynamic = 'force-dynamic'
