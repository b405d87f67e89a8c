import { Fragment } from 'react'
import { splitAddress } from '#lib/split-address.ts'

/** Text with an email address. A tag before the `@` allows a line break, and keeps proxies from rewriting it. */
export const AddressText = ({ children }: { children: string }) =>
  splitAddress(children).map((part, nth) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts never move
    <Fragment key={nth}>
      {nth > 0 && <wbr />}
      {nth > 0 && '@'}
      {part}
    </Fragment>
  ))
