package io.prepstation.kiosk.preparation;

import io.prepstation.kiosk.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Copies kept on another path, in the order they were written; there may be too many to hold.
public interface Copies {

    /// Hands each copy to the check until it finds something.
    <T> Optional<T> firstPresent(Function<KeptCopy, Optional<T>> check) throws StoreException;

    static Copies of(List<KeptCopy> copies) {
        return new Copies() {
            @Override
            public <T> Optional<T> firstPresent(Function<KeptCopy, Optional<T>> check) {
                return copies.stream().map(check).flatMap(Optional::stream).findFirst();
            }
        };
    }
}
