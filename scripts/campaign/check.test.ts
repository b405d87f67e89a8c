import { expect, test } from 'vitest'
import { csvFile } from './campaign-fixture.ts'
import { checkFile } from './check.ts'
import { readFile } from './rows.ts'

const rowsOf = async (...chunks: string[]) => Array.fromAsync(readFile(csvFile(...chunks)))

test('reads the columns email and locale of a file as spreadsheets write it', async () => {
  const rows = [
    { line: 2, email: 'ada@example.com', locale: 'de' },
    { line: 4, email: 'Grace@Example.com', locale: undefined },
  ]
  expect(await rowsOf('email,locale\nada@example.com,de\n\nGrace@Example.com,\n')).toEqual(rows)
  const excel =
    '\ufeffName;E-Mail;EMAIL;Locale\r\n"A; B";x;ada@example.com;de\r\n\r\nC;;Grace@Example.com\r\n'
  expect(await rowsOf(excel)).toEqual(rows)
})

test('names every bad row by its line', async () => {
  const { rows, faults, examples } = await checkFile(
    csvFile(
      'email,locale\nada@example.com,de\nno address,de\nada@example.com\n',
      'a@example.com;b@example.com,de\ngrace@example.com,not a language\n\nADA@example.com,fr\n',
    ),
  )
  expect({ rows, faults, examples }).toEqual({
    rows: 6,
    faults: 5,
    examples: [
      { line: 3, fault: 'Enter a whole email address, with an @' },
      { line: 4, fault: 'the address of line 2 again' },
      { line: 5, fault: 'no language tag' },
      { line: 6, fault: 'no language tag' },
      { line: 8, fault: 'the address of line 2 again' },
    ],
  })
})

test('finds repeated addresses when the file has more rows than are compared at a time', async () => {
  const lines = Array.from({ length: 300 }, (_, nth) => `customer-${nth % 299}@example.com\n`)
  const { faults, examples } = await checkFile(csvFile('email\n', ...lines), 100)
  expect({ faults, examples }).toEqual({
    faults: 1,
    examples: [{ line: 301, fault: 'the address of line 2 again' }],
  })
})

test.each([
  ['without a column email', 'mail,locale\nada@example.com,de\n', 'one of them must be email'],
])('refuses a file %s', async (_, text, message) => {
  await expect(checkFile(csvFile(text))).rejects.toThrow(message)
})

test('refuses a file that is not there, and one with an open quotation mark', async () => {
  await expect(checkFile('no-such-file.csv')).rejects.toThrow('The file cannot be read: ENOENT')
  const open = `email\n"ada@example.com\n${'grace@example.com\n'.repeat(1000)}`
  expect(await checkFile(csvFile(open))).toMatchObject({ faults: 1 })
})
