import type { Page } from '@playwright/test'
import type { Messages } from '#messages/messages.ts'
import type { State } from './state.ts'
import { ADDRESS } from './visit.ts'

/** A state that only a browser with JavaScript reaches, from the page of `reach`. */
export type LiveState = State & {
  readonly act: (page: Page, words: Messages) => Promise<unknown>
}

const ASK = '/forgot-password'

const NO_ACTION = '0'.repeat(42)

/** Sends the form, and waits for what comes of it. */
async function send(page: Page, { forgotPassword }: Messages, outcome: string) {
  await page.locator('#email').fill(ADDRESS)
  await page.getByRole('button', { name: forgotPassword.submit }).click()
  await page.locator(outcome).first().waitFor()
}

const asking = { page: ASK, reach: (({ get }) => get(ASK)) satisfies State['reach'] } as const

/** All states that need JavaScript. */
export const LIVE_STATES: readonly LiveState[] = [
  {
    ...asking,
    name: 'with script, pending',
    says: ({ forgotPassword }) => [forgotPassword.submit],
    act: async (page, words) => {
      await page.route(`**${ASK}`, () => {})
      await send(page, words, '[aria-busy=true]')
    },
  },
  {
    ...asking,
    name: 'with script, offline',
    says: ({ error }) => [error.offline.title, error.offline.text],
    act: async (page, words) => {
      await page.context().setOffline(true)
      await send(page, words, 'form [role=alert]')
      await page.context().setOffline(false)
    },
  },
  {
    ...asking,
    name: 'with script, no answer',
    says: ({ error }) => [error.title, error.lead],
    act: async (page, words) => {
      // A browser without a network counts as offline.
      await page.evaluate(() => Object.defineProperty(navigator, 'onLine', { value: true }))
      await page.route(`**${ASK}`, (route) => route.abort())
      await send(page, words, 'form [role=alert]')
    },
  },
  {
    page: ASK,
    name: 'with script, limited',
    says: ({ error }) => [error.tooMany.title, error.tooMany.lead],
    reach: async ({ get, post }) => {
      await post(ASK, { email: ADDRESS })
      return get(ASK)
    },
    act: (page, words) => send(page, words, 'form [role=alert]'),
  },
  {
    ...asking,
    name: 'with script, outdated',
    says: ({ outdated }) => [outdated.title, outdated.next],
    act: async (page, words) => {
      await page.route(`**${ASK}`, (route, request) =>
        route.continue({ headers: { ...request.headers(), 'next-action': NO_ACTION } }),
      )
      await send(page, words, '[role=alert] h1')
    },
  },
  {
    page: '/change-password/with-link',
    name: 'with script, empty',
    says: ({ changePassword }) => [changePassword.show, changePassword.showShort],
    reach: ({ get }) => get('/change-password/with-link'),
    act: (page, { changePassword }) =>
      page.getByRole('button', { name: changePassword.show }).waitFor(),
  },
  {
    page: '/change-password/with-link',
    name: 'with script, password shown',
    says: ({ changePassword }) => [changePassword.hide, changePassword.hideShort],
    reach: ({ get }) => get('/change-password/with-link'),
    act: async (page, { changePassword }) => {
      await page.locator('#password').fill('seven quiet rivers')
      await page.getByRole('button', { name: changePassword.show }).click()
    },
  },
  {
    page: '/change-password/with-link',
    name: 'with script, long enough',
    says: ({ changePassword }) => [changePassword.met],
    reach: ({ get }) => get('/change-password/with-link'),
    act: async (page) => {
      await page.locator('#password').fill('seven quiet rivers')
      await page.locator('[data-met]').waitFor()
    },
  },
  {
    page: '/change-password/with-link',
    name: 'with script, caps lock',
    says: ({ changePassword }) => [changePassword.capsLock],
    reach: ({ get }) => get('/change-password/with-link'),
    act: async (page, { changePassword }) => {
      // Browsers without a keyboard have no such key.
      await page
        .locator('#password')
        .evaluate((field) =>
          field.dispatchEvent(
            new KeyboardEvent('keydown', { key: 'S', bubbles: true, modifierCapsLock: true }),
          ),
        )
      await page.getByText(changePassword.capsLock).waitFor()
    },
  },
]
