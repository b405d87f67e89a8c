import { unstable_rethrow } from 'next/navigation'
import { type FormEvent, startTransition, useActionState, useEffect, useState } from 'react'
import type { Unsent } from '#components/not-sent.tsx'
import { readRejection } from '#server/http/form-protocol.ts'

type Action<Result> = (previous: Result, form: FormData) => Promise<Result>

/** Checks by field name, which is also the field's id. They return null for a valid value. */
type Checks<Field extends string, Code> = Record<Field, (typed: string) => Code | null>

/** The outcome of a form: the result of its action, or the reason why the action did not run. */
type Sent<Result> = { readonly result: Result; readonly unsent: Unsent | null }

type Options<Result, Field extends string, Code> = {
  /** The result before any form was sent. */
  none: NoInfer<Result>
  /** The result when no answer came. */
  lost: NoInfer<Result>
  checks: Checks<Field, Code>
  /** True if a form that arrived, although no answer came, can be sent again without harm. */
  canRepeat?: true
  /** Names the field that gets the focus after a result of the server; null for none. */
  focus: (result: NoInfer<Result>) => NoInfer<Field> | null
}

/**
 * Connects a form with its server action. Without JavaScript the form posts, and the page comes back
 * with the result. With JavaScript the fields are checked and the form is sent by `fetch`. After a lost
 * answer, or if the client is offline or has to wait, the page keeps all that was typed. Only for a form
 * that was refused or is outdated, an error is thrown, which `error.tsx` shows.
 *
 * Values are read from the document: password managers set them without events, so a copy in React's
 * state would be wrong.
 */
export function useFormAction<Result, Field extends string, Code extends string>(
  action: Action<Result>,
  { none, lost, checks, canRepeat, focus }: Options<Result, Field, Code>,
) {
  const [posted, post] = useActionState<Result, FormData>(action, none as Awaited<Result>)
  const [sent, send, pending] = useActionState(
    async (_: Sent<Result> | null, form: FormData): Promise<Sent<Result>> => {
      // On a local network the browser can say offline although the site can be reached.
      const seemsOffline = !navigator.onLine
      try {
        return { result: await action(none, form), unsent: null }
      } catch (error) {
        unstable_rethrow(error)
        const rejection = readRejection(error)
        if (rejection?.kind === 'limited') return { result: none, unsent: rejection }
        if (rejection) throw error
        return canRepeat && seemsOffline
          ? { result: none, unsent: { kind: 'offline' } }
          : { result: lost, unsent: null }
      }
    },
    null,
  )
  const [wrong, setWrong] = useState<Partial<Record<Field, Code>>>({})
  // Hide the errors of the last form while the next one is pending.
  const { result, unsent } = pending
    ? { result: none, unsent: null }
    : (sent ?? { result: posted, unsent: null })
  const focused = focus(result)

  // biome-ignore lint/correctness/useExhaustiveDependencies: each result moves the focus once
  useEffect(() => {
    if (focused) document.getElementById(focused)?.focus()
  }, [result, focused])

  const names = Object.keys(checks) as Field[]
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const element = event.currentTarget
    const faults = faultsIn(element, checks)
    setWrong(faults)
    const first = names.find((name) => faults[name])
    if (first) return inputIn(element, first).focus()
    const form = new FormData(element)
    // Replace fields that an extension added under the same name.
    for (const name of names) form.set(name, inputIn(element, name).value)
    startTransition(() => send(form))
  }
  const onInput = (event: FormEvent<HTMLFormElement>) => {
    if (names.some((name) => wrong[name])) setWrong(faultsIn(event.currentTarget, checks))
  }
  return { result, unsent, wrong, pending, form: { action: post, onSubmit, onInput } }
}

function faultsIn<Field extends string, Code>(form: HTMLFormElement, checks: Checks<Field, Code>) {
  const faults: Partial<Record<Field, Code>> = {}
  for (const name of Object.keys(checks) as Field[]) {
    const code = checks[name](inputIn(form, name).value)
    if (code) faults[name] = code
  }
  return faults
}

function inputIn(form: HTMLFormElement, name: string): HTMLInputElement {
  const input = form.querySelector<HTMLInputElement>(`#${name}`)
  if (!input) throw new Error(`the form has no field ${name}`)
  return input
}
