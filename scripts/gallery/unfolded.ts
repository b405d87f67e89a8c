import type { Shown, Visit } from './visit.ts'

/** Unfolds everything on a page: help, and the menu of languages. */
export const unfolded =
  (reach: (visit: Visit) => Promise<Shown>) =>
  async (visit: Visit): Promise<Shown> => {
    const shown = await reach(visit)
    return { ...shown, html: shown.html.replaceAll('<details', '<details open') }
  }
