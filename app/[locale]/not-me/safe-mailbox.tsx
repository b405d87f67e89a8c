import { More } from '#components/more.tsx'
import type { Messages } from '#messages/messages.ts'

type Props = { words: Messages['notMe']['mailbox']; isOpen?: true }

/** Help for a customer whose mailbox somebody else can read. */
export const SafeMailbox = ({ words, isOpen }: Props) => (
  <More title={words.title} isOpen={isOpen}>
    <p>{words.lead}</p>
    <ul>
      {words.hints.map((hint) => (
        <li key={hint}>{hint}</li>
      ))}
    </ul>
  </More>
)
