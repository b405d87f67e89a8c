import styles from './submit-button.module.css'

/** A link that looks like the main button. */
export const ButtonLink = (props: { href: string; children: string }) => (
  <a className={styles.button} href={props.href}>
    {props.children}
  </a>
)
