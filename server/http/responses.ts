/** Tells a program what is wrong with its request (RFC 9457), and nothing of what is inside. */
export const problemJson = (status: number, title: string, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ type: 'about:blank', title, status }), {
    status,
    headers: {
      'Cache-Control': 'no-store',
      ...headers,
      'Content-Type': 'application/problem+json',
    },
  })
