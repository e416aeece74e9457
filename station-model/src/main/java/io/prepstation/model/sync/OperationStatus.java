package io.prepstation.model.sync;

import java.util.Locale;
import java.util.Optional;

/// What became of an operation at the hub.
///
/// The answer to an operation that is sent again is the stored one, with the status it had: `duplicate` is only said of a
/// whole session that is uploaded again.
public enum OperationStatus {
    /// Done, and in the feed; also if the entity said the same already.
    APPLIED,
    /// Done before; the answer is the one of then.
    DUPLICATE,
    /// Not done: somebody else changed the same, and a person must choose.
    CONFLICT,
    /// Never to be done as it is; the code and the field say why.
    REJECTED,
    /// Not done for a reason of the hub's; send the same operation again.
    RETRY,
    /// Not done because something it refers to is not at the hub yet; send it again after that.
    BLOCKED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the hub has decided: it stores such an answer and gives it again.
    public boolean isFinal() {
        return switch (this) {
            case APPLIED, DUPLICATE, CONFLICT, REJECTED -> true;
            case RETRY, BLOCKED -> false;
        };
    }

    public static Optional<OperationStatus> ofWord(String word) {
        for (OperationStatus status : values()) {
            if (status.word().equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
