/** Answers a program with a problem (RFC 9457), without internal details. */
export const problemJson = (status: number, title: string, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ type: 'about:blank', title, status }), {
    status,
    headers: {
      'Cache-Control': 'no-store',
      ...headers,
      'Content-Type': 'application/problem+json',
    },
  })
