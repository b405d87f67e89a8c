import { expect, test } from 'vitest'
import { fill, fillAll } from './fill.ts'
import { fillPlurals } from './plural.ts'

test('fills in values at their names, at any position', () => {
  expect(fill('{a} and {b} and {a}', { a: 'one', b: 2 })).toBe('one and 2 and one')
})

test('treats a value as text, and fills in nothing in it', () => {
  expect(fill('{a}{b}', { a: "{b}$&$1$'", b: 'x' })).toBe("{b}$&$1$'x")
})

test('keeps a name without a value', () => {
  expect(fill('{a} {b}', { a: '' })).toBe(' {b}')
})

test('a group is filled text by text, under the same names', () => {
  const texts = { one: '{a}, {b}', other: '{a}', none: '{c}' }
  expect(fillAll(texts, { a: '{b}', b: 2 })).toEqual({ one: '{b}, 2', other: '{b}', none: '{c}' })
  expect(texts.other).toBe('{a}')
})

test('a plural takes the form of its number, which replaces each #', () => {
  const text = '{who}: {n, plural, one {# link, # only} few {# links} other {many}}{n}'
  expect(fillPlurals('pl', text, { who: '#', n: 1 })).toBe('#: 1 link, 1 only1')
  expect(fillPlurals('pl', text, { who: '#', n: 22 })).toBe('#: 22 links22')
  expect(fillPlurals('pl', text, { who: '#', n: 5 })).toBe('#: many5')
})
