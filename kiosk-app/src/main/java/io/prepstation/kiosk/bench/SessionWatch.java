package io.prepstation.kiosk.bench;

import io.prepstation.kiosk.preparation.SessionReader;
import io.prepstation.kiosk.store.LiveQuery;
import io.prepstation.kiosk.store.LiveValue;
import io.prepstation.model.bench.BenchEvent;
import io.prepstation.model.bench.BenchEvent.NotCommitted;
import io.prepstation.model.bench.BenchState.Weighing;
import io.prepstation.model.bench.Situation;
import io.prepstation.model.session.SessionRecord;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Follows the row of the session on screen from the moment it was handed over (SES-6): should the row ever not be
/// there, the bench says NOT SAVED instead of weighing into nothing.
///
/// Used on the bench's thread alone.
public final class SessionWatch implements Consumer<Situation>, AutoCloseable {

    private final SessionReader reader;
    private final Consumer<BenchEvent> bench;
    private @Nullable LiveQuery query;
    private String followed = "";

    public SessionWatch(SessionReader reader, Consumer<BenchEvent> bench) {
        this.reader = reader;
        this.bench = bench;
    }

    @Override
    public void accept(Situation situation) {
        if (situation.state() instanceof Weighing weighing
                && !weighing.work().sessionId().equals(followed)) {
            follow(weighing.work().record());
        }
    }

    private void follow(SessionRecord record) {
        close();
        followed = record.id();
        query = reader.follow(record, value -> check(record.id(), value));
    }

    private void check(String id, LiveValue<Optional<SessionRecord>> value) {
        if (value instanceof LiveValue.Loaded<Optional<SessionRecord>>(var row) && row.isEmpty()) {
            bench.accept(new NotCommitted("Preparation " + id + " is not in this station's file."));
        }
    }

    @Override
    public void close() {
        if (query != null) {
            query.close();
            query = null;
        }
    }
}
