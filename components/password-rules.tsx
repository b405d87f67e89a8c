import { fill } from '#messages/fill.ts'
import type { Messages } from '#messages/messages.ts'
import { Icon } from './icon.tsx'
import styles from './password-rules.module.css'

type Props = {
  words: Pick<Messages['changePassword'], 'rules' | 'met'>
  minLength: number
  /** True if the typed password is long enough. Only the server knows about the other rules. */
  isLong: boolean
}

/** The rules for a password as a list. The rule about its length is ticked, and announced, when it is met. */
export function PasswordRules({ words, minLength, isLong }: Props) {
  const { uncommon, own } = words.rules
  const length = fill(words.rules.length, { minLength })
  return (
    <>
      <ul className={styles.rules}>
        <li data-met={isLong || undefined}>
          {isLong && <Icon name="tick" size={18} />}
          {/* Its place stays known when a translator moves the text. */}
          <span>{length}</span>
        </li>
        <li>{uncommon}</li>
        <li>{own}</li>
      </ul>
      <span className="visually-hidden" role="status">
        {isLong && fill(words.met, { rule: length })}
      </span>
    </>
  )
}
