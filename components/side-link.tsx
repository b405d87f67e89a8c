import styles from './side-link.module.css'

/** A quiet link below a form, to another way to go on. */
export const SideLink = (props: { href: string; children: string }) => (
  <p className={styles.side}>
    <a href={props.href}>{props.children}</a>
  </p>
)
