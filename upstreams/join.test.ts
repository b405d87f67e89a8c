import { describe, expect, test } from 'vitest'
import { join } from '#upstreams/http-client.ts'

describe('join', () => {
  test.each([
    ['https://api.example', 'https://api.example/a/b'],
    ['https://api.example/', 'https://api.example/a/b'],
    ['https://api.example/base', 'https://api.example/base/a/b'],
    ['https://api.example/base//', 'https://api.example/base/a/b'],
  ])('appends to %s', (base, url) => {
    expect(join(base, 'a', 'b').href).toBe(url)
  })

  test.each(['a/b', '../x', 'a?b', 'a#b', '%2e%2e', 'a\\b', '@evil', 'a;b', ' ', 'é'])(
    'keeps %j one segment',
    (segment) => {
      const url = join('https://api.example/base', segment, 'end')
      expect(url.origin).toBe('https://api.example')
      expect(url.href).toBe(`https://api.example/base/${encodeURIComponent(segment)}/end`)
    },
  )

  test.each(['', '.', '..'])('refuses the segment %j', (segment) => {
    expect(() => join('https://api.example', segment)).toThrow('not a path segment')
  })
})
