import * as z from 'zod/mini'

/** Reads a posted form with a schema. A field that is there twice is an array, and no string. */
export const formData = <Fields extends z.ZodMiniType>(fields: Fields) =>
  z.pipe(
    z.transform((form: unknown) => (form instanceof FormData ? toObject(form) : form)),
    fields,
  )

const toObject = (form: FormData) =>
  Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name)
      return [name, values.length === 1 ? values[0] : values]
    }),
  )
