package io.prepstation.kiosk.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// What transactions have read before and nobody has changed since, so that a scan needs no second look at its
/// formula. Forgotten as soon as a commit touches one of the tables it came from.
final class Memo {

    private static final int MOST = 256;

    private record Known(Set<Table> tables, Object value) {}

    private final Map<Object, Known> known = new HashMap<>();

    /// @param touched the tables that the open transaction has changed: what comes from them is neither taken from
    ///     here nor kept
    @SuppressWarnings("unchecked")
    <T> T get(Set<String> touched, Set<Table> tables, Object key, Supplier<T> reading) {
        if (Table.anyIn(touched, tables)) {
            return reading.get();
        }
        if (known.size() > MOST) {
            known.clear();
        }
        return (T) known.computeIfAbsent(key, _ -> new Known(tables, reading.get())).value;
    }

    void changed(Set<String> touched) {
        known.values().removeIf(one -> Table.anyIn(touched, one.tables));
    }

    void forget() {
        known.clear();
    }
}
