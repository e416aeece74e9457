package io.prepstation.hub.api;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of downloads, of which each station's last packed one is kept for some minutes, so that it can go on with it
/// after a cut. They have no name on the disk, so nothing of them is left when the program ends, however it ends. Any
/// thread may use it, but for the event loop: a large file is not gone at once.
public final class KeptDownloads implements AutoCloseable {

    static final Duration TIME = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(KeptDownloads.class);
    private static final long MIB = 1024 * 1024;
    private static final Limits DEFAULT = new Limits(32, 256 * MIB, 2048 * MIB, 256 * MIB);

    private final Path directory;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Limits limits;
    private final AtomicLong open = new AtomicLong();

    /// By station, the oldest first. Guarded by this object.
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    /// @param directory where the files lie
    /// @param ids gives a new one each time, which nobody else has
    public KeptDownloads(Path directory, InstantSource clock, Supplier<String> ids) {
        this(directory, clock, ids, DEFAULT);
    }

    KeptDownloads(Path directory, InstantSource clock, Supplier<String> ids, Limits limits) {
        this.directory = directory;
        this.clock = clock;
        this.ids = ids;
        this.limits = limits;
    }

    /// What may lie on the disk, beside the hub's database.
    ///
    /// @param files kept, of more the oldest goes
    /// @param bytes kept, the same
    /// @param open bytes of all files, of those too that are still sent; with more, none begins
    /// @param free bytes of the disk; with less, none begins, so that there is room for what stations bring
    record Limits(int files, long bytes, long open, long free) {}

    /// One download as a file.
    ///
    /// @param etag strong: no other file of any hub has it
    /// @param whole of its file, when all of it is there
    record Kept(
            DownloadQuestion question,
            String etag,
            Spool spool,
            Instant until,
            Promise<Spool> whole) {

        Future<Spool> whenWhole() {
            return whole.future();
        }
    }

    /// A new file, held by who asked for it; one that may be gone on with takes the place of what its station had.
    ///
    /// @return empty if there is no room for one more now
    /// @throws IOException if the directory cannot be written
    Optional<Kept> begin(DownloadQuestion question) throws IOException {
        if (open.get() >= limits.open()
                || Files.getFileStore(directory).getUsableSpace() < limits.free()) {
            return Optional.empty();
        }
        Kept begun =
                new Kept(
                        question,
                        "\"" + ids.get() + "\"",
                        Spool.in(directory, open),
                        clock.instant().plus(TIME),
                        Promise.promise());
        if (question.resumable()) {
            keep(begun);
        }
        return Optional.of(begun);
    }

    private void keep(Kept begun) {
        begun.spool().hold();
        List<Kept> dropped = new ArrayList<>();
        synchronized (this) {
            // Not in its place, which is that of an older one.
            Kept former = kept.remove(begun.question().stationId());
            kept.put(begun.question().stationId(), begun);
            if (former != null) {
                dropped.add(former);
            }
            dropped.addAll(beyondLimits());
        }
        drop(dropped);
    }

    /// The file of that name for the same question of the same station, held for who asks.
    Optional<Kept> find(String etag, DownloadQuestion question) {
        expire();
        synchronized (this) {
            Optional<Kept> found =
                    Optional.ofNullable(kept.get(question.stationId()))
                            .filter(one ->
                                    one.etag().equals(etag) && one.question().equals(question));
            found.ifPresent(one -> one.spool().hold());
            return found;
        }
    }

    /// All of it is there.
    void whole(Kept done) {
        done.whole().complete(done.spool());
        List<Kept> dropped;
        synchronized (this) {
            dropped = beyondLimits();
        }
        drop(dropped);
    }

    /// It will never be whole.
    void broken(Kept broken, Throwable failure) {
        boolean held;
        synchronized (this) {
            held = kept.remove(broken.question().stationId(), broken);
        }
        drop(held ? List.of(broken) : List.of());
        broken.whole().fail(failure);
    }

    void expire() {
        Instant now = clock.instant();
        List<Kept> dropped;
        synchronized (this) {
            dropped = removeOldest(oldest -> !now.isBefore(oldest.until()));
        }
        drop(dropped);
    }

    private List<Kept> beyondLimits() {
        return removeOldest(_ -> kept.size() > limits.files() || bytes() > limits.bytes());
    }

    private List<Kept> removeOldest(Predicate<Kept> condition) {
        List<Kept> removed = new ArrayList<>();
        Iterator<Kept> oldest = kept.values().iterator();
        boolean more = true;
        while (more && oldest.hasNext()) {
            Kept next = oldest.next();
            more = condition.test(next);
            if (more) {
                oldest.remove();
                removed.add(next);
            }
        }
        return removed;
    }

    private long bytes() {
        return kept.values().stream().mapToLong(one -> one.spool().written()).sum();
    }

    /// Without the lock: a large file is not gone at once.
    private static void drop(List<Kept> all) {
        for (Kept one : all) {
            try {
                one.spool().close();
            } catch (IOException e) {
                LOG.warn("the file of a download is not closed", e);
            }
        }
    }

    @Override
    public void close() {
        List<Kept> all;
        synchronized (this) {
            all = new ArrayList<>(kept.values());
            kept.clear();
        }
        drop(all);
    }
}
