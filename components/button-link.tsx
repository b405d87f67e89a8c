import styles from './submit-button.module.css'

/** A link that looks like the main button. */
export const ButtonLink = (props: { href: string; rel?: string; children: string }) => (
  <a className={styles.button} href={props.href} rel={props.rel}>
    {props.children}
  </a>
)
