package io.prepstation.hub;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.prepstation.hub.api.KeptDownloads;
import io.prepstation.hub.api.Services;
import io.prepstation.hub.dashboard.Dashboard;
import io.prepstation.hub.edit.Circumstances;
import io.prepstation.hub.edit.ConflictDesk;
import io.prepstation.hub.edit.Pushes;
import io.prepstation.hub.feed.Feed;
import io.prepstation.hub.feed.LiveFeed;
import io.prepstation.hub.feed.Pulls;
import io.prepstation.hub.formula.FormulaApproval;
import io.prepstation.hub.formula.FormulaCatalogue;
import io.prepstation.hub.formula.FormulaImport;
import io.prepstation.hub.metrics.HubMetrics;
import io.prepstation.hub.metrics.MetricsToken;
import io.prepstation.hub.people.Credentials;
import io.prepstation.hub.people.Enrolments;
import io.prepstation.hub.people.Labs;
import io.prepstation.hub.people.PersonLogins;
import io.prepstation.hub.people.SecretChecks;
import io.prepstation.hub.people.Stations;
import io.prepstation.hub.people.TryLimit;
import io.prepstation.hub.people.Users;
import io.prepstation.hub.people.WebSessions;
import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.sync.Attachments;
import io.prepstation.hub.sync.AuditHeads;
import io.prepstation.hub.sync.Comparisons;
import io.prepstation.hub.sync.Download;
import io.prepstation.hub.sync.OwnSessions;
import io.prepstation.hub.sync.Receipts;
import io.prepstation.hub.sync.Sessions;
import io.prepstation.hub.sync.Uploads;
import io.prepstation.model.secret.SecretHash;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/// Everything of a hub that works on its database, wired by hand.
record Parts(
        HubDatabase database,
        InstantSource clock,
        Credentials credentials,
        Feed feed,
        Labs labs,
        Enrolments enrolments,
        Stations stations,
        Users users,
        PersonLogins personLogins,
        WebSessions webSessions,
        FormulaImport formulaImport,
        FormulaCatalogue catalogue) {

    private static final Duration TRY_WINDOW = Duration.ofMinutes(10);
    private static final int TRIES_OF_ADDRESS = 20;
    private static final int TRIES_OF_ALL = 200;

    /// Badges that nobody has: a drawer full of old ones, but no list of them.
    private static final int TRIES_OF_STATION = 60;

    /// @param hashes makes and checks what is kept of PINs and passwords
    Parts(HubDatabase database, InstantSource clock, SecretHash hashes) {
        this(database, clock, credentials(clock), hashes);
    }

    private Parts(
            HubDatabase database, InstantSource clock, Credentials credentials, SecretHash hashes) {
        this(
                database,
                clock,
                credentials,
                new SecretChecks(hashes, credentials.random()),
                hashes,
                new Feed(clock));
    }

    private Parts(
            HubDatabase database,
            InstantSource clock,
            Credentials credentials,
            SecretChecks checks,
            SecretHash hashes,
            Feed feed) {
        this(
                database,
                clock,
                credentials,
                feed,
                new Labs(database, feed, clock),
                new Enrolments(
                        database,
                        credentials,
                        new TryLimit("enrol", TRY_WINDOW, TRIES_OF_ADDRESS),
                        new TryLimit("enrol-all", TRY_WINDOW, TRIES_OF_ALL)),
                new Stations(database, credentials),
                new Users(database, feed, credentials, hashes),
                new PersonLogins(
                        database,
                        credentials,
                        checks,
                        new TryLimit("station", TRY_WINDOW, TRIES_OF_STATION),
                        feed),
                new WebSessions(
                        database,
                        credentials,
                        checks,
                        new TryLimit("web", TRY_WINDOW, TRIES_OF_ADDRESS)),
                new FormulaImport(database, feed, clock, credentials.ids()),
                new FormulaCatalogue(database, clock));
    }

    /// @param caPin SHA-256 of the hub's own authority; empty if it is served without TLS
    Services services(Receipts receipts, LiveFeed live, DataDirectory directory, String caPin)
            throws StoreException {
        Circumstances circumstances = new Circumstances(clock, credentials.ids());
        return new Services(
                database,
                enrolments,
                receipts,
                stations,
                personLogins,
                new Uploads(database, feed, receipts, clock),
                new Download(database, clock),
                new Comparisons(database, clock),
                new Sessions(database),
                new OwnSessions(database),
                new Pushes(database, feed, circumstances),
                new ConflictDesk(database, feed, circumstances),
                new Pulls(database, clock),
                live,
                new AuditHeads(database),
                new Attachments(database, clock),
                new HubMetrics(database, directory.root(), clock),
                MetricsToken.open(directory.metricsToken()),
                new Dashboard(
                        new Dashboard.Parts(
                                database,
                                webSessions,
                                users,
                                stations,
                                enrolments,
                                formulaImport,
                                new FormulaApproval(database, feed, clock),
                                clock,
                                caPin)),
                new KeptDownloads(directory.root(), clock, credentials.ids()));
    }

    static Credentials credentials(InstantSource clock) {
        NoArgGenerator ids = Generators.timeBasedEpochGenerator();
        return new Credentials(clock, new SecureRandom(), () -> ids.generate().toString());
    }
}
