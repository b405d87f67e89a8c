/** A page with one word, to compare with. */
export default function Page() {
  return <h1>A page</h1>
}
