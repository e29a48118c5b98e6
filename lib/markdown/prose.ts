/**
 * A text's HTML, compiled once: pieces of safe HTML and, between them, slots for the few things that depend on more than
 * its file and the words of its language. JSON holds it, and {@link file://./fill.ts fillProse} makes the page's HTML of it.
 */
export type Prose = (string | Slot)[]

export type Slot = LinkSlot | PictureSlot | CreditSlot | PlayerSlot | FrameSlot

/** A link to a file of the content folder. Where that leads nowhere, its words remain. */
export type LinkSlot = {
  /** The address as the text writes it, without its fragment. */
  link: string
  /** `#…`, percent-encoded, or nothing. */
  fragment: string
  title?: string
  words: Prose
}

/** A picture, named as the text names it. */
export type PictureSlot = { picture: string; alt: string }

/** Who made a picture, where the text does not say it but the picture's file may. @property alone: there is no caption */
export type CreditSlot = { credit: string; alone: boolean }

/** A player for a video or an audio file, named as the text names it. */
export type PlayerSlot = {
  player: 'video' | 'audio'
  src: string
  /** The picture that stands for a video. */
  poster?: string
  captions: { src: string; lang: string; label: string }[]
  words: string
}

/** Something of another site's, which may be framed where the newsroom lets frames in from there. */
export type FrameSlot = { frame: string; framed: Prose; linked: Prose }
