import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { ConfigError } from './config-error.ts'

const json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    context.addIssue('not JSON')
    return z.NEVER
  }
})

/** Files that are served from `WELL_KNOWN_DIR`, with the form of their content. */
const FILES = {
  'assetlinks.json': json.pipe(z.array(z.looseObject({}))),
  'apple-app-site-association': json.pipe(z.looseObject({})),
}

/** A file that lets apps and sites of the company share saved passwords. */
export type WellKnownName = keyof typeof FILES

const NAMES = Object.keys(FILES) as WellKnownName[]

/** Size of the largest file: Apple reads no larger one. */
const MAX_BYTES = 128 * 1024

/**
 * Reads the files of `WELL_KNOWN_DIR`, and nothing else in it.
 * @throws {ConfigError} naming every file that is missing or malformed
 */
export function readWellKnown(directory: string): Readonly<Record<WellKnownName, string>> {
  const texts = NAMES.map((name) => [name, readText(join(directory, name))] as const)
  const faults = texts.flatMap(([name, text]) => faultOf(name, text))
  if (faults.length > 0) throw new ConfigError(faults, 'WELL_KNOWN_DIR is not usable:')
  return Object.fromEntries(texts) as Record<WellKnownName, string>
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function faultOf(name: WellKnownName, text: string | null): string[] {
  if (text === null) return [`  ${name} cannot be read`]
  if (Buffer.byteLength(text) > MAX_BYTES) return [`  ${name} is larger than 128 KiB`]
  const isArray = name === 'assetlinks.json'
  return FILES[name].safeParse(text).success
    ? []
    : [`  ${name} must hold a JSON ${isArray ? 'array of objects' : 'object'}`]
}
