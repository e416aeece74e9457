package io.prepstation.kiosk.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A hub in a process of its own, set up through its command line as a laboratory would.
final class DemoHub implements AutoCloseable {

    static final String LAB = "demo-lab";
    static final String OPERATOR = "o.meyer";
    static final String OPERATOR_BADGE = "B-1001";

    /// What the administrator chose; people choose their own at their first sign-in.
    static final String FIRST_PIN = "271828";

    private static final Duration SETUP = Duration.ofSeconds(30);
    private static final String MANAGER = "l.chen";

    private final String classPath;
    private final Path data;
    private final Path log;
    private final int port;
    private final @Nullable String databaseUrl;
    private @Nullable ChildProgram server;

    /// @param classPath of the hub program
    /// @param data where the hub keeps its state
    DemoHub(String classPath, Path data, Path log) throws IOException {
        this(classPath, data, log, null);
    }

    /// @param databaseUrl of a PostgreSQL; null for a file in the data directory
    DemoHub(String classPath, Path data, Path log, @Nullable String databaseUrl)
            throws IOException {
        this.databaseUrl = databaseUrl;
        this.classPath = classPath;
        this.data = data;
        this.log = log;
        this.port = freePort();
    }

    /// Tenant, lab, people, formulas.
    void setUp(Path formulas, Path hazards) throws IOException, InterruptedException, DemoFailed {
        List<String> init =
                new ArrayList<>(
                        List.of(
                                "init",
                                "--tenant",
                                "demo",
                                "--lab",
                                LAB,
                                "--demo",
                                "--time-zone",
                                "Europe/Berlin"));
        if (databaseUrl != null) {
            init.addAll(List.of("--database-url", databaseUrl));
        }
        run(init.toArray(String[]::new));
        try (ChildProgram operator = adding(OPERATOR, "Olga Meyer", "operator", OPERATOR_BADGE);
                ChildProgram supervisor =
                        adding("s.ruiz", "Santiago Ruiz", "supervisor", "B-1002");
                ChildProgram manager = adding(MANAGER, "Lin Chen", "lab_manager", "B-1003")) {
            operator.output(SETUP);
            supervisor.output(SETUP);
            manager.output(SETUP);
        }
        run(
                "formulas",
                "import",
                formulas.toString(),
                "--hazards",
                hazards.toString(),
                "--approved-by",
                MANAGER);
    }

    void start() throws IOException, InterruptedException, DemoFailed {
        ChildProgram started =
                new ChildProgram(
                        "the hub",
                        JavaPrograms.hub(
                                classPath,
                                true,
                                withData("serve", "--http", "--port", Integer.toString(port))),
                        log);
        server = started;
        String line = started.nextLine(SETUP);
        if (line == null || !line.startsWith("listening on ")) {
            throw new DemoFailed("the hub did not start; it said: " + line + " (see " + log + ")");
        }
    }

    /// Another hub on the same database, with a copy of the data directory, which holds the keys.
    ///
    /// @param otherData that is not there yet
    DemoHub another(Path otherData, Path otherLog) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        otherData.resolve(data.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return new DemoHub(classPath, otherData, otherLog, databaseUrl);
    }

    void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    String enrolCode() throws IOException, InterruptedException, DemoFailed {
        return run("enrol-code", "--lab", LAB).getLast().strip();
    }

    /// Enrols a station through its own command line.
    ///
    /// @param stationLog where the command's standard error goes
    void enrolStation(Path stationData, Path stationLog)
            throws IOException, InterruptedException, DemoFailed {
        List<String> enrol =
                List.of(
                        "enrol",
                        "--url",
                        url(),
                        "--code",
                        enrolCode(),
                        "--name",
                        "Station 1",
                        "--data",
                        stationData.toString());
        try (ChildProgram program =
                new ChildProgram("station enrol", JavaPrograms.shortStation(enrol), stationLog)) {
            program.output(SETUP);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        stop();
    }

    private ChildProgram adding(String id, String name, String role, String badge)
            throws IOException {
        ChildProgram adding =
                command(
                        "users",
                        "add",
                        "--id",
                        id,
                        "--name",
                        name,
                        "--role",
                        role,
                        "--lab",
                        LAB,
                        "--badge",
                        badge,
                        "--pin-stdin");
        adding.tell(FIRST_PIN);
        return adding;
    }

    private List<String> run(String... arguments)
            throws IOException, InterruptedException, DemoFailed {
        try (ChildProgram program = command(arguments)) {
            return program.output(SETUP);
        }
    }

    private ChildProgram command(String... arguments) throws IOException {
        return new ChildProgram(
                "hub " + String.join(" ", arguments),
                JavaPrograms.hub(classPath, false, withData(arguments)),
                log);
    }

    private List<String> withData(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--data", data.toString()));
        all.addAll(List.of(arguments));
        return all;
    }

    /// The hub is stopped and started again under the same address, so the port is chosen once.
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
