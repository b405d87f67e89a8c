import { afterAll, beforeAll, expect, test } from 'vitest'
import { actionsOf } from '#server/http/form-body.ts'

const home = process.cwd()

// The ids are read where a server runs.
beforeAll(() => process.chdir('.next/standalone'))
afterAll(() => process.chdir(home))

// A form that is open during a deploy posts to the new build. If one of these ids changes, because its
// action was moved or renamed, every open form breaks.
test('the actions have the ids that they have had since the first release (NX-03)', () => {
  const requestReset = ['7fe1398361e8debeab5a8800ec89a5117ce10357b7']
  const resetPassword = ['7f2a79231cea36000d7c7e7a49592938109a0a8b1a']
  expect([...actionsOf('/forgot-password')]).toEqual(requestReset)
  expect([...actionsOf('/forgot-password/prefilled')]).toEqual(requestReset)
  expect([...actionsOf('/change-password/expired')]).toEqual(requestReset)
  expect([...actionsOf('/change-password')]).toEqual(resetPassword)
  const resetWithLink = ['7f046d1bec764a5ec12df152036116579b0a709877']
  expect([...actionsOf('/change-password/with-link')]).toEqual(resetWithLink)
  const resendLink = '7fade6860edaf76ddf8bc62af3f02c625cd9ba8dae'
  expect([...actionsOf('/forgot-password/sent')].sort()).toEqual(
    [resendLink, ...requestReset].sort(),
  )
  const others = {
    '/change-password/code': '7feaed685ee9b3f25ff239e4b539040ef46178df1d',
    '/not-me': '7f3da2631f6631b20db2a430d4d0ae8a31bda30296',
  }
  for (const [page, id] of Object.entries(others)) expect([...actionsOf(page)]).toEqual([id])
  expect([...actionsOf('/change-password/done')]).toEqual([])
})
