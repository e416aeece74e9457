package io.prepstation.hub;

import io.prepstation.hub.feed.Restores;
import io.prepstation.hub.feed.Retention;
import io.prepstation.hub.formula.FormulaCatalogue;
import io.prepstation.hub.formula.FormulaImport;
import io.prepstation.hub.people.Credentials;
import io.prepstation.hub.people.Enrolments;
import io.prepstation.hub.people.Labs;
import io.prepstation.hub.people.NewUser;
import io.prepstation.hub.people.NewUserResult.Added;
import io.prepstation.hub.people.Stations;
import io.prepstation.hub.people.Users;
import io.prepstation.hub.people.WebSessions;
import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.HubIdentity;
import io.prepstation.hub.store.Lab;
import io.prepstation.hub.store.PepperFile;
import io.prepstation.hub.store.PrivateKeyFile;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.Tables;
import io.prepstation.hub.sync.Verification;
import io.prepstation.hub.tls.CertificateAuthority;
import io.prepstation.hub.tls.ServerCertificate;
import io.prepstation.model.people.Role;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.SigningKey;
import io.prepstation.model.secret.SecretHash;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// What can be done to a hub's data directory from beside it, whether or not a hub is serving from it.
public final class Administration implements AutoCloseable {

    private static final String ADMINISTRATOR = "admin";
    private static final Duration PASSWORD_LIFE = Duration.ofHours(24);

    private final DataDirectory directory;
    private final Parts parts;

    private Administration(DataDirectory directory, Parts parts) {
        this.directory = directory;
        this.parts = parts;
    }

    /// Makes a hub: store, receipt key, tenant, lab and an administrator.
    ///
    /// @throws StoreException if there is a hub already; it is left as it is
    public static FirstAdministrator init(Path data, NewHub hub, InstantSource clock)
            throws StoreException {
        return init(data, hub, Optional.empty(), clock);
    }

    /// Makes a hub whose database is elsewhere.
    ///
    /// @param databaseUrl `postgresql://host/name?user=…`, without a password; empty for a file in the directory
    /// @throws StoreException if there is a hub already; it is left as it is
    public static FirstAdministrator init(
            Path data, NewHub hub, Optional<String> databaseUrl, InstantSource clock)
            throws StoreException {
        DataDirectory directory = new DataDirectory(data);
        directory.create();
        if (databaseUrl.isPresent()) {
            directory.keepDatabaseUrl(databaseUrl.get());
        }
        try (HubDatabase database = HubDatabase.create(directory)) {
            if (database.read(tables -> tables.identity().find()).isPresent()) {
                throw new StoreException("there is a hub in " + data + " already; it is unchanged");
            }
            KeyPair key = newReceiptKey();
            PrivateKeyFile.write(directory.receiptKey(), key.getPrivate());
            CertificateAuthority.create(directory, hub.tenant(), clock.instant());
            PepperFile.create(directory);
            SecretHash hashes = hashes(directory);
            Parts parts = new Parts(database, clock, hashes);
            return database.write(tables -> found(tables, parts, hub, key, hashes));
        }
    }

    /// @throws StoreException if there is no hub
    public static Administration open(Path data, InstantSource clock) throws StoreException {
        DataDirectory directory = new DataDirectory(data);
        HubDatabase database = HubDatabase.open(directory);
        try {
            identityOf(database, directory, clock);
            return new Administration(directory, new Parts(database, clock, hashes(directory)));
        } catch (StoreException e) {
            database.close();
            throw e;
        }
    }

    private static SecretHash hashes(DataDirectory directory) throws StoreException {
        return new SecretHash(PepperFile.read(directory));
    }

    static HubIdentity identityOf(
            HubDatabase database, DataDirectory directory, InstantSource clock)
            throws StoreException {
        restores(database, clock).notice();
        return database.read(tables -> tables.identity().find())
                .orElseThrow(() ->
                        new StoreException(
                                "the hub in "
                                        + directory.root()
                                        + " was not made to its end; run hub init again"));
    }

    public Users users() {
        return parts.users();
    }

    public WebSessions webSessions() {
        return parts.webSessions();
    }

    public Enrolments enrolments() {
        return parts.enrolments();
    }

    public Stations stations() {
        return parts.stations();
    }

    public FormulaImport formulaImport() {
        return parts.formulaImport();
    }

    public FormulaCatalogue catalogue() {
        return parts.catalogue();
    }

    /// Says that the database was put back by other means than a backup made by this program.
    public void restored() throws StoreException {
        restores(parts.database(), parts.clock()).begin();
    }

    private static Restores restores(HubDatabase database, InstantSource clock) {
        return new Restores(database, clock, Parts.credentials(clock).ids());
    }

    /// Recomputes everything; takes long on a large hub.
    public Verification.Report verify() throws StoreException {
        return Verification.run(parts.database());
    }

    /// Forgets changes of the feed that every station has read and that are older than half a year.
    ///
    /// @return how many
    public long purge() throws StoreException {
        return new Retention(parts.database(), parts.clock()).purge();
    }

    /// Copies the database into a folder of its own below another, while the hub serves, and deletes all but the newest.
    ///
    /// @param keep how many copies stay
    /// @return the copy
    public Path backUp(Path target, int keep) throws StoreException {
        return new Backups(parts.database(), parts.clock(), target).make(keep);
    }

    /// What stations pin when they enrol.
    public String certificatePin() throws StoreException {
        return ServerCertificate.of(directory).pin();
    }

    public Labs labs() {
        return parts.labs();
    }

    @Override
    public void close() {
        parts.database().close();
    }

    private static FirstAdministrator found(
            Tables tables, Parts parts, NewHub hub, KeyPair key, SecretHash hashes) {
        Credentials credentials = parts.credentials();
        String publicKey = SigningKey.rawPublicKey(key);
        tables.identity()
                .insert(
                        new HubIdentity(
                                SigningKey.idOf(publicKey),
                                publicKey,
                                credentials.newId(),
                                credentials.now()));
        Lab lab = new Lab(hub.lab(), hub.tenant(), hub.labName(), hub.timeZone(), hub.demo());
        parts.labs().found(tables, lab);
        tables.audit()
                .append(
                        credentials.now(),
                        "hub_made",
                        "hub",
                        Json.object().put("publicKey", publicKey).put("labId", lab.id()));
        return administrator(tables, parts, lab, hashes);
    }

    private static FirstAdministrator administrator(
            Tables tables, Parts parts, Lab lab, SecretHash hashes) {
        NewUser user =
                new NewUser(
                        ADMINISTRATOR,
                        "Administrator",
                        Set.of(Role.ADMINISTRATOR),
                        Set.of(lab.id()),
                        null);
        if (!(parts.users().add(tables, user) instanceof Added)) {
            throw new IllegalStateException("a new hub has no users");
        }
        Credentials credentials = parts.credentials();
        String password = credentials.newPassword();
        tables.users()
                .setPassword(
                        ADMINISTRATOR,
                        hashes.of(password, credentials.random()),
                        credentials.now().plus(PASSWORD_LIFE));
        return new FirstAdministrator(ADMINISTRATOR, password);
    }

    private static KeyPair newReceiptKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }
}
