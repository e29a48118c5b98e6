import { createKeyedStore, type Keyed, type KeyedStore } from './keyed-store.ts'
import { type Form, type Representation, sizeOf } from './representation.ts'

/** An answer as it is kept, most often a page. */
export type KeptAnswer = Keyed & {
  representation: Representation
  /** Response headers that do not depend on the encoding. */
  headers: Record<string, string>
}

/** Answers in the forms clients take. */
export type AnswerStore = KeyedStore<KeptAnswer> & {
  /** Adds a form to a kept answer's, or puts it in the place of one. */
  keepForm(path: string, encoding: 'br' | 'gzip', form: Form): void
}

/** @param maxBytes most memory they may take */
export function createAnswerStore(maxBytes: number): AnswerStore {
  const store = createKeyedStore<KeptAnswer>(maxBytes, ({ representation }) => sizeOf(representation))
  return {
    ...store,
    keepForm: (path, encoding, form) =>
      store.change(path, (answer) => {
        answer.representation = { ...answer.representation, [encoding]: form }
      }),
  }
}
