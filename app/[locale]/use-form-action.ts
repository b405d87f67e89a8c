import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation'
import { useActionState } from 'react'

type Action<Result> = (previous: Result, form: FormData) => Promise<Result>

/**
 * A form's server action. Without script the form posts and the page comes back with the result;
 * with script the form is sent behind the page, and an answer that gets lost on the way is a result
 * as well: the page stays, with all that was typed.
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
        if (unstable_isUnrecognizedActionError(error)) location.reload()
        return lost
      }
    },
    null,
  )
  return { result: sent ?? posted, post, send, pending }
}
