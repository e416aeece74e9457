package io.prepstation.hub.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.api.KeptDownloads.Kept;
import io.prepstation.hub.api.Shares.Share;
import io.prepstation.hub.feed.PullResult.Gone;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.sync.Download;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets few downloads read the store at once: after a restore every station comes for everything. One that was cut goes on
/// from its file without reading anything again (RFC 9110, 14).
final class Downloads {

    private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);

    /// The store has four readers; two are left for everybody else.
    private static final int AT_ONCE = 2;

    /// A station gives up after 15 s without a byte; so many are read meanwhile.
    private static final int MOST = 10;

    /// One, and one whose line was cut without the hub noticing yet.
    private static final int MOST_OF_STATION = 2;

    private static final Duration LATER = Duration.ofSeconds(10);

    /// As long as a station waits for the whole.
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final int PIECE = 32 * 1024;

    private final Vertx vertx;
    private final Download download;
    private final KeptDownloads kept;
    private final WorkerExecutor threads;
    private final Shares ofStation = new Shares(MOST_OF_STATION);
    private final AtomicInteger underWay = new AtomicInteger();

    Downloads(Vertx vertx, Download download, KeptDownloads kept) {
        this.vertx = vertx;
        this.download = download;
        this.kept = kept;
        this.threads = vertx.createSharedWorkerExecutor("downloads", AT_ONCE);
    }

    /// Nobody is there to whom the rest could be sent.
    private static final class Left extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    void send(RoutingContext context, DownloadQuestion question) {
        Optional<Share> share = ofStation.take(question.stationId());
        if (share.isEmpty()) {
            Exchange.send(context, StationGate.crowded(MOST_OF_STATION + " downloads under way"));
            return;
        }
        context.addEndHandler(_ -> share.get().letGo());
        String etag = context.request().getHeader("If-Range");
        Optional<ByteRange> range = ByteRange.of(context.request().getHeader("Range"));
        if (etag == null || range.isEmpty() || !question.resumable()) {
            begin(context, question, share.get());
            return;
        }
        vertx.executeBlocking(() -> kept.find(etag, question), false)
                .onSuccess(found ->
                        Objects.requireNonNull(found)
                                .ifPresentOrElse(
                                        file -> goOn(context, file, range.get(), share.get()),
                                        () -> begin(context, question, share.get())))
                .onFailure(context::fail);
    }

    /// The file may still be written for the request that was cut; how long it is, is known at its end.
    private void goOn(RoutingContext context, Kept file, ByteRange range, Share share) {
        Context own = vertx.getOrCreateContext();
        file.whenWhole()
                .onComplete(whole ->
                        own.runOnContext(_ -> {
                            if (whole.succeeded()) {
                                rest(context, file, range);
                            } else {
                                close(file.spool());
                                begin(context, file.question(), share);
                            }
                        }));
    }

    private void rest(RoutingContext context, Kept file, ByteRange range) {
        long size = file.spool().written();
        Optional<ByteRange> within = range.within(size);
        if (within.isEmpty()) {
            close(file.spool());
            context.response().putHeader("Content-Range", "bytes */" + size);
            Exchange.send(
                    context,
                    Answer.problem(416, "NO_SUCH_RANGE", "Range", "it has " + size + " bytes"));
            return;
        }
        long first = within.get().first();
        long end = within.get().end();
        Optional<DownloadStream> stream = stream(context, file, within.get());
        context.response()
                .setStatusCode(206)
                .putHeader("Content-Range", "bytes " + first + "-" + (end - 1) + "/" + size)
                .putHeader("Content-Length", Long.toString(end - first));
        stream.ifPresent(DownloadStream::finish);
    }

    /// @param share held until nothing is read any more, though the station left: its next one waits behind what it left
    private void begin(RoutingContext context, DownloadQuestion question, Share share) {
        if (underWay.incrementAndGet() > MOST) {
            underWay.decrementAndGet();
            Exchange.send(context, busy());
            return;
        }
        vertx.executeBlocking(() -> kept.begin(question), false)
                .onSuccess(file ->
                        Objects.requireNonNull(file)
                                .ifPresentOrElse(
                                        begun -> begin(context, begun, share),
                                        () -> {
                                            underWay.decrementAndGet();
                                            Exchange.send(context, busy());
                                        }))
                .onFailure(failure -> {
                    underWay.decrementAndGet();
                    context.fail(failure);
                });
    }

    private void begin(RoutingContext context, Kept file, Share share) {
        context.response().setChunked(true);
        Optional<DownloadStream> stream = stream(context, file, new ByteRange(0, Long.MAX_VALUE));
        if (stream.isEmpty()) {
            underWay.decrementAndGet();
            aside(() -> kept.broken(file, new Left()));
            return;
        }
        vertx.setTimer(KeptDownloads.TIME.plusSeconds(1).toMillis(), _ -> expire());
        file.spool().hold();
        share.hold();
        threads.executeBlocking(() -> read(file, stream.get()), false)
                .onComplete(_ -> {
                    underWay.decrementAndGet();
                    share.letGo();
                })
                .onSuccess(gone ->
                        Objects.requireNonNull(gone)
                                .ifPresentOrElse(
                                        lost -> stream.get().instead(answer(lost)),
                                        stream.get()::finish))
                .onFailure(stream.get()::broken);
    }

    /// Sends the file; empty if nobody is there any more.
    private Optional<DownloadStream> stream(RoutingContext context, Kept file, ByteRange range) {
        HttpServerResponse response = context.response();
        if (response.closed()) {
            close(file.spool());
            return Optional.empty();
        }
        DownloadStream stream = new DownloadStream(context, file.spool(), range);
        long longest = vertx.setTimer(LONGEST.toMillis(), _ -> stream.hangUp());
        context.addEndHandler(_ -> {
            vertx.cancelTimer(longest);
            close(file.spool());
        });
        response.putHeader("Content-Type", file.question().mediaType());
        if (file.question().packed()) {
            // As it is: a range counts the bytes that are sent.
            response.putHeader("Content-Encoding", "identity");
        }
        if (file.question().resumable()) {
            response.putHeader("Accept-Ranges", "bytes").putHeader("ETag", file.etag());
        }
        return Optional.of(stream);
    }

    /// Reads all of it from the store into the file, on a worker thread.
    ///
    /// @return why the feed does not tell what changed since then; empty if all is in the file
    private Optional<Gone> read(Kept file, DownloadStream stream)
            throws StoreException, IOException {
        DownloadQuestion question = file.question();
        try (Spool _ = file.spool()) {
            requireWanted(file, stream);
            // Closed only when all is in it: what it holds back would go out before the answer that
            // it failed.
            OutputStream into = into(file, stream);
            Optional<Gone> gone =
                    download.send(
                            question.labId(),
                            question.types(),
                            question.since(),
                            line -> write(line, into));
            if (gone.isPresent()) {
                kept.broken(file, new Left());
            } else {
                into.close();
                kept.whole(file);
            }
            return gone;
        } catch (StoreException | IOException | RuntimeException e) {
            kept.broken(file, e);
            throw e;
        }
    }

    /// Whoever left can come for the rest if he had the first bytes, which say what it is called, and if it is still kept.
    private static void requireWanted(Kept file, DownloadStream stream) {
        if (file.spool().isHeldOnce() || (stream.isLeft() && !stream.isBegun())) {
            throw new Left();
        }
    }

    private static OutputStream into(Kept file, DownloadStream stream) throws IOException {
        OutputStream pieces =
                new BufferedOutputStream(
                        new OutputStream() {
                            @Override
                            public void write(int one) throws IOException {
                                write(new byte[] {(byte) one}, 0, 1);
                            }

                            @Override
                            public void write(byte[] bytes, int offset, int length)
                                    throws IOException {
                                requireWanted(file, stream);
                                file.spool().write(bytes, offset, length);
                                stream.more();
                            }
                        },
                        PIECE);
        return file.question().packed() ? new GZIPOutputStream(pieces) : pieces;
    }

    private static void write(ObjectNode line, OutputStream into) {
        try {
            into.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep what waits", e);
        }
    }

    private void expire() {
        aside(kept::expire);
    }

    private void close(Spool spool) {
        aside(spool::close);
    }

    /// Work that may end in the deletion of a large file, which is not gone at once.
    @FunctionalInterface
    private interface Tidying {
        void run() throws IOException;
    }

    private void aside(Tidying tidying) {
        Callable<Boolean> work =
                () -> {
                    tidying.run();
                    return true;
                };
        try {
            vertx.executeBlocking(work, false).onFailure(Downloads::notClosed);
        } catch (RejectedExecutionException ending) {
            run(tidying);
        }
    }

    /// When the hub ends, there is nobody left to be kept waiting.
    private static void run(Tidying tidying) {
        try {
            tidying.run();
        } catch (IOException e) {
            notClosed(e);
        }
    }

    private static void notClosed(Throwable failure) {
        LOG.warn("the file of a download is not closed", failure);
    }

    private static Answer answer(Gone gone) {
        return Answer.gone(gone.code(), "lastSync", gone.reason(), gone.restoredAt());
    }

    private static Answer busy() {
        return Answer.problem(
                        503,
                        "BUSY",
                        "many stations are loading everything just now; nothing was sent, ask again")
                .retryAfter(LATER);
    }
}
