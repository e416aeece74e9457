package io.prepstation.kiosk.command;

import io.prepstation.config.ConfigReader;
import io.prepstation.config.ConfigReport;
import io.prepstation.config.ConfigResult;
import io.prepstation.config.ConfigResult.Loaded;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options every command takes, before or after its name.
final class StationOptions {

    private static final String DATA_PROPERTY = "prepstation.data";
    private static final String INSTALLED_DATA = "/var/lib/prepstation";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description =
                    "where the station keeps its state (default: /var/lib/prepstation; in a checkout target/data)")
    Path data = Path.of(System.getProperty(DATA_PROPERTY, INSTALLED_DATA));

    @Option(
            names = "--config",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "where station.toml and conf.d lie (default: /etc/prepstation)")
    Path config = ConfigReader.DEFAULT_DIRECTORY;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "print JSON lines")
    boolean json;

    /// The configuration in force.
    ///
    /// @throws CommandFailed naming every problem, if there is one
    Loaded configuration() {
        ConfigResult read = ConfigReader.read(config);
        if (read instanceof Loaded loaded) {
            return loaded;
        }
        throw new CommandFailed(
                ExitCode.NOT_FOUND,
                "the configuration has problems; nothing was started:\n  "
                        + String.join("\n  ", ConfigReport.check(read)));
    }
}
