package io.prepstation.benchmark;

import io.prepstation.device.DeviceException;
import io.prepstation.kiosk.demo.JavaPrograms;
import io.prepstation.kiosk.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs measurements: JSON lines on standard output, a table on standard error.
@Command(
        name = "bench",
        description =
                "Measures one thing, or everything without a name; an unknown name lists them.",
        mixinStandardHelpOptions = true,
        version = "0.1.0")
public final class Benchmarks implements Callable<Integer> {

    private static final List<String> NAMES =
            List.of(
                    "session-commit",
                    "million-sessions",
                    "scan-to-weighing",
                    "wire-to-screen",
                    "balance-idle",
                    "replug",
                    "rescale-plan",
                    "start",
                    "memory",
                    "qr",
                    "sync-drain",
                    "sync-download",
                    "sync-live",
                    "sync-rules",
                    "sync-detect",
                    "nights",
                    "hub-load",
                    "hub-hostile");

    /// Needs Node and what its program names, so it is run by its name only.
    private static final String PEERS = "peers";

    /// Thousands of stations beside their hub are no kiosk, nor is a whole lab as bytes and as lines, nor what a hub does by itself
    /// (as in scripts/bench).
    private static final Set<String> LARGE =
            Set.of("sync-download", "sync-detect", "hub-load", "hub-hostile");

    private static final List<String> LIKE_A_HUB =
            List.of("-XX:TieredStopAtLevel=4", "-Xmx1g", "-Xmn400m");

    private static final int USAGE = 2;

    @Parameters(arity = "0..1", paramLabel = "name", description = "only this one")
    @Nullable String name;

    @Option(names = "--kiosk-class-path", required = true, hidden = true)
    String kioskClassPath;

    @Option(names = "--hub-class-path", required = true, hidden = true)
    String hubClassPath;

    @Option(names = "--demo-data", required = true, hidden = true)
    Path demoData;

    @Option(names = "--peers", hidden = true)
    @Nullable Path peers;

    @Option(names = "--nights-class-path", hidden = true)
    @Nullable String nightsClassPath;

    private final String[] arguments;

    private Benchmarks(String[] arguments) {
        this.arguments = arguments;
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks(arguments)).execute(arguments));
    }

    @Override
    public Integer call()
            throws IOException,
                    InterruptedException,
                    DeviceException,
                    StoreException,
                    SQLException {
        if (name == null) {
            return all();
        }
        for (Figure figure : figures(name)) {
            System.out.println(figure.json());
            System.err.println(figure.row());
        }
        return NAMES.contains(name) || name.equals(PEERS) ? 0 : USAGE;
    }

    private List<Figure> figures(String bench)
            throws IOException,
                    InterruptedException,
                    DeviceException,
                    StoreException,
                    SQLException {
        Programs programs =
                new Programs(
                        kioskClassPath,
                        hubClassPath,
                        System.getProperty("java.class.path"),
                        demoData);
        return switch (bench) {
            case "session-commit" -> List.of(SessionCommitBench.run(4_000, 1_000));
            case "million-sessions" -> MillionSessionsBench.run();
            case "rescale-plan" -> List.of(RescalePlanBench.run());
            case "start" -> List.of(new StartBench(programs).run());
            case "memory" -> List.of(new MemoryBench(programs).run());
            case "qr" -> {
                QrBench.run();
                yield List.of();
            }
            case "balance-idle" -> BalanceIdleBench.run();
            case "replug" -> List.of(ReplugBench.run());
            case "wire-to-screen" -> List.of(WireToScreenBench.run(programs));
            case "scan-to-weighing" -> ScanToWeighingBench.run(programs);
            case "sync-drain" -> SyncDrainBench.run(programs, SyncDrainBench.Rounds.ALL);
            case "sync-download" -> List.of(ColdDownloadBench.run(demoData));
            case "sync-live" -> List.of(LiveChangeBench.run(demoData, 50, 200));
            case "sync-rules" -> SyncRulesBench.run(demoData, 500);
            case "sync-detect" -> ConflictDetectionBench.run(demoData, 50);
            case "nights" -> List.of(NightsBench.run(nightsClassPath(), 300));
            case PEERS -> List.of(PeersBench.run(programs, peers()));
            case "hub-load" -> HubLoadBench.run(programs);
            case "hub-hostile" -> HostileHubBench.run(programs);
            default -> {
                System.err.println(
                        "no benchmark \"" + bench + "\"; known are " + NAMES + " and " + PEERS);
                yield List.of();
            }
        };
    }

    private Path peers() {
        if (peers == null) {
            throw new IllegalStateException("scripts/bench says where the peers are");
        }
        return peers;
    }

    private String nightsClassPath() {
        if (nightsClassPath == null) {
            throw new IllegalStateException("scripts/bench says where the nights are");
        }
        return nightsClassPath;
    }

    /// Each in a program of its own: JavaFX starts once, and no measurement is to warm up another.
    private int all() throws IOException, InterruptedException {
        int worst = 0;
        for (String bench : NAMES) {
            List<String> own = new ArrayList<>(List.of(arguments));
            own.add(bench);
            List<String> command =
                    JavaPrograms.kiosk(
                            System.getProperty("java.class.path"),
                            LARGE.contains(bench) ? LIKE_A_HUB : List.of(),
                            Benchmarks.class.getName(),
                            own);
            worst = Math.max(worst, new ProcessBuilder(command).inheritIO().start().waitFor());
        }
        return worst;
    }
}
