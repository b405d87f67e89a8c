import { expect } from 'vitest'

/** Checks that an answer is a problem without internal details. @see RFC 9457 */
export async function expectProblem(answer: Response, status: number): Promise<void> {
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(answer.headers.get('cache-control')).toContain('no-store')
  expect(await answer.json()).toEqual({
    type: 'about:blank',
    title: expect.stringMatching(/^[A-Z][a-z A-Z]{5,40}$/),
    status,
  })
}
