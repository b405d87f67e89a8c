import { fill } from '#messages/fill.ts'
import { duration, messagesFor } from '#messages/messages.ts'
import { senderName } from '#server/config/sender-name.ts'
import { services } from '#server/services.ts'

/** Steps for a customer who waits for the mail. */
export function SentSteps({ locale }: { locale: string }) {
  const { config, upstream } = services()
  const life = duration(upstream.tokenLifetimeSeconds / 60, locale)
  return (
    <ul>
      {messagesFor(locale).sent.steps.map((step) => (
        <li key={step}>{fill(step, { sender: senderName(config), life })}</li>
      ))}
    </ul>
  )
}
