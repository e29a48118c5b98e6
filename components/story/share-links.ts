/** A way to share a story: a plain link, which loads nothing from anywhere until it is followed. */
export type ShareLink = { name: string; href: string }

/** @param url of the story, absolute; @param email the word for e-mail in the story's language */
export function shareLinks(url: string, headline: string, email: string): ShareLink[] {
  const link = encodeURIComponent(url)
  const text = encodeURIComponent(headline.toWellFormed())
  return [
    { name: email, href: `mailto:?subject=${text}&body=${link}` },
    { name: 'WhatsApp', href: `https://wa.me/?text=${text}%20${link}` },
    { name: 'Telegram', href: `https://t.me/share/url?url=${link}&text=${text}` },
    { name: 'Weibo', href: `https://service.weibo.com/share/share.php?url=${link}&title=${text}` },
    { name: 'Facebook', href: `https://www.facebook.com/sharer/sharer.php?u=${link}` },
    { name: 'X', href: `https://x.com/intent/post?url=${link}&text=${text}` },
  ]
}
