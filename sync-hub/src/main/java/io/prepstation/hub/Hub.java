package io.prepstation.hub;

import io.prepstation.hub.api.HttpFront;
import io.prepstation.hub.api.Services;
import io.prepstation.hub.feed.LiveFeed;
import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.HubIdentity;
import io.prepstation.hub.store.PepperFile;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.sync.Receipts;
import io.prepstation.hub.tls.ServerCertificate;
import io.prepstation.hub.tls.ShownCertificate;
import io.prepstation.model.secret.SecretHash;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// A serving hub. Closing it lets running requests end; killing it loses nothing that was answered.
public final class Hub implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    /// Java listens on IPv6 by it too, where there is.
    private static final String EVERYWHERE = "0.0.0.0";

    private final AtomicBoolean closed = new AtomicBoolean();
    private final HubDatabase database;
    private final LiveFeed live;
    private final HttpFront front;
    private final String origin;
    private final Optional<CertificateWatch> watch;

    private Hub(
            HubDatabase database,
            LiveFeed live,
            HttpFront front,
            String origin,
            Optional<CertificateWatch> watch) {
        this.database = database;
        this.live = live;
        this.front = front;
        this.origin = origin;
        this.watch = watch;
    }

    /// Returns when the hub is listening.
    ///
    /// @throws StoreException if the data directory is not a hub's, or is damaged
    /// @throws IOException if the port is taken
    public static Hub start(HubSettings settings) throws StoreException, IOException {
        DataDirectory directory = new DataDirectory(settings.data());
        HubDatabase database = HubDatabase.open(directory);
        try {
            HubIdentity identity = Administration.identityOf(database, directory, settings.clock());
            Receipts receipts = Receipts.open(directory.receiptKey(), identity);
            SecretHash hash = new SecretHash(PepperFile.readToServe(directory));
            String pin = settings.http() ? "" : ServerCertificate.of(directory).pin();
            // Last: its thread reads until it is closed.
            Services services =
                    new Parts(database, settings.clock(), hash)
                            .services(receipts, LiveFeed.of(database), directory, pin);
            return listening(services, settings);
        } catch (StoreException | IOException e) {
            database.close();
            throw e;
        }
    }

    private static Hub listening(Services services, HubSettings settings)
            throws StoreException, IOException {
        try {
            return settings.http()
                    ? forThisMachine(services, settings)
                    : forTheNetwork(services, settings);
        } catch (StoreException | IOException e) {
            services.live().close();
            throw e;
        }
    }

    /// Where it listens, without a slash at the end.
    public String url() {
        return origin + ":" + front.port();
    }

    /// Answers if the hub is alive: its event loop and its store.
    public void ask(Runnable answer) {
        front.ask(answer);
    }

    /// Shows another certificate if it is time for it, as it does by itself each minute.
    void lookAtCertificate() {
        watch.ifPresent(CertificateWatch::look);
    }

    /// Closing it again does nothing.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        watch.ifPresent(CertificateWatch::close);
        front.close();
        live.close();
        database.close();
    }

    private static Hub forThisMachine(Services services, HubSettings settings) throws IOException {
        HttpFront front = HttpFront.plain(services, LOOPBACK, settings.port());
        return new Hub(
                services.database(),
                services.live(),
                front,
                "http://" + LOOPBACK,
                Optional.empty());
    }

    private static Hub forTheNetwork(Services services, HubSettings settings)
            throws StoreException, IOException {
        ShownCertificate shown =
                new ShownCertificate(
                        new DataDirectory(settings.data()), settings.names(), settings.clock());
        HttpFront front = HttpFront.secure(services, EVERYWHERE, settings.port(), shown.identity());
        return new Hub(
                services.database(),
                services.live(),
                front,
                "https://" + shown.name(),
                Optional.of(new CertificateWatch(shown, front)));
    }
}
