import { randomUUID } from 'node:crypto'

/** A mail that reached a customer. */
export type Mail = {
  readonly id: string
  readonly to: string
  readonly from: string
  readonly subject: string
  readonly html: string
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
  readonly idempotencyKey: string | null
  readonly at: string
}

/** The inbox of all customers. */
export type Inbox = ReturnType<typeof createInbox>

/** Creates the list of sent mails, up to a limit. */
export const createInbox = (limit = 5_000) => {
  const mails = new Map<string, Mail>()
  return {
    receive: (
      mail: Pick<Mail, 'to' | 'from' | 'subject' | 'html' | 'text'> &
        Partial<Pick<Mail, 'headers' | 'idempotencyKey'>>,
    ): Mail => {
      const received: Mail = {
        id: randomUUID(),
        headers: {},
        idempotencyKey: null,
        at: new Date().toISOString(),
        ...mail,
      }
      mails.set(received.id, received)
      const oldest = mails.keys().next().value
      if (mails.size > limit && oldest !== undefined) mails.delete(oldest)
      return received
    },

    withId: (id: string): Mail | undefined => mails.get(id),

    /** Lists mails, newest first. Ignores the case of the address. */
    list: (to?: string): readonly Mail[] =>
      [...mails.values()]
        .filter((mail) => to === undefined || mail.to.toLowerCase() === to.toLowerCase())
        .reverse(),
  }
}
