import styles from './submit-button.module.css'

/** The main button of a page. It is not disabled while the form is pending. */
export const SubmitButton = (props: { pending: boolean; children: string }) => (
  <button className={styles.button} type="submit" aria-busy={props.pending}>
    {props.children}
  </button>
)
