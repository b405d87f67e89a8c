import { serveLogo } from '#server/http/serve-logo.ts'

/** Serves the brand's logo for dark mode. */
export const GET = () => serveLogo('dark')

export const dynamic = 'force-dynamic'
