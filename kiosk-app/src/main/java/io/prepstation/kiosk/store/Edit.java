package io.prepstation.kiosk.store;

/// What became of a change to an entity. Nothing is saved before the transaction commits.
public sealed interface Edit {

    /// @param entity as it is kept now
    record Written(StoredEntity entity) implements Edit {}

    /// A rule forbids it, and nothing was written.
    ///
    /// @param code a word programs decide by
    /// @param message what is wrong and what to do
    record Refused(Code code, String message) implements Edit {}

    /// Why a change is refused.
    enum Code {
        /// There is no such thing, or it is another lab's, or the person may not write it: not told apart.
        NOT_FOUND_OR_DENIED,
        /// The person may write it, but not say this of it.
        NO_RIGHT,
        /// The input does not fit.
        INVALID,
        /// Another one has the same key.
        DUPLICATE,
        /// It refers to something that is not here.
        PARENT_MISSING,
        /// Others refer to it.
        IN_USE,
        /// It is only ever added to, never changed.
        APPEND_ONLY
    }
}
