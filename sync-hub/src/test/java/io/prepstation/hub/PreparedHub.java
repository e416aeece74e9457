package io.prepstation.hub;

import io.prepstation.hub.people.NewUser;
import io.prepstation.hub.store.DataDirectory;
import io.prepstation.hub.store.StoreException;
import io.prepstation.model.catalogue.ImportFiles;
import io.prepstation.model.catalogue.ImportFiles.TextFile;
import io.prepstation.model.catalogue.ImportResult;
import io.prepstation.model.people.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A hub as the tests begin with it, made once a run by the product's own commands and then copied, as an administrator
/// would move one.
final class PreparedHub {

    private static final Map<Kind, PreparedHub> MADE = new ConcurrentHashMap<>();

    /// @param demo whether it takes simulated balances
    /// @param formulas whether the demo formulas are in, approved
    record Kind(boolean demo, boolean formulas, boolean postgres) {}

    private final Path data;
    private final @Nullable String database;

    private PreparedHub(Path data, @Nullable String database) {
        this.data = data;
        this.database = database;
    }

    /// Puts one of that kind in a directory, and in a database of its own.
    static void copy(Kind kind, Path to) throws IOException, StoreException {
        MADE.computeIfAbsent(kind, PreparedHub::made).copy(to);
    }

    private static PreparedHub made(Kind kind) {
        try {
            Path data = Files.createTempDirectory("prepared-hub");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(data)));
            String database = kind.postgres() ? Postgres.server().newDatabase() : null;
            make(kind, data, database);
            return new PreparedHub(data, database);
        } catch (IOException | SQLException | StoreException e) {
            throw new AssertionError("a hub cannot be prepared", e);
        }
    }

    private static void make(Kind kind, Path data, @Nullable String database)
            throws IOException, StoreException {
        MovableClock clock = new MovableClock();
        Administration.init(
                data,
                new NewHub(
                        "acme",
                        RunningHub.LAB,
                        "Laboratory 1",
                        ZoneId.of("Europe/Berlin"),
                        kind.demo()),
                Optional.ofNullable(database).map(name -> Postgres.server().url(name)),
                clock);
        try (Administration administration = Administration.open(data, clock)) {
            addUser(administration, "anna", "Anna Ek", Role.OPERATOR);
            addUser(administration, "sam", "Sam Lind", Role.SUPERVISOR);
            addUser(administration, RunningHub.MANAGER, "Mia Holm", Role.LAB_MANAGER);
            if (kind.formulas()) {
                importFormulas(administration, Optional.of(RunningHub.MANAGER));
            }
        }
    }

    private static void addUser(Administration administration, String id, String name, Role role)
            throws StoreException {
        administration
                .users()
                .add(new NewUser(id, name, Set.of(role), Set.of(RunningHub.LAB), null));
    }

    static ImportResult importFormulas(Administration administration, Optional<String> approver)
            throws StoreException, IOException {
        return administration
                .formulaImport()
                .run(
                        RunningHub.LAB,
                        new ImportFiles(file("formulas.csv"), Optional.of(file("hazards.csv"))),
                        approver);
    }

    private static TextFile file(String name) throws IOException {
        return new TextFile(name, Files.readString(RunningHub.DEMO_DATA.resolve(name)));
    }

    private void copy(Path to) throws IOException, StoreException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(data.relativize(file).toString());
                if (!Files.isDirectory(copy)) {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        String prepared = database;
        if (prepared != null) {
            new DataDirectory(to).keepDatabaseUrl(Postgres.server().url(copied(prepared)));
        }
    }

    private static String copied(String database) {
        try {
            return Postgres.server().copyOf(database);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
