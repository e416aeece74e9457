package io.prepstation.kiosk.sync;

import io.prepstation.kiosk.store.FeedPages;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.RetrySchedule;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens to the hub's live connection and says when something changed; what changed is then pulled in the usual way,
/// so a connection that drops or loses a message costs time and nothing else (SYN-13).
final class LiveChanges implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("SyncPull");

    private final HubNetwork network;
    private final HubAddress hub;
    private final HubToken token;
    private final @Nullable String authority;
    private final LabDatabase database;
    private final HubTimeouts timeouts;
    private final RetrySchedule retry;
    private final RandomGenerator random;
    private final Runnable moved;
    private final Thread thread;

    /// @param moved called on a thread of the network, and does not wait
    LiveChanges(
            HubNetwork network,
            StationEnrolment enrolment,
            LabDatabase database,
            SyncSetup setup,
            Runnable moved) {
        this.network = network;
        this.hub = HubAddress.parse(enrolment.hubUrl()).orElseThrow();
        this.token = network.token(enrolment);
        this.authority = enrolment.hubAuthority();
        this.database = database;
        this.timeouts = setup.timeouts();
        this.retry = setup.rules().retry();
        this.random = setup.random();
        this.moved = moved;
        this.thread = Thread.ofVirtual().name("live changes").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        int failures = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                failures = listened() ? 1 : failures + 1;
                TimeUnit.MILLISECONDS.sleep(retry.waitAfter(failures, random).toMillis());
            }
        } catch (InterruptedException e) {
            LOG.debug("the live connection ends with the program");
        }
    }

    /// One connection, from its beginning to its end.
    ///
    /// @return whether it stood at all
    private boolean listened() throws InterruptedException {
        try {
            follow(connected());
            return true;
        } catch (ExecutionException
                | TimeoutException
                | StoreException
                // The socket was closed before anybody could listen to it.
                | IllegalStateException e) {
            LOG.debug("no live connection: {}", e.getMessage());
            return false;
        }
    }

    private WebSocket connected()
            throws InterruptedException, ExecutionException, TimeoutException {
        try (HubToken.Use use = token.use()) {
            Future<WebSocket> attempt =
                    network.webSockets(authority)
                            .connect(
                                    new WebSocketConnectOptions()
                                            .setHost(hub.host())
                                            .setPort(hub.port())
                                            .setSsl(hub.secure())
                                            .setURI(hub.path() + "/api/sync/live")
                                            .addHeader("Authorization", "Bearer " + use.token()));
            try {
                return attempt.toCompletionStage()
                        .toCompletableFuture()
                        .get(timeouts.answer().toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException | TimeoutException late) {
                attempt.onSuccess(WebSocket::close);
                throw late;
            }
        }
    }

    /// Until it ends, or nothing comes back any more: a line that was cut says nothing of it. What is asked of the hub also keeps
    /// it from taking a quiet station for one that is gone.
    private void follow(WebSocket socket)
            throws InterruptedException, ExecutionException, StoreException {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        AtomicBoolean alive = new AtomicBoolean(true);
        socket.pongHandler(_ -> alive.set(true));
        socket.textMessageHandler(message -> {
            alive.set(true);
            heard(message);
        });
        socket.closeHandler(_ -> ended.complete(true));
        socket.exceptionHandler(_ -> ended.complete(false));
        try {
            var _ = socket.writeTextMessage(hello());
            LOG.debug("the live connection stands");
            moved.run();
            while (alive.getAndSet(false)) {
                var _ = socket.writePing(Buffer.buffer());
                if (endsWithin(timeouts.silence(), ended)) {
                    return;
                }
            }
            LOG.debug("the live connection fell silent");
        } finally {
            var _ = socket.close();
        }
    }

    private static boolean endsWithin(Duration time, CompletableFuture<Boolean> ended)
            throws InterruptedException, ExecutionException {
        try {
            ended.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stands) {
            return false;
        }
    }

    private String hello() throws StoreException {
        String cursor = database.read(FeedPages::cursor);
        return Json.object().put("type", "hello").put("cursor", cursor).toString();
    }

    private void heard(String message) {
        try {
            String type = Json.parseObject(message).path("type").asText();
            if (type.equals("change") || type.equals("reset")) {
                moved.run();
            }
        } catch (MalformedJson e) {
            LOG.warn("a live message is unreadable: {}", e.getMessage());
        }
    }
}
