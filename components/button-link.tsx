import styles from './submit-button.module.css'

/** A link that looks like the one thing to do. */
export const ButtonLink = (props: { href: string; children: string }) => (
  <a className={styles.button} href={props.href}>
    {props.children}
  </a>
)
