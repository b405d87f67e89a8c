import type { Messages } from '#messages/messages.ts'
import type { PagePath } from '#server/http/routes.ts'
import type { Shown, Visit } from './visit.ts'

/** A page in one of its states. */
export type State = {
  readonly page: PagePath
  readonly name: string
  /** Texts on the page that show that the state is reached. */
  readonly says: (words: Messages) => readonly string[]
  readonly reach: (visit: Visit) => Promise<Shown>
  /** True if the page has only the default language, because the server cannot read which one is wanted. */
  readonly hasDefaultLanguage?: true
}

/** Makes the file name of a state. */
export const idOf = ({ page, name }: { readonly page: string; readonly name: string }): string =>
  `${page} ${name}`.replace(/[^a-z\d]+/gi, '-').replace(/^-|-$/g, '')
