import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { pipe, transform, type ZodMiniType } from 'zod/mini'
import { parseJson, readText } from '#lib/read-body.ts'
import { isDevelopment } from '#server/config/config.ts'

/** Result of validating a posted form: its fields, or the status of the refusal. */
type FormBody =
  | { kind: 'valid'; fields: FormFields }
  | { kind: 'refused'; status: 400 | 413 | 415 }
  | { kind: 'outdated' }

/** Size of the largest form. Next would read a larger one and then fail. */
export const MAX_FORM_BYTES = 16 * 1024

/** The Content-Type that browsers send. The multipart readers of Next accept no other boundary. */
const MULTIPART = /^multipart\/form-data; ?boundary=([\w'-]{27,70})$/i
const PART = /^\r\nContent-Disposition: form-data; name="([\w$:-]+)"\r\n\r\n(.*)\r\n$/is

/** Reads the boundary of a multipart body; undefined for another Content-Type. */
export const boundaryOf = (contentType: string | null | undefined): string | undefined =>
  MULTIPART.exec(contentType ?? '')?.[1]

/** The id of a server action, of this build or another one. */
const ACTION_ID = /^[0-9a-f]{40,64}$/

/**
 * Validates a form before React decodes it: text fields as browsers write them, for an action of this
 * page, without any value that the decoder would resolve.
 * @param actions ids of the page's actions in this build
 * @see https://nvd.nist.gov/vuln/detail/CVE-2025-55182
 */
export async function validateFormBody(
  { headers, body }: Pick<Request, 'headers' | 'body'>,
  actions: ReadonlySet<string>,
): Promise<FormBody> {
  const boundary = boundaryOf(headers.get('content-type'))
  if (!boundary) return { kind: 'refused', status: 415 }
  const text = await readText(body, MAX_FORM_BYTES, { exact: true }).catch(() => '')
  if (text === null) return { kind: 'refused', status: 413 }
  const fields = fieldsOf(text, boundary)
  const byScript = headers.get('next-action')
  if (!fields) return { kind: 'refused', status: 400 }
  const id = byScript === null ? postedId(fields) : sentId(byScript, fields)
  if (!id || !ACTION_ID.test(id)) return { kind: 'refused', status: 400 }
  return actions.has(id)
    ? { kind: 'valid', fields: namedFields(fields, byScript !== null) }
    : { kind: 'outdated' }
}

/** Fields of our form, by their names on the page. */
export type FormFields = ReadonlyMap<string, string>

/** Maps fields to their names on the page: React puts `_1_` before the names of a form that it sends. */
const namedFields = (fields: Fields, byScript: boolean): FormFields =>
  new Map(fields.map(([name, value]) => [byScript ? name.replace(/^_1_/, '') : name, value]))

type Fields = readonly (readonly [name: string, value: string])[]

function fieldsOf(text: string, boundary: string): Fields | null {
  const [before, ...parts] = text.split(`--${boundary}`)
  if (before !== '' || !/^--(\r\n)?$/.test(parts.pop() ?? '')) return null
  const fields = parts.map((part) => PART.exec(part)).filter((part) => part !== null)
  return fields.length === parts.length
    ? fields.map(([, name = '', value = '']) => [name, value])
    : null
}

/** Reads the action id from the hidden fields that React writes for a form without JavaScript. */
function postedId(fields: Fields): string | null {
  const own = fields.filter(([name]) => name.startsWith('$ACTION_'))
  const [, form] = /^\$ACTION_REF_(\d{1,3})$/.exec(own[0]?.[0] ?? '') ?? []
  const names = [`$ACTION_REF_${form}`, `$ACTION_${form}:0`, `$ACTION_${form}:1`, '$ACTION_KEY']
  if (own.length !== names.length || own.some(([name], nth) => name !== names[nth])) return null
  const [reference, state] = own.slice(1, 3).map(([, value]) => parseJson(value))
  const read = referenceSchema.safeParse(reference)
  const isBound = Array.isArray(state) && state.length === 1 && isPlain(state)
  return read.success && isBound ? read.data.id : null
}

/** Accepts the action id in the header of a form that JavaScript sent. */
function sentId(id: string, fields: Fields): string | null {
  const [values = [], ...others] = fields.filter(([name]) => !name.startsWith('_1_'))
  return others.length === 0 && values[0] === '0' && values[1] === '[{},"$K1"]' ? id : null
}

/** Checks whether a value holds no reference: React's decoder resolves texts that begin with `$`. */
const isPlain = (value: unknown, depth = 0): boolean => {
  if (typeof value === 'string') return !value.startsWith('$') || value === '$undefined'
  if (typeof value !== 'object' || value === null) return value !== undefined
  // `in {}` finds the names that every object has, such as `__proto__`.
  const isSafe = ([name, inner]: [string, unknown]) =>
    /^[\w-]+$/.test(name) && !(name in {}) && isPlain(inner, depth + 1)
  return depth < MAX_DEPTH && Object.entries(value).every(isSafe)
}

/** Maximum nesting depth; our action results are shallower. */
const MAX_DEPTH = 8

const referenceSchema = z.strictObject({ id: z.string(), bound: z.literal('$@1') })

/** Makes a schema for a decoded form. A repeated field is an array, so a schema for text refuses it. */
export const formData = <Fields extends ZodMiniType>(fields: Fields) =>
  pipe(
    transform((form: unknown) => (form instanceof FormData ? toObject(form) : form)),
    fields,
  )

const toObject = (form: FormData) =>
  Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name)
      return [name, values.length === 1 ? values[0] : values]
    }),
  )

/** Manifest of the build: the actions of each page. */
const MANIFEST = `.next/${isDevelopment ? 'dev/' : ''}server/server-reference-manifest.json`

const manifestSchema = z.object({
  node: z.record(z.string(), z.object({ workers: z.record(z.string(), z.unknown()) })),
})

const shared = globalThis as typeof globalThis & {
  passwordResetActions?: z.infer<typeof manifestSchema>['node']
}

/** Reads the manifest once at boot, because a later build may overwrite the file. */
export function readActions() {
  if (isDevelopment) delete shared.passwordResetActions
  shared.passwordResetActions ??= manifestSchema.parse(
    JSON.parse(readFileSync(MANIFEST, 'utf8')),
  ).node
  return shared.passwordResetActions
}

/**
 * Lists the action ids of a page in this build. The same source has the same ids in every build: a form
 * that was rendered before a deploy still posts after it, unless its action has been moved.
 */
export function actionsOf(path: string): ReadonlySet<string> {
  const node = readActions()
  const worker = `app/[locale]${path}/page`
  return new Set(Object.keys(node).filter((id) => worker in (node[id]?.workers ?? {})))
}
