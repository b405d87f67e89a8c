import { BASE_HEADER } from '#server/http/language.ts'

/** Redirects to the form, in the language of the address. */
export const GET = ({ headers }: Request) =>
  new Response(null, {
    status: 307,
    headers: { Location: `${headers.get(BASE_HEADER) ?? ''}/forgot-password` },
  })
