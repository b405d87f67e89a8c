/**
 * Answers a program with a problem, without internal details.
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export const problemJson = (status: number, title: string, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ type: 'about:blank', title, status }), {
    status,
    headers: {
      'Cache-Control': 'no-store',
      ...headers,
      'Content-Type': 'application/problem+json',
    },
  })
