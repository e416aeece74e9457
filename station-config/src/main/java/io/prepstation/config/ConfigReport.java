package io.prepstation.config;

import io.prepstation.config.ConfigResult.Loaded;
import io.prepstation.config.ConfigResult.Problems;
import java.util.List;

/// What `config check` and `config show` print, line by line.
public final class ConfigReport {

    private ConfigReport() {}

    /// One line per problem, or one line that says all is well.
    public static List<String> check(ConfigResult result) {
        return switch (result) {
            case Problems(var problems) -> problems.stream().map(ConfigProblem::toString).toList();
            case Loaded loaded -> List.of(summary(loaded));
        };
    }

    /// Every effective value and where it was set.
    public static List<String> show(Loaded loaded) {
        return loaded.settings().stream()
                .map(setting ->
                        setting.name() + " = " + setting.value() + "  # " + setting.origin())
                .toList();
    }

    private static String summary(Loaded loaded) {
        long changed =
                loaded.settings().stream().filter(setting -> !setting.origin().packaged()).count();
        return "configuration is right: "
                + loaded.settings().size()
                + " settings, "
                + changed
                + " of them set here, hash "
                + loaded.hash().substring(0, 16);
    }
}
