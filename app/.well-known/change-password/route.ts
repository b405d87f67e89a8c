/** Where password managers find the way to change a password (W3C change-password-url). */
export const GET = () =>
  new Response(null, { status: 302, headers: { Location: '/forgot-password' } })
