package io.prepstation.hub;

import io.prepstation.hub.api.HttpFront;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.tls.ShownCertificate;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks each minute whether the hub has to show another certificate; what is in the way is said at the start and once a day.
final class CertificateWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

    private final ShownCertificate shown;
    private final HttpFront front;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("certificate").factory());
    private String said = "";

    CertificateWatch(ShownCertificate shown, HttpFront front) {
        this.shown = shown;
        this.front = front;
        say(shown.warning().orElse(""));
        var _ = thread.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.MINUTES);
    }

    synchronized void look() {
        Optional<String> obstacle = Optional.empty();
        try {
            shown.renew(front::show);
        } catch (StoreException | IOException | RuntimeException e) {
            obstacle = Optional.of("the hub keeps the certificate it shows: " + e.getMessage());
        }
        say(
                Stream.of(obstacle, shown.warning())
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining("; ")));
    }

    /// The same text comes again a day later at the soonest, when the day in it is another one.
    private void say(String text) {
        if (!text.isEmpty() && !text.equals(said)) {
            LOG.warn("{}", text);
        }
        said = text;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
