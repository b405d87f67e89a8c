import { Icon } from './icon.tsx'
import styles from './notice.module.css'

/** An alert above a form that could not be processed. Another text is another element, for translators. */
export const Notice = (props: { title: string; text: string }) => (
  <div key={props.text} className={styles.notice} role="alert">
    <Icon name="alert" />
    <strong>{props.title}</strong>
    <p>{props.text}</p>
  </div>
)
