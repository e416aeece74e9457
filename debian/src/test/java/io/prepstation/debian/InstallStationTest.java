package io.prepstation.debian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `scripts/install-station` refuses before it changes anything; that it installs is shown by `scripts/prove operations`.
@Tag("OPS-1")
class InstallStationTest {

    private static final Path SCRIPT = Path.of("..", "scripts", "install-station");

    @TempDir Path folder;

    private static Tool install(Path what) throws Exception {
        return Tool.run("bash", SCRIPT.toString(), what.toString());
    }

    @Test
    void a_package_for_another_machine_is_refused() throws Exception {
        String ours = Tool.run("dpkg", "--print-architecture").good().text().strip();
        String other = ours.equals("arm64") ? "amd64" : "arm64";
        Path control = Files.createDirectories(folder.resolve("foreign/DEBIAN"));
        Files.writeString(
                control.resolve("control"),
                "Package: prepstation\nVersion: 1\nMaintainer: test\nDescription: test\n"
                        + "Architecture: "
                        + other
                        + "\n");
        Path foreign = folder.resolve("foreign.deb");
        Tool.run("dpkg-deb", "--build", folder.resolve("foreign").toString(), foreign.toString())
                .good();

        Tool refused = install(foreign);

        assertEquals(1, refused.exit());
        assertTrue(
                refused.text().contains(foreign + " is for " + other + ", this machine is " + ours),
                refused.text());
    }

    @Test
    void what_is_no_package_is_refused() throws Exception {
        Tool missing = install(folder.resolve("none.deb"));
        assertEquals(1, missing.exit());
        assertTrue(missing.text().contains("there is no package"), missing.text());

        Tool wrong = install(Files.writeString(folder.resolve("text.deb"), "not a package"));
        assertEquals(1, wrong.exit());
        assertTrue(wrong.text().contains("is no package"), wrong.text());
    }
}
