import { expect } from 'vitest'

/** Fails unless an answer is in RFC 9457's form, and says nothing but what kind of fault it is. */
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
