// Runs in the browser, after a line that says whether the reader `allows` frames from other sites.

for (const link of document.querySelectorAll('a[data-embed]')) {
  link.addEventListener('click', (event) => {
    // The reader wants a new tab.
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
  // The frame has another origin, so allow-same-origin is safe: it cannot reach this page.
  frame.sandbox =
    'allow-forms allow-popups allow-popups-to-escape-sandbox allow-presentation allow-same-origin allow-scripts'
  frame.src = link.dataset.embed
  link.replaceWith(frame)
  return frame
}
