package io.prepstation.hub.tls;

import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The certificate a serving hub shows, and the next one in time: stations whose hub shows an expired one, or one of
/// tomorrow because the clock was wrong at the start, are cut off. Not for several threads.
public final class ShownCertificate {

    /// A third of what it lives: whoever looks at certificates once a quarter never sees one end.
    private static final Duration BEFORE_THE_END = Certificates.SERVER_LIFE.dividedBy(3);

    private static final Duration TOLD_BEFORE = Duration.ofDays(14);

    private final DataDirectory directory;
    private final List<String> told;
    private final InstantSource clock;
    private final String pin;
    private ServerCertificate source;
    private ServerIdentity identity;

    /// @param told the names stations are told
    /// @throws StoreException if there is none that fits
    public ShownCertificate(DataDirectory directory, List<String> told, InstantSource clock)
            throws StoreException, IOException {
        this.directory = directory;
        this.told = told;
        this.clock = clock;
        this.source = ServerCertificate.of(directory);
        this.pin = source.pin();
        this.identity = by(source);
    }

    public ServerIdentity identity() {
        return identity;
    }

    /// How stations are told to reach the hub.
    public String name() throws IOException {
        return MachineNames.with(told).getFirst();
    }

    /// Has another one shown, if it is time for it, or if the files of a given one have changed. Fails that, the next call tries
    /// it again.
    ///
    /// @param front shows it to who connects from now on
    /// @throws StoreException if it is time for another one and there is none that stations would take; the old one stays
    public void renew(Consumer<ServerIdentity> front) throws StoreException, IOException {
        ServerCertificate found = ServerCertificate.of(directory);
        if (!found.pin().equals(pin)) {
            throw new StoreException(
                    "the certificate's authority is another one since the hub was started, and the"
                            + " stations would turn away; restart the hub to take it, and enrol them"
                            + " again");
        }
        Instant now = clock.instant();
        boolean due =
                switch (found) {
                    case ServerCertificate.Issued _ ->
                            now.isBefore(identity.from())
                                    || now.isAfter(identity.until().minus(BEFORE_THE_END));
                    case ServerCertificate.Given _ -> true;
                };
        ServerIdentity next = due ? by(found) : identity;
        source = found;
        if (!next.equals(identity)) {
            front.accept(next);
            identity = next;
        }
    }

    /// What somebody has to do something about soon; empty if there is nothing.
    public Optional<String> warning() {
        List<String> all = new ArrayList<>();
        if (clock.instant().isAfter(identity.until().minus(TOLD_BEFORE))) {
            all.add("the hub's certificate ends at " + identity.until() + "; renew it");
        }
        source.exposure().ifPresent(all::add);
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", all));
    }

    private ServerIdentity by(ServerCertificate source) throws StoreException, IOException {
        return source.identity(MachineNames.with(told), told.size(), clock.instant());
    }
}
