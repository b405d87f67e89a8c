import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation'
import { type FormEvent, startTransition, useActionState } from 'react'
import { REFUSED } from '#lib/http/refused.ts'

type Action<Result> = (previous: Result, form: FormData) => Promise<Result>

/** react-hook-form's: calls back when all fields are in order. */
type HandleSubmit = (onValid: () => void) => (event: FormEvent) => Promise<void>

/**
 * A form's server action. Without script the form posts and the page comes back with the result;
 * with script the form is sent behind the page, and an answer that gets lost on the way is a result
 * as well: the page stays, with all that was typed.
 * @param lost the result when no answer came
 * @param refused the result when the form was not let through to its action
 */
export function useFormAction<Result extends object>(
  action: Action<Result>,
  none: NoInfer<Awaited<Result>>,
  lost: NoInfer<Result>,
  refused: NoInfer<Result>,
) {
  const [posted, post] = useActionState<Result, FormData>(action, none)
  const [sent, send, pending] = useActionState(
    async (_: Result | null, form: FormData): Promise<Result> => {
      try {
        return await action(none, form)
      } catch (error) {
        unstable_rethrow(error)
        if (unstable_isUnrecognizedActionError(error)) {
          location.reload()
          return new Promise(() => {})
        }
        return error instanceof Error && error.message === REFUSED ? refused : lost
      }
    },
    null,
  )
  const submit = (handleSubmit: HandleSubmit) => (event: FormEvent<HTMLFormElement>) => {
    const form = new FormData(event.currentTarget)
    return handleSubmit(() => startTransition(() => send(form)))(event)
  }
  return { result: sent ?? posted, post, submit, pending }
}
