/**
 * Answers a program with a problem, without internal details.
 * @param members more members of the problem
 * @see RFC 9457
 */
export const problemJson = (
  status: number,
  title: string,
  headers: Record<string, string> = {},
  members: Record<string, unknown> = {},
) =>
  new Response(JSON.stringify({ type: 'about:blank', title, status, ...members }), {
    status,
    headers: {
      'Cache-Control': 'no-store',
      ...headers,
      'Content-Type': 'application/problem+json',
    },
  })
