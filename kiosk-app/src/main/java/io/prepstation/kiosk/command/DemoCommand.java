package io.prepstation.kiosk.command;

import io.prepstation.device.DeviceException;
import io.prepstation.device.simulator.BalanceFirmwares;
import io.prepstation.kiosk.demo.Demo;
import io.prepstation.kiosk.demo.DemoFailed;
import io.prepstation.kiosk.demo.DemoOptions;
import io.prepstation.kiosk.demo.Fault;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The main job by itself, with nothing attached.
@Command(
        name = "demo",
        description =
                "Plays the main job: hub, kiosk, simulated balance and camera; pictures and session.json.")
final class DemoCommand implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "DIR", description = "default: target/demo")
    Path out =
            Path.of(System.getProperty("prepstation.data", "target/data")).resolveSibling("demo");

    @Option(
            names = "--formula",
            paramLabel = "CODE",
            defaultValue = "PRM00936",
            description = "default: PRM00936; PRM00624 has a line by difference")
    String formula;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of the balance's noise (default: 1)")
    long seed;

    @Option(names = "--headless", description = "no window, even where there is a display")
    boolean headless;

    @Option(
            names = "--offline-until-complete",
            description = "the hub is off until the session is signed")
    boolean offlineUntilComplete;

    @Option(
            names = "--fault",
            paramLabel = "NAME",
            converter = FaultName.class,
            description = "what goes wrong: wrong-ingredient, overshoot, unplug, kill")
    Fault fault = Fault.NONE;

    @Option(
            names = "--balance",
            paramLabel = "P",
            defaultValue = "mt-sics",
            description = "default: mt-sics")
    String balance;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "1",
            description = "2: a second hub on the same PostgreSQL, which is asked in the end")
    int nodes;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description =
                    "of the PostgreSQL of two hubs, an empty database (default: one for this run)")
    @Nullable String databaseUrl;

    @Option(names = "--hub-class-path", required = true, hidden = true)
    String hubClassPath;

    @Option(names = "--demo-data", required = true, hidden = true)
    Path demoData;

    @Override
    public Integer call() throws IOException, InterruptedException, DeviceException {
        if (BalanceFirmwares.named(balance).isEmpty()) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "no simulator speaks \""
                            + balance
                            + "\"; known are "
                            + BalanceFirmwares.names());
        }
        if (nodes < 1 || nodes > 2 || (nodes == 2) != (databaseUrl != null)) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    "two hubs need --nodes 2 and the --database-url of a PostgreSQL, one hub neither");
        }
        DemoOptions options =
                new DemoOptions(
                        out.toAbsolutePath(),
                        hubClassPath,
                        demoData,
                        formula,
                        seed,
                        headless || GraphicsEnvironment.isHeadless(),
                        offlineUntilComplete,
                        fault,
                        balance,
                        databaseUrl);
        try {
            new Demo(options, System.out, InstantSource.system()).run();
            return ExitCode.OK;
        } catch (DemoFailed e) {
            throw new CommandFailed(
                    ExitCode.NOT_FOUND, e.getMessage() + "\n(logs are in " + out + "/log)", e);
        }
    }

    /// `wrong-ingredient` for [Fault#WRONG_INGREDIENT].
    static final class FaultName implements ITypeConverter<Fault> {

        @Override
        public Fault convert(String name) {
            try {
                return Fault.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "unknown fault \""
                                + name
                                + "\"; known are wrong-ingredient, overshoot, unplug, kill");
            }
        }
    }
}
