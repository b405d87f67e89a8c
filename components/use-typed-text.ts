import { type RefCallback, useCallback, useState } from 'react'

/**
 * Keeps what was typed into a field when React replaces the document. React does so when the HTML is
 * not what it rendered, because an extension or a proxy changed it, and the new fields are empty.
 * @returns a ref for the field
 * @see https://react.dev/link/hydration-mismatch
 */
export function useTypedText(id: string): RefCallback<HTMLInputElement> {
  // While React renders, the document that it is about to replace is still there.
  const [before] = useState(() => fieldInDocument(id))
  return useCallback(
    (input) => {
      if (!input || !before || input === before.input) return
      // Read now: more may have been typed since React began.
      input.value = before.input.value
      if (!before.hasFocus) return
      input.focus()
      input.setSelectionRange(before.input.selectionStart, before.input.selectionEnd)
    },
    [before],
  )
}

function fieldInDocument(id: string) {
  if (typeof document === 'undefined') return null
  const input = document.getElementById(id)
  return input instanceof HTMLInputElement
    ? { input, hasFocus: input === document.activeElement }
    : null
}
