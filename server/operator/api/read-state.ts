import * as z from 'zod'
import { problemJson } from '#server/http/responses.ts'
import type { ApiCall } from './call.ts'
import { stateAnswer } from './schemas.ts'
import { fullState, guardedState } from './state.ts'

/** Answers with the state of a reset, as much of it as the key may see. */
export async function readState({ app, key, parameter }: ApiCall): Promise<Response> {
  const cause = z.uuid().safeParse(parameter).data
  if (!cause) return noReset()
  const { progress, requests } = app.store
  const [steps, request] = await Promise.all([progress.find(cause), requests.find(cause)])
  if (!steps && !request) return noReset()
  const view = key.maySeeAccounts ? fullState : guardedState
  const state = view({ cause, steps: steps ?? {}, request })
  return Response.json(stateAnswer.parse(state), { headers: { 'Cache-Control': 'no-store' } })
}

const noReset = () => problemJson(404, 'There is no such reset')
