// What is written as an error and expected by no test is an error.
console.error = (...words: unknown[]) => {
  throw new Error(`unexpected console.error: ${words.join(' ')}`)
}
