export { openResetLink as GET } from '../landing.ts'

export const dynamic = 'force-dynamic'
