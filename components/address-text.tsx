import { Fragment } from 'react'
import { splitAddress } from '#lib/split-address.ts'

/** Text with an address in it. It may break before the `@`, and no proxy takes it for an address. */
export const AddressText = ({ children }: { children: string }) =>
  splitAddress(children).map((part, nth) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts never move
    <Fragment key={nth}>
      {nth > 0 && <wbr />}
      {nth > 0 && '@'}
      {part}
    </Fragment>
  ))
