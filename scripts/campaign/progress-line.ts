const number = new Intl.NumberFormat('en')

/** Writes a number of rows. */
export const rows = (count: number) => `${number.format(count)} ${count === 1 ? 'row' : 'rows'}`

/** Writes a time in the largest fitting unit: `2 h 10 min`. */
export function timeOf(seconds: number): string {
  const minutes = Math.ceil(seconds / 60)
  const hours = Math.floor(minutes / 60)
  if (minutes < 2) return `${Math.ceil(seconds)} s`
  return hours === 0 ? `${minutes} min` : `${number.format(hours)} h ${minutes % 60} min`
}

/** Pauses between two lines on a terminal, where the line is replaced, and in a file. */
const PAUSE_MS = { terminal: 500, file: 30_000 }

/**
 * Creates a writer of the progress: rows, rate and time left. The rate is that of this run.
 * @param total number of rows
 */
export function progressLine(total: number, output: NodeJS.WriteStream = process.stderr) {
  const startMs = Date.now()
  let first: number | null = null
  let writtenMs = startMs
  return (done: number): void => {
    first ??= done - 1
    const nowMs = Date.now()
    const pauseMs = output.isTTY ? PAUSE_MS.terminal : PAUSE_MS.file
    if (nowMs - writtenMs < pauseMs && done < total) return
    writtenMs = nowMs
    const rate = (done - first) / Math.max(0.001, (nowMs - startMs) / 1000)
    const left = timeOf((total - done) / rate)
    const line = `${number.format(done)} of ${rows(total)}, ${rate.toFixed(1)} a second, ${left} left`
    output.write(output.isTTY ? `\r${line}\u001b[K` : `${line}\n`)
  }
}
