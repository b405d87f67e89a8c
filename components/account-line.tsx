import type { ReactNode } from 'react'
import styles from './account-line.module.css'
import { AddressText } from './address-text.tsx'

/** A line with the address that a page is about. `text` may be a sentence with the address. */
export const AccountLine = ({ text, children }: { text: string; children?: ReactNode }) => (
  <p className={styles.line}>
    <bdi>
      <AddressText>{text}</AddressText>
    </bdi>
    {children}
  </p>
)
