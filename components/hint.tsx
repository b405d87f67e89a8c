import styles from './hint.module.css'
import { Icon } from './icon.tsx'

/** A remark about what was typed, which may be right all the same. */
export const Hint = ({ children }: { children: string }) => (
  <p className={styles.hint}>
    <Icon name="alert" size={18} />
    {children}
  </p>
)
