import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** Whether script runs here: false in the HTML, true as soon as the page has come alive. */
export const useHydrated = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
