import styles from './submit-button.module.css'

/** The one thing to do on a page. It stays where it is while it works, and can always be pressed. */
export const SubmitButton = (props: { pending: boolean; children: string }) => (
  <button className={styles.button} type="submit" aria-busy={props.pending}>
    {props.children}
  </button>
)
