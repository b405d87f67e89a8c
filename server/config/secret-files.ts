import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** Variables that are set, with the secrets from files. `unread` names secrets whose file is at fault. */
type Read = {
  readonly set: Readonly<Record<string, string>>
  readonly faults: readonly string[]
  readonly unread: readonly string[]
}

/**
 * Reads secrets from the files that `NAME_FILE` names, without the line break at their end. A relative
 * path starts at `PWD`. A blank variable counts as unset.
 * @param secrets names of the variables that may be in a file
 */
export function readSecretFiles(environment: Environment, secrets: readonly string[]): Read {
  const set: Record<string, string> = {}
  for (const [name, value] of Object.entries(environment)) if (value?.trim()) set[name] = value
  const faults: string[] = []
  const unread: string[] = []
  for (const name of secrets) {
    const path = set[`${name}_FILE`]
    if (path === undefined) continue
    if (set[name] !== undefined) {
      faults.push(`  ${name}_FILE must not be set beside ${name}`)
      continue
    }
    const text = readText(resolve(environment.PWD ?? '', path))
    if (text?.trim()) {
      set[name] = text
      continue
    }
    faults.push(`  ${name}_FILE must name a file with text that this user may read`)
    unread.push(name)
  }
  return { set, faults, unread }
}

/** Reads a file; null if that fails. The error would quote the path. */
function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '')
  } catch {
    return null
  }
}
