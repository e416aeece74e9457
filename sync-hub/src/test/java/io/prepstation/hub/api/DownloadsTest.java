package io.prepstation.hub.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.hub.RunningHub;
import io.prepstation.hub.api.KeptDownloads.Kept;
import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.sync.Download;
import io.prepstation.model.sync.EntityType;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store whose two readers are busy for as long as the test wants, and stations that do not wait for them.
@Tag("SYN-3")
@Tag("OPS-7")
class DownloadsTest {

    private static final int PATIENCE_SECONDS = 30;
    private static final int MANY = 6;

    @TempDir Path directory;

    private final AtomicInteger names = new AtomicInteger();
    private final BlockingQueue<Context> asked = new LinkedBlockingQueue<>();
    private final Semaphore ended = new Semaphore(0);
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch always = new CountDownLatch(1);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Socket> sockets = new ArrayList<>();
    private Vertx vertx;
    private HubDatabase database;
    private KeptDownloads kept;
    private KeptDownloads full;
    private HttpServer server;
    private WorkerExecutor readers;

    @BeforeEach
    void serve() throws Exception {
        RunningHub hub = RunningHub.in(directory.resolve("hub"));
        hub.close();
        database = HubDatabase.open(new DataDirectory(hub.data));
        vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(1));
        kept =
                new KeptDownloads(
                        directory, hub.clock, () -> Integer.toString(names.incrementAndGet()));
        Downloads downloads = new Downloads(vertx, new Download(database, hub.clock), kept);
        full =
                new KeptDownloads(
                        directory,
                        hub.clock,
                        () -> "none",
                        new KeptDownloads.Limits(1, 1, 1, Long.MAX_VALUE));
        Downloads withoutRoom = new Downloads(vertx, new Download(database, hub.clock), full);
        Router router = Router.router(vertx);
        router.get("/full/:station")
                .handler(context -> withoutRoom.send(context, question(context)));
        router.route("/:station")
                .handler(context -> {
                    context.addEndHandler(_ -> ended.release());
                    downloads.send(context, question(context));
                    asked.add(vertx.getOrCreateContext());
                })
                .failureHandler(
                        context -> Exchange.send(context, Exchange.ofFailure(context.failure())));
        server = served(router);
        readers = vertx.createSharedWorkerExecutor("downloads", 2);
    }

    @AfterEach
    void stop() throws Exception {
        reading.countDown();
        always.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
        http.close();
        done(vertx.close());
        kept.close();
        full.close();
        database.close();
    }

    private HttpServer served(Router router) throws Exception {
        return done(
                vertx.createHttpServer()
                        .requestHandler(router)
                        .listen(0, InetAddress.getLoopbackAddress().getHostAddress()));
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static DownloadQuestion question(RoutingContext context) {
        return question(context.pathParam("station"));
    }

    private static DownloadQuestion question(String station) {
        return new DownloadQuestion(
                station,
                RunningHub.LAB,
                EnumSet.allOf(EntityType.class),
                OptionalLong.empty(),
                true,
                true);
    }

    /// Until the test lets them go; what is asked meanwhile waits behind, in its order.
    private void keepReadersBusy() {
        for (CountDownLatch until : List.of(reading, always)) {
            var _ =
                    readers.executeBlocking(
                            () -> until.await(PATIENCE_SECONDS, TimeUnit.SECONDS), false);
        }
    }

    private Socket asking(String station) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        sockets.add(socket);
        socket.getOutputStream()
                .write(
                        ("GET /" + station + " HTTP/1.1\r\nHost: hub\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        settled(Objects.requireNonNull(asked.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)));
        return socket;
    }

    /// All that the one worker was asked to do is done, and so is what came of it.
    private void settled(Context context) throws Exception {
        done(vertx.executeBlocking(() -> true, false));
        Promise<Boolean> promise = Promise.promise();
        context.runOnContext(_ -> promise.complete(true));
        done(promise.future());
    }

    private static void take(Semaphore semaphore, int permits) throws InterruptedException {
        assertTrue(semaphore.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private HttpResponse<byte[]> get(String station, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.actualPort() + "/" + station));
        return http.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                BodyHandlers.ofByteArray());
    }

    private Optional<Kept> found(String station, int name) throws IOException {
        Optional<Kept> found = kept.find("\"" + name + "\"", question(station));
        if (found.isPresent()) {
            found.get().spool().close();
        }
        return found;
    }

    @Test
    void nothing_is_read_for_who_left_before_the_first_byte() throws Exception {
        keepReadersBusy();
        for (int i = 1; i <= MANY; i++) {
            asking("bench-" + i);
        }
        for (Socket socket : sockets) {
            socket.close();
        }
        take(ended, MANY);
        reading.countDown();

        assertEquals(200, get("patient").statusCode());

        for (int i = 1; i <= MANY; i++) {
            for (int name = 1; name <= MANY; name++) {
                assertFalse(found("bench-" + i, name).isPresent(), "bench-" + i);
            }
        }
    }

    @Test
    void a_rest_that_cannot_be_read_is_a_failure_and_nothing_of_the_rest() throws Exception {
        String etag = get("bench").headers().firstValue("ETag").orElseThrow();
        found("bench", 1).orElseThrow().spool().close();

        HttpResponse<byte[]> answer = get("bench", "Range", "bytes=10-", "If-Range", etag);

        assertEquals(500, answer.statusCode());
        assertEquals(Optional.empty(), answer.headers().firstValue("Content-Range"));
        assertTrue(new String(answer.body(), StandardCharsets.UTF_8).endsWith("}"));
    }

    @Test
    void nothing_is_sent_behind_an_answer_that_failed() throws Exception {
        Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
        CountDownLatch failed = new CountDownLatch(1);
        Promise<Context> loop = Promise.promise();
        Router router = Router.router(vertx);
        router.route()
                .handler(context -> {
                    Context own = vertx.getOrCreateContext();
                    own.exceptionHandler(thrown::add);
                    var stream = new DownloadStream(context, written(), new ByteRange(0, 4));
                    var _ =
                            vertx.executeBlocking(
                                    () -> failed.await(PATIENCE_SECONDS, TimeUnit.SECONDS), false);
                    stream.more();
                    own.runOnContext(_ -> {
                        stream.broken(new StoreException("the store is away"));
                        loop.complete(own);
                    });
                })
                .failureHandler(
                        context -> Exchange.send(context, Exchange.ofFailure(context.failure())));
        HttpServer one = served(router);

        int status =
                http.send(
                                HttpRequest.newBuilder(
                                                URI.create("http://127.0.0.1:" + one.actualPort()))
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode();
        failed.countDown();
        settled(done(loop.future()));

        assertEquals(503, status);
        assertEquals(List.of(), List.copyOf(thrown));
    }

    private Spool written() {
        try {
            Spool spool = Spool.in(directory, new AtomicLong());
            spool.write(new byte[4], 0, 4);
            return spool;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void without_room_for_its_file_a_station_is_asked_to_come_again() throws Exception {
        // More often than there may be under way: none that was refused is.
        for (int i = 0; i < 20; i++) {
            HttpResponse<byte[]> answer = get("full/bench");

            assertEquals(503, answer.statusCode());
            assertEquals(Optional.of("10"), answer.headers().firstValue("Retry-After"));
        }
    }

    @Test
    void what_a_station_left_behind_is_of_its_share_until_nobody_reads_it() throws Exception {
        keepReadersBusy();
        for (int i = 0; i < 2; i++) {
            asking("flapping").close();
            take(ended, 1);
        }

        assertEquals(429, get("flapping").statusCode());
        reading.countDown();

        assertEquals(200, get("other").statusCode());
        assertEquals(200, get("flapping").statusCode());
    }
}
