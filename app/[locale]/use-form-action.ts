import { unstable_rethrow } from 'next/navigation'
import { type FormEvent, startTransition, useActionState } from 'react'
import { notTaken } from './not-taken.ts'

type Action<Result> = (previous: Result, form: FormData) => Promise<Result>

/** react-hook-form's: calls back when all fields are in order. */
type HandleSubmit = (onValid: () => void) => (event: FormEvent) => Promise<void>

/**
 * A form's server action. Without script the form posts and the page comes back with the result;
 * with script the form is sent behind the page, and an answer that gets lost on the way is a result
 * as well: the page stays, with all that was typed. A form that was not let through to its action has
 * no way on but a new page: `error.tsx` says so.
 * @param lost the result when no answer came
 */
export function useFormAction<Result extends object>(
  action: Action<Result>,
  none: NoInfer<Awaited<Result>>,
  lost: NoInfer<Result>,
) {
  const [posted, post] = useActionState<Result, FormData>(action, none)
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
  const submit = (handleSubmit: HandleSubmit) => (event: FormEvent<HTMLFormElement>) => {
    const form = new FormData(event.currentTarget)
    return handleSubmit(() => startTransition(() => send(form)))(event)
  }
  return { result: sent ?? posted, post, submit, pending }
}
