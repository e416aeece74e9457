package io.prepstation.kiosk.ui;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A view that is built when it is first shown: a station starts with one screen, not with all.
final class Lazy<V> {

    private final Supplier<V> make;
    private @Nullable V made;

    Lazy(Supplier<V> make) {
        this.make = make;
    }

    V get() {
        V known = made;
        if (known == null) {
            known = make.get();
            made = known;
        }
        return known;
    }
}
