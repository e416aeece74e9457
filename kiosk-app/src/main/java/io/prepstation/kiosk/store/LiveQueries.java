package io.prepstation.kiosk.store;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The live queries of one file; commits of this program and of others wake them.
final class LiveQueries implements AutoCloseable {

    /// Reads the value anew.
    @FunctionalInterface
    interface Reading<T> {
        T read() throws StoreException;
    }

    private final List<LiveQuery> queries = new CopyOnWriteArrayList<>();

    /// @param primed handed out at once instead of loading
    <T> LiveQuery follow(
            Set<String> tables,
            @Nullable T primed,
            Reading<T> reading,
            Consumer<LiveValue<T>> screen) {
        screen.accept(primed == null ? new LiveValue.Loading<>() : new LiveValue.Loaded<>(primed));
        LiveQuery query =
                new LiveQuery(tables, () -> screen.accept(value(reading)), queries::remove);
        queries.add(query);
        query.start();
        return query;
    }

    void changed(Set<String> touched) {
        for (LiveQuery query : queries) {
            if (query.reads(touched)) {
                query.changed();
            }
        }
    }

    /// Another program committed something: nobody knows to which tables.
    void changedElsewhere() {
        queries.forEach(LiveQuery::changed);
    }

    @Override
    public void close() {
        queries.forEach(LiveQuery::close);
    }

    private static <T> LiveValue<T> value(Reading<T> reading) {
        try {
            return new LiveValue.Loaded<>(reading.read());
        } catch (StoreException e) {
            return new LiveValue.Failed<>(e);
        }
    }
}
