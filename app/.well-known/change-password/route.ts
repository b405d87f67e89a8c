/** Redirects password managers to the form. @see https://www.w3.org/TR/change-password-url/ */
export const GET = () =>
  new Response(null, { status: 302, headers: { Location: '/forgot-password' } })
