import type { ReactNode } from 'react'
import styles from './account-line.module.css'
import { AddressText } from './address-text.tsx'

type Props = { label: string; address: string; children?: ReactNode }

/** A box with the address that a page is about, and links such as the one to change it. */
export const AccountLine = ({ label, address, children }: Props) => (
  <div className={styles.line}>
    <p>
      <span>{label}</span>
      <bdi>
        <AddressText>{address}</AddressText>
      </bdi>
    </p>
    {children}
  </div>
)
