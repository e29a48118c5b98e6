// Runs in the browser, after a line that says whether the reader `allows` frames of other sites.

for (const link of document.querySelectorAll('a[data-embed]')) {
  link.addEventListener('click', (event) => {
    // Whoever wants a new tab gets one.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    open(link).focus()
  })
  if (allows) open(link)
}

function open(link) {
  const frame = document.createElement('iframe')
  frame.title = link.querySelector('.embed-title').textContent
  frame.allow = 'encrypted-media; fullscreen; picture-in-picture'
  frame.loading = 'lazy'
  frame.referrerPolicy = 'strict-origin-when-cross-origin'
  // Its origin is another one, so it may have it: nothing of this page is within its reach.
  frame.sandbox =
    'allow-forms allow-popups allow-popups-to-escape-sandbox allow-presentation allow-same-origin allow-scripts'
  frame.src = link.dataset.embed
  link.replaceWith(frame)
  return frame
}
