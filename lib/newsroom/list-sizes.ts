/** How many stories lists show. Pages are made with these, and publishing uses them to know which pages show a story. */
export const listSizes = {
  /** A front page's stories above its sections, including the lead. */
  front: 14,
  /** Of each section below those. */
  frontSection: 4,
  sectionFront: 60,
  /** Of a topic or an author. */
  list: 300,
  /** The most a feed holds; site.yaml sets the least. */
  feed: 200,
  /** To read after a story. */
  related: 4,
} as const
