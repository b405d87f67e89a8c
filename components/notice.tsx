import styles from './notice.module.css'

/** Something that went wrong with the whole form, said before it. */
export const Notice = (props: { title: string; text: string }) => (
  <div className={styles.notice} role="alert">
    <strong>{props.title}</strong>
    <p>{props.text}</p>
  </div>
)
