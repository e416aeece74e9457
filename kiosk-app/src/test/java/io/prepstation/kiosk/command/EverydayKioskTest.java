package io.prepstation.kiosk.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.ui.KioskWindow.Mode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParseResult;

class EverydayKioskTest {

    private static EverydayKiosk read(String line) {
        return EverydayKiosk.read(line.split(" ")).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kiosk",
                "kiosk --full-screen",
                "kiosk --headless --remote",
                "kiosk --full-screen --headless",
                "kiosk --headless --full-screen --until-drawn",
                "kiosk --data /srv/station --config /srv/config",
                "kiosk --config conf --remote --data data",
                "kiosk --remote --no-screens",
            })
    void everyday_options_mean_what_the_library_says(String line) {
        ParseResult parsed = StationCommand.commandLine().parseArgs(line.split(" "));
        StationOptions options = ((StationCommand) parsed.commandSpec().userObject()).options;
        KioskCommand command = (KioskCommand) parsed.subcommand().commandSpec().userObject();

        EverydayKiosk kiosk = read(line);

        assertEquals(options.data, kiosk.options().data);
        assertEquals(options.config, kiosk.options().config);
        assertEquals(command.mode(), kiosk.mode());
        assertEquals(command.remote, kiosk.remote());
        assertEquals(command.untilDrawn, kiosk.untilDrawn());
        assertEquals(command.noScreens, kiosk.noScreens());
    }

    @Test
    void nothing_said_is_a_window_and_the_usual_folders() {
        EverydayKiosk kiosk = read("kiosk");

        assertEquals(Mode.WINDOW, kiosk.mode());
        assertEquals(Path.of("/etc/prepstation"), kiosk.options().config);
        assertFalse(kiosk.remote());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "doctor",
                "kiosk --help",
                "kiosk --simulate",
                "kiosk --data",
                "kiosk --data --remote",
                "kiosk --data=/srv/station",
                "kiosk --headles",
                "kiosk extra",
                "--data d kiosk",
            })
    void anything_else_is_left_to_the_library(String line) {
        assertTrue(EverydayKiosk.read(line.split(" ")).isEmpty());
    }
}
