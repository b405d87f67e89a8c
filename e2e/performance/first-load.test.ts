import { expect, test } from 'vitest'
import { scriptsOf } from './first-load.ts'

test('a script that is run, preloaded or both counts once', () => {
  const html = `
    <link rel="preload" as="script" fetchPriority="low" href="/a.js?one=1&amp;two=2"/>
    <link rel="modulepreload" href="/b.js"/><link rel="stylesheet" href="/c.css"/>
    <script src="/a.js?one=1&amp;two=2" async=""></script><script async src="/d.js"></script>
    <script>self.__next_f.push([1,"<script src=\\"/e.js\\">"])</script>`
  expect(scriptsOf(html)).toEqual(['/a.js?one=1&two=2', '/b.js', '/d.js'])
})

test('a `noModule` script does not count', () => {
  expect(scriptsOf('<script src="/polyfills.js" noModule=""></script>')).toEqual([])
})
