export { openMailedLink as GET } from '#app/landing.ts'

export const dynamic = 'force-dynamic'
