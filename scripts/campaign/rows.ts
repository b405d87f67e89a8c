import { createReadStream } from 'node:fs'
import { CsvError, type Info, parse } from 'csv-parse'
import { readTypedAddress } from '#lib/email-address.ts'
import messages from '#messages/en.json' with { type: 'json' }
import { CampaignError } from './campaign-error.ts'

/** A customer in the file. */
export type Row = {
  /** Line of the file, from 1. */
  readonly line: number
  readonly email: string
  /** Undefined: the default language of the site. */
  readonly locale: string | undefined
}

/** A row that cannot be sent. */
export type BadRow = { readonly line: number; readonly fault: string }

/** Longest row in bytes. It bounds the memory where a quotation mark is never closed. */
const MAX_ROW_BYTES = 10_000

/** A language tag, as the API takes it. */
const LANGUAGE = /^[a-z]{2,3}([-_][a-z\d]{2,8})*$/i

const PARSER = {
  bom: true,
  columns: (names: string[]) => {
    const columns = names.map((name) => name.trim().toLowerCase())
    if (!columns.includes('email')) {
      throw new CampaignError(
        'The first line must name the columns, and one of them must be email.',
      )
    }
    return columns
  },
  delimiter: [',', ';', '\t'],
  info: true,
  relax_column_count: true,
  skip_empty_lines: true,
  trim: true,
  max_record_size: MAX_ROW_BYTES,
}

type Parsed = { record: Record<string, string>; info: Info }

/**
 * Reads a CSV file row by row, in constant memory. Other columns than `email` and `locale` are ignored.
 * @throws {CampaignError} when the file cannot be read
 */
export async function* readFile(path: string): AsyncGenerator<Row | BadRow> {
  const file = createReadStream(path)
  const parser = parse(PARSER)
  file.on('error', (error) => parser.destroy(error))
  try {
    for await (const { record, info } of file.pipe(parser) as AsyncIterable<Parsed>) {
      yield readRow(info.lines, record)
    }
  } catch (error) {
    if (error instanceof CampaignError) throw error
    if (error instanceof CsvError) {
      yield { line: Number(error.lines ?? 0), fault: 'no CSV: is a quotation mark left open?' }
      return
    }
    const { code = '' } = error as NodeJS.ErrnoException
    throw new CampaignError(`The file cannot be read: ${code}`)
  } finally {
    file.destroy()
  }
}

function readRow(line: number, { email = '', locale = '' }: Record<string, string>): Row | BadRow {
  const { address, fault } = readTypedAddress(email)
  if (address === null) return { line, fault: messages.forgotPassword.errors[fault] }
  if (locale !== '' && !LANGUAGE.test(locale)) return { line, fault: 'no language tag' }
  return { line, email: address, locale: locale || undefined }
}

/** Reads the rows of a file that has been checked. @throws {CampaignError} at a bad one */
export async function* readRows(path: string): AsyncGenerator<Row> {
  for await (const row of readFile(path)) {
    if ('fault' in row) throw new CampaignError(`Line ${row.line}: ${row.fault}.`)
    yield row
  }
}
