/** The site is about one thing. */
export const GET = () =>
  new Response(null, { status: 307, headers: { Location: '/forgot-password' } })
