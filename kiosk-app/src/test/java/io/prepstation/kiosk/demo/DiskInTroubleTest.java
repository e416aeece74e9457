package io.prepstation.kiosk.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.device.simulator.SimulatedBalance;
import io.prepstation.kiosk.command.StationShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole program with its screens on a small disk of its own, which fills up, or which the system makes read-only after
/// an error, as it does with a card that fails. Mounting needs root and a namespace: scripts/test
/// leaves these out elsewhere.
@Tag("STO-10")
@Tag("mounts")
class DiskInTroubleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FORMULA =
            """
            formula_code,formula_name,version,base_amount,base_unit,sequence,ingredient_code,\
            ingredient_name,cas_number,target_g,tolerance_lower_g,tolerance_upper_g
            F1,Salt water,1,1,L,1,I1,Salt,7647-14-5,9.000,0.010,0.010
            """;

    @TempDir Path folder;

    @BeforeEach
    void a_station_with_a_formula() throws Exception {
        station("users", "add", "--id", "l.chen", "--name", "Lin Chen", "--role", "lab_manager");
        station("users", "add", "--id", "anna", "--name", "Anna Ek", "--role", "operator");
        Path formulas = Files.writeString(folder.resolve("formulas.csv"), FORMULA);
        station("formulas", "import", formulas.toString(), "--approved-by", "l.chen");
        Files.writeString(
                Files.createDirectories(folder.resolve("config")).resolve("station.toml"),
                """
                [station]
                sign_in = "chosen"
                [balance]
                port = "%s"
                protocol = "mt-sics"
                [camera]
                kind = "none"
                """
                        .formatted(folder.resolve("balance")));
        Files.createDirectory(disk());
    }

    private static int system(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "no end");
        return process.exitValue();
    }

    private void station(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--data", prepared().toString()));
        all.addAll(List.of(arguments));
        StationShell.Outcome outcome = StationShell.run(all.toArray(String[]::new));
        assertEquals(0, outcome.exitCode(), outcome.err());
    }

    private Path prepared() {
        return folder.resolve("prepared");
    }

    private Path disk() {
        return folder.resolve("disk");
    }

    private Path data() {
        return disk().resolve("data");
    }

    /// On a disk that nobody else sees.
    private List<String> onDisk(String mount, List<String> program) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "unshare",
                                "--mount",
                                "sh",
                                "-euc",
                                mount
                                        + "; echo $$ > '%s'; exec \"$@\""
                                                .formatted(folder.resolve("number")),
                                "sh"));
        command.addAll(program);
        return command;
    }

    private RemoteKiosk kiosk(String mount) throws IOException {
        String copied = "; [ -e '%s' ] || cp -a '%s' '%s'".formatted(data(), prepared(), data());
        return new RemoteKiosk(
                onDisk(
                        mount + copied,
                        JavaPrograms.station(
                                true,
                                List.of(
                                        "kiosk",
                                        "--headless",
                                        "--remote",
                                        "--data",
                                        data().toString(),
                                        "--config",
                                        folder.resolve("config").toString()))),
                folder.resolve("log.txt"));
    }

    /// Does something on the kiosk's disk.
    private void there(String command) throws Exception {
        String number = Files.readString(folder.resolve("number")).strip();
        assertEquals(0, system("nsenter", "--mount", "-t", number, "sh", "-c", command));
    }

    private static void ready(RemoteKiosk kiosk) throws Exception {
        ObjectNode line = kiosk.next(PATIENCE);
        while (!(line.path("looked").asBoolean() && line.path("balanceOnline").asBoolean())) {
            if (line.path("state").asText().equals("SignedOut")) {
                kiosk.signIn("anna");
            }
            line = kiosk.next(PATIENCE);
        }
    }

    private static ObjectNode begun(RemoteKiosk kiosk) throws Exception {
        kiosk.scan("F=F1");
        ObjectNode line = kiosk.next(PATIENCE);
        while (!line.path("state").asText().equals("AwaitingContainer")) {
            line = kiosk.next(PATIENCE);
        }
        return line;
    }

    /// What the operator reads instead of the first step.
    private String refused(RemoteKiosk kiosk) throws Exception {
        kiosk.scan("F=F1");
        ObjectNode line = kiosk.next(PATIENCE);
        while (!line.path("notice").asText().equals("NotSaved")) {
            line = kiosk.next(PATIENCE);
        }
        Path picture = folder.resolve("picture.png");
        kiosk.picture(picture);
        while (!line.path("event").asText().equals("picture")) {
            line.setAll(kiosk.next(PATIENCE));
        }
        assertTrue(Files.size(picture) > 1000, "an empty picture");
        return line.path("why").asText();
    }

    @Test
    void a_full_disk_lets_nothing_begin_says_so_and_is_forgotten_once_there_is_room()
            throws Exception {
        try (SimulatedBalance _ =
                        SimulatedBalance.mtSics(
                                folder.resolve("balance"), new SplittableRandom(1));
                RemoteKiosk kiosk =
                        kiosk("mount -t tmpfs -o size=80m none '%s'".formatted(disk()))) {
            ready(kiosk);
            there("dd if=/dev/zero of='%s/filler' bs=64k; true".formatted(disk()));

            String why = refused(kiosk);

            assertTrue(why.contains("disk is full") || why.contains("nearly full"), why);
            there("rm '%s/filler'".formatted(disk()));
            assertEquals(0, begun(kiosk).path("saved").asInt());
            kiosk.end(PATIENCE);
        }
    }

    @Test
    void a_disk_that_became_read_only_lets_nothing_begin_and_nothing_is_half_there()
            throws Exception {
        Path image = folder.resolve("card.img");
        assertEquals(0, system("truncate", "--size=80M", image.toString()));
        assertEquals(0, system("mkfs.ext4", "-q", "-F", image.toString()));
        String mount = "mount -o loop '%s' '%s'".formatted(image, disk());
        try (SimulatedBalance _ =
                        SimulatedBalance.mtSics(
                                folder.resolve("balance"), new SplittableRandom(1));
                RemoteKiosk kiosk = kiosk(mount)) {
            ready(kiosk);
            there("sync; mount -o remount,abort '%s'".formatted(disk()));

            String why = refused(kiosk);

            assertTrue(why.contains("The disk failed") || why.contains("cannot be used"), why);
            assertTrue(why.contains(data().toString()), why);
            kiosk.kill();
        }

        Process verify =
                new ProcessBuilder(
                                onDisk(
                                        mount,
                                        JavaPrograms.shortStation(
                                                List.of("--data", data().toString(), "verify"))))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("verified").toFile())
                        .start();
        assertTrue(verify.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "no end");
        String said = Files.readString(folder.resolve("verified"));
        assertEquals(0, verify.exitValue(), said);
        assertTrue(said.contains("0 sessions"), said);
    }
}
