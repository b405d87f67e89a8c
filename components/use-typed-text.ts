import { type RefCallback, useCallback, useState } from 'react'

/**
 * Keeps the text of a field when React replaces the document. React does so, with empty fields, when an
 * extension or a proxy has changed the HTML.
 * @returns a ref for the field
 * @see https://react.dev/link/hydration-mismatch
 */
export function useTypedText(id: string): RefCallback<HTMLInputElement> {
  // While React renders, the old document is still there.
  const [before] = useState(() => fieldInDocument(id))
  return useCallback(
    (input) => {
      if (!input || !before || input === before.input) return
      // Read the text only now: more may have been typed since React began.
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
