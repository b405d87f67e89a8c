import type { Locale } from '#messages/locales.ts'

/** Texts of a shop. The others are those of the site. */
type ShopWords = {
  readonly signIn: string
  readonly password: string
  readonly wrong: string
  readonly signedIn: (name: string) => string
  readonly signOut: string
}

const words = (
  signIn: string,
  password: string,
  wrong: string,
  signedIn: ShopWords['signedIn'],
  signOut: string,
): ShopWords => ({ signIn, password, wrong, signedIn, signOut })

/** Texts of the shops in each language. */
export const shopWords: Readonly<Record<Locale, ShopWords>> = {
  en: words(
    'Sign in',
    'Password',
    'This email and password do not match.',
    (name) => `Signed in as ${name}`,
    'Sign out',
  ),
  es: words(
    'Iniciar sesión',
    'Contraseña',
    'El correo electrónico y la contraseña no coinciden.',
    (name) => `Sesión iniciada: ${name}`,
    'Cerrar sesión',
  ),
  fr: words(
    'Se connecter',
    'Mot de passe',
    'L’adresse e-mail et le mot de passe ne correspondent pas.',
    (name) => `Vous êtes connecté : ${name}`,
    'Se déconnecter',
  ),
  de: words(
    'Anmelden',
    'Passwort',
    'E-Mail-Adresse und Passwort passen nicht zusammen.',
    (name) => `Angemeldet als ${name}`,
    'Abmelden',
  ),
  it: words(
    'Accedi',
    'Password',
    'L’indirizzo email e la password non corrispondono.',
    (name) => `Accesso effettuato: ${name}`,
    'Esci',
  ),
  pt: words(
    'Fazer login',
    'Senha',
    'O e-mail e a senha não conferem.',
    (name) => `Você entrou como ${name}`,
    'Sair',
  ),
  nl: words(
    'Inloggen',
    'Wachtwoord',
    'Dit e-mailadres en wachtwoord horen niet bij elkaar.',
    (name) => `Ingelogd als ${name}`,
    'Uitloggen',
  ),
  pl: words(
    'Zaloguj się',
    'Hasło',
    'Adres e-mail i hasło nie pasują do siebie.',
    (name) => `Zalogowano: ${name}`,
    'Wyloguj się',
  ),
  tr: words(
    'Giriş yap',
    'Şifre',
    'E-posta adresi ve şifre eşleşmiyor.',
    (name) => `Giriş yapan: ${name}`,
    'Çıkış yap',
  ),
  ar: words(
    'تسجيل الدخول',
    'كلمة المرور',
    'البريد الإلكتروني وكلمة المرور غير متطابقين.',
    (name) => `تم تسجيل الدخول باسم ${name}`,
    'تسجيل الخروج',
  ),
  he: words(
    'התחברות',
    'סיסמה',
    'כתובת האימייל והסיסמה אינן תואמות.',
    (name) => `מחובר כעת: ${name}`,
    'התנתקות',
  ),
  ja: words(
    'ログイン',
    'パスワード',
    'メールアドレスとパスワードが一致しません。',
    (name) => `${name} さんとしてログイン中`,
    'ログアウト',
  ),
  ko: words(
    '로그인',
    '비밀번호',
    '이메일 주소와 비밀번호가 일치하지 않습니다.',
    (name) => `${name} 님으로 로그인됨`,
    '로그아웃',
  ),
  zh: words('登录', '密码', '邮箱地址与密码不匹配。', (name) => `已登录：${name}`, '退出登录'),
  hi: words(
    'साइन इन करें',
    'पासवर्ड',
    'ईमेल पता और पासवर्ड मेल नहीं खाते।',
    (name) => `${name} के रूप में साइन इन`,
    'साइन आउट करें',
  ),
}
