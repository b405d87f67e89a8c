import { unstable_rethrow } from 'next/navigation'
import { type FormEvent, startTransition, useActionState, useEffect, useState } from 'react'
import { notTaken } from './not-taken.ts'

type Action<Result> = (previous: Result, form: FormData) => Promise<Result>

type Options<Result, Code> = {
  /** The result before any form was sent. */
  none: NoInfer<Result>
  /** The result when no answer came. */
  lost: NoInfer<Result>
  /** Name and id of the field that is checked, and that gets the focus when something is wrong. */
  field: string
  /** Checks the field before the form is sent. Null: send it. */
  check: (typed: string) => Code | null
}

/**
 * Connects a form with its server action. Without JavaScript the form posts, and the page comes back
 * with the result. With JavaScript the field is checked and the form is sent by `fetch`; a lost answer
 * is a result too, so the page stays with all that was typed. Only a form that did not reach its
 * action is thrown, for `error.tsx`.
 *
 * The field in the document is what counts: password managers set its value without any event, so
 * a copy in React's state would be wrong.
 */
export function useFormAction<
  Result extends { data?: unknown; validationErrors?: unknown },
  Code extends string,
>(action: Action<Result>, { none, lost, field, check }: Options<Result, Code>) {
  const [posted, post] = useActionState<Result, FormData>(action, none as Awaited<Result>)
  const [sent, send, pending] = useActionState(
    async (_: Result | null, form: FormData): Promise<Result> => {
      try {
        return await action(none, form)
      } catch (error) {
        unstable_rethrow(error)
        if (notTaken(error)) throw error
        return lost
      }
    },
    null,
  )
  const [wrong, setWrong] = useState<Code | null>(null)
  const result = sent ?? posted

  useEffect(() => {
    if (result.data ?? result.validationErrors) document.getElementById(field)?.focus()
  }, [result, field])

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const input = inputIn(event.currentTarget, field)
    const code = check(input.value)
    setWrong(code)
    if (code) return input.focus()
    const form = new FormData(event.currentTarget)
    // Replaces what an extension has added under the same name.
    form.set(field, input.value)
    startTransition(() => send(form))
  }
  const onInput = (event: FormEvent<HTMLFormElement>) => {
    if (wrong) setWrong(check(inputIn(event.currentTarget, field).value))
  }
  return { result, wrong, pending, form: { action: post, onSubmit, onInput } }
}

function inputIn(form: HTMLFormElement, field: string): HTMLInputElement {
  const input = form.querySelector<HTMLInputElement>(`#${field}`)
  if (!input) throw new Error(`the form has no field ${field}`)
  return input
}
