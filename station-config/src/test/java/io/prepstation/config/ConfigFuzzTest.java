package io.prepstation.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.prepstation.fuzz.FuzzTarget;
import io.prepstation.fuzz.FuzzedParsers;
import java.util.List;
import org.junit.jupiter.api.Tag;

/// A configuration file that somebody slipped in gives entries with a place and problems with one; never anything else.
@Tag("OPS-2")
class ConfigFuzzTest extends FuzzedParsers {

    private static final int LONGEST = 400;

    private static final List<String> FILES =
            List.of(
                    """
                    [balance]
                    port = "/dev/serial/by-id/usb-FTDI" # the upper one
                    protocol = "mt-sics"
                    baud = 9600
                    dtr = true
                    """,
                    """
                    [camera]
                    codes = [ "qr", "data-matrix",
                      "code-128" ]
                    # µ
                    [reasons.override]
                    spilt = "Spilt"
                    """,
                    "[a]\nb = 'c'\nd = 1.5\ne = 2026-11-21\n\"f g\" = \"\\u00b5\"\n");

    @Override
    public List<FuzzTarget> targets() {
        return List.of(FuzzTarget.ofText("config", LONGEST, FILES, ConfigFuzzTest::check).costly());
    }

    private static void check(String text) {
        TomlFile file = TomlFile.parse("f", text);
        for (ConfigProblem problem : file.problems()) {
            assertEquals("f", problem.file());
            assertFalse(problem.expected().isEmpty(), problem::toString);
        }
        for (TomlFile.Entry entry : file.entries()) {
            ConfigSchema.STATION.problem(entry);
            assertEquals("f", entry.origin().file());
        }
    }
}
