export { openMailedLink as GET } from '../landing.ts'

export const dynamic = 'force-dynamic'
