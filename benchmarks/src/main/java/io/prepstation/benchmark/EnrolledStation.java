package io.prepstation.benchmark;

import io.prepstation.hub.Administration;
import io.prepstation.hub.Hub;
import io.prepstation.hub.HubSettings;
import io.prepstation.hub.NewHub;
import io.prepstation.hub.people.NewUser;
import io.prepstation.kiosk.TimeOrderedIds;
import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.sync.Enrol;
import io.prepstation.kiosk.sync.EnrolResult.Enrolled;
import io.prepstation.kiosk.sync.HubNetwork;
import io.prepstation.model.catalogue.ImportFiles;
import io.prepstation.model.catalogue.ImportFiles.TextFile;
import io.prepstation.model.people.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A temporary station that belongs to a lab of a hub in this process, with people and the demo formulas downloaded; more
/// stations may join it.
final class EnrolledStation implements AutoCloseable {

    static final String OPERATOR = "o.meyer";

    private static final String LAB = "bench-lab";
    static final String MANAGER = "l.chen";

    private final InstantSource clock = InstantSource.system();
    private final Path root;
    private final Hub hub;
    private final StationEnrolment enrolment;
    private boolean serving = true;

    EnrolledStation(Path demoData) throws IOException {
        this(demoData, Optional.empty());
    }

    /// @param databaseUrl of the hub; empty for SQLite
    EnrolledStation(Path demoData, Optional<String> databaseUrl) throws IOException {
        this.root = Files.createTempDirectory("prepstation-bench");
        try {
            this.hub = newHub(demoData, databaseUrl);
            this.enrolment = enrol(data(), "bench-1");
        } catch (io.prepstation.hub.store.StoreException
                | io.prepstation.kiosk.store.StoreException e) {
            throw new IOException("no station to measure", e);
        }
    }

    Path root() {
        return root;
    }

    Path data() {
        return root.resolve("data");
    }

    Path config() {
        return root.resolve("config");
    }

    StationEnrolment enrolment() {
        return enrolment;
    }

    /// One more station of the same lab, with the lab downloaded.
    ///
    /// @param name also of its folder
    StationEnrolment another(String name) throws IOException {
        try {
            return enrol(dataOf(name), name);
        } catch (io.prepstation.hub.store.StoreException
                | io.prepstation.kiosk.store.StoreException e) {
            throw new IOException("no other station to measure", e);
        }
    }

    Path dataOf(String name) {
        return root.resolve(name);
    }

    /// Writes the station's configuration: sections of TOML.
    void configure(String toml) throws IOException {
        Files.createDirectories(config());
        Files.writeString(config().resolve("station.toml"), toml);
    }

    /// For another program to serve the same data at its own port.
    void stopHub() {
        if (serving) {
            serving = false;
            hub.close();
        }
    }

    Path hubData() {
        return root.resolve("hub");
    }

    @Override
    public void close() throws IOException {
        stopHub();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Hub newHub(Path demoData, Optional<String> databaseUrl)
            throws IOException, io.prepstation.hub.store.StoreException {
        Path data = hubData();
        Administration.init(
                data,
                new NewHub("bench", LAB, "Bench", ZoneId.of("Europe/Berlin"), true),
                databaseUrl,
                clock);
        try (Administration administration = Administration.open(data, clock)) {
            for (NewUser user :
                    List.of(
                            user(OPERATOR, "Olga Meyer", Role.OPERATOR),
                            user(MANAGER, "Lin Chen", Role.LAB_MANAGER))) {
                administration.users().add(user);
            }
            administration
                    .formulaImport()
                    .run(
                            LAB,
                            new ImportFiles(
                                    text(demoData.resolve("formulas.csv")),
                                    Optional.of(text(demoData.resolve("hazards.csv")))),
                            Optional.of(MANAGER));
        }
        return Hub.start(HubSettings.loopback(data, clock));
    }

    private StationEnrolment enrol(Path data, String name)
            throws io.prepstation.hub.store.StoreException,
                    io.prepstation.kiosk.store.StoreException {
        try (Administration administration = Administration.open(hubData(), clock);
                StationDatabase station = StationDatabase.open(data);
                HubNetwork network = new HubNetwork()) {
            String code = administration.enrolments().newCode(LAB).orElseThrow().toString();
            Enrol enrol = new Enrol(data, station, network, clock, new TimeOrderedIds());
            if (enrol.enrol(hub.url(), code, name) instanceof Enrolled(var enrolled, var _)) {
                return enrolled;
            }
            throw new IllegalStateException("the hub of this program did not admit its station");
        }
    }

    private static NewUser user(String id, String name, Role role) {
        return new NewUser(id, name, Set.of(role), Set.of(LAB), null);
    }

    private static TextFile text(Path file) throws IOException {
        return new TextFile(file.getFileName().toString(), Files.readString(file));
    }
}
