package io.prepstation.kiosk.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// What the running station counts as it goes. Costs next to nothing until somebody asks. Safe for any thread.
public final class StationTallies {

    /// Requests to the hub of one kind that ended in one way.
    ///
    /// @param request such as `sync/upload`
    /// @param outcome `accepted`, or why not, such as `unreachable`
    record HubCall(String request, String outcome) implements Comparable<HubCall> {

        @Override
        public int compareTo(HubCall other) {
            int byRequest = request.compareTo(other.request);
            return byRequest != 0 ? byRequest : outcome.compareTo(other.outcome);
        }
    }

    private final Tally commits = new Tally();
    private final Map<HubCall, Tally> calls = new ConcurrentHashMap<>();
    private final Map<String, Tally> signIns = new ConcurrentHashMap<>();
    private final AtomicReference<Optional<Instant>> lastSync =
            new AtomicReference<>(Optional.empty());

    /// A transaction is on the disk.
    public void committed(Duration took) {
        commits.add(took);
    }

    /// The hub answered a request, or did not.
    public void called(String request, String outcome, Duration took) {
        calls.computeIfAbsent(new HubCall(request, outcome), _ -> new Tally()).add(took);
    }

    /// Somebody tried to sign in.
    ///
    /// @param outcome such as `recognised` or `wrong`
    public void signedIn(String outcome) {
        signIns.computeIfAbsent(outcome, _ -> new Tally()).add(Duration.ZERO);
    }

    /// Nothing waited any more, and the hub had confirmed it.
    public void synced(Instant at) {
        lastSync.set(Optional.of(at));
    }

    Tally commits() {
        return commits;
    }

    Map<HubCall, Tally> calls() {
        return new TreeMap<>(calls);
    }

    Map<String, Tally> signIns() {
        return new TreeMap<>(signIns);
    }

    Optional<Instant> lastSync() {
        return lastSync.get();
    }
}
