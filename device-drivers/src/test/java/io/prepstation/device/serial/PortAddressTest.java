package io.prepstation.device.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.prepstation.device.DeviceException;
import io.prepstation.device.DeviceException.Problem;
import io.prepstation.device.serial.UsbSerialPorts.Plugged;
import io.prepstation.device.simulator.SimulatedUsb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("DEV-USB")
class PortAddressTest {

    private static final UsbIdentity BALANCE = new UsbIdentity("0403", "6001", "A50285BI", "00");
    private static final UsbIdentity SCANNER = new UsbIdentity("0403", "6001", "A7004TXT", "00");
    private static final UsbIdentity NAMELESS = new UsbIdentity("1a86", "7523", null, "00");

    @TempDir Path root;

    private SimulatedUsb usb;
    private Path terminal;

    @BeforeEach
    void give_a_terminal() throws IOException {
        usb = new SimulatedUsb(root);
        terminal = Files.createFile(root.resolve("terminal"));
    }

    private UsbSerialPorts ports() {
        return new UsbSerialPorts(root);
    }

    private PortAddress address(String configured) {
        return new PortAddress(configured, ports());
    }

    private Problem problem(PortAddress address) {
        return assertThrows(DeviceException.class, address::locate).problem();
    }

    @Nested
    class Plugged_adapters {

        @Test
        void are_listed_with_who_they_are() throws IOException {
            usb.plug("ttyUSB10", SCANNER, terminal);
            usb.plug("ttyUSB2", BALANCE, terminal);
            usb.plug("ttyACM0", NAMELESS, terminal);
            assertEquals(
                    List.of(
                            new Plugged(usb.port("ttyACM0"), NAMELESS),
                            new Plugged(usb.port("ttyUSB2"), BALANCE),
                            new Plugged(usb.port("ttyUSB10"), SCANNER)),
                    ports().plugged());
        }

        @Test
        void are_none_where_there_is_no_sysfs() {
            assertEquals(List.of(), ports().plugged());
            assertEquals(List.of(), ports().builtIn());
        }

        @Test
        void are_known_behind_links() throws IOException {
            usb.plug("ttyUSB0", BALANCE, terminal);
            Path link = root.resolve("dev/serial/by-id/usb-FTDI_A50285BI");
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of("../../ttyUSB0"));
            assertEquals(Optional.of(BALANCE), ports().identityOf(link));
        }

        @Test
        void are_told_apart_from_sockets_that_are_not_soldered_in() throws IOException {
            for (String[] each : new String[][] {{"ttyS0", "4"}, {"ttyS1", "0"}, {"ttyS2", "4"}}) {
                Path entry = Files.createDirectories(root.resolve("sys/class/tty/" + each[0]));
                Files.writeString(entry.resolve("type"), each[1] + "\n");
            }
            Files.writeString(
                    Files.createDirectories(root.resolve("sys/class/tty/console"))
                            .resolve("active"),
                    "tty0 ttyS2\n");
            assertEquals(List.of(root.resolve("dev/ttyS0")), ports().builtIn());
        }
    }

    @Nested
    class A_name {

        @Test
        void finds_its_adapter_under_any_port() throws IOException, DeviceException {
            PortAddress address = address("usb:0403:6001:A50285BI");
            assertEquals(Problem.NOT_FOUND, problem(address));
            usb.plug("ttyUSB0", SCANNER, terminal);
            usb.plug("ttyUSB1", BALANCE, terminal);
            assertEquals(usb.port("ttyUSB1"), address.locate());
        }

        @Test
        void without_serial_number_finds_the_only_one_of_its_kind()
                throws IOException, DeviceException {
            usb.plug("ttyUSB0", NAMELESS, terminal);
            assertEquals(usb.port("ttyUSB0"), address(NAMELESS.name()).locate());
            usb.plug("ttyUSB1", NAMELESS, terminal);
            assertEquals(Problem.REFUSED, problem(address(NAMELESS.name())));
        }

        @Test
        void tells_the_lines_of_one_adapter_apart() throws IOException, DeviceException {
            UsbIdentity second = new UsbIdentity("0403", "6010", "FT1", "01");
            usb.plug("ttyUSB0", new UsbIdentity("0403", "6010", "FT1", "00"), terminal);
            usb.plug("ttyUSB1", second, terminal);
            assertEquals("usb:0403:6010:FT1/01", second.name());
            assertEquals(usb.port("ttyUSB1"), address(second.name()).locate());
        }
    }

    @Nested
    class A_path {

        @Test
        void leads_to_the_adapter_that_was_opened_when_it_comes_back_under_another_name()
                throws IOException, DeviceException {
            usb.plug("ttyUSB0", BALANCE, terminal);
            PortAddress address = address(usb.port("ttyUSB0").toString());
            address.opened(address.locate());
            usb.unplug("ttyUSB0");
            assertEquals(Problem.NOT_FOUND, problem(address));
            usb.plug("ttyUSB1", BALANCE, terminal);
            assertEquals(usb.port("ttyUSB1"), address.locate());
        }

        @Test
        void is_left_when_another_adapter_took_its_name() throws IOException, DeviceException {
            usb.plug("ttyUSB0", BALANCE, terminal);
            PortAddress address = address(usb.port("ttyUSB0").toString());
            address.opened(address.locate());
            usb.unplug("ttyUSB0");
            usb.plug("ttyUSB0", SCANNER, terminal);
            usb.plug("ttyUSB1", BALANCE, terminal);
            assertEquals(usb.port("ttyUSB1"), address.locate());
        }

        /// After a power cycle of the hub the scanner's adapter may come up first, under the balance's old name.
        @Test
        void is_not_opened_while_another_adapter_has_its_name_and_its_own_is_away()
                throws IOException, DeviceException {
            usb.plug("ttyUSB0", BALANCE, terminal);
            PortAddress address = address(usb.port("ttyUSB0").toString());
            address.opened(address.locate());
            usb.unplug("ttyUSB0");
            usb.plug("ttyUSB0", SCANNER, terminal);
            DeviceException away = assertThrows(DeviceException.class, address::locate);
            assertEquals(Problem.NOT_FOUND, away.problem());
            assertEquals(
                    usb.port("ttyUSB0")
                            + " is another adapter now, usb:0403:6001:A7004TXT; usb:0403:6001:A50285BI,"
                            + " which it was before, is not plugged in; if it was replaced, restart the"
                            + " station",
                    away.detail());
            usb.plug("ttyUSB1", BALANCE, terminal);
            assertEquals(usb.port("ttyUSB1"), address.locate());
            assertEquals(usb.port("ttyUSB0"), address(usb.port("ttyUSB0").toString()).locate());
        }

        @Test
        void is_not_opened_either_where_its_own_adapter_has_no_serial_number()
                throws IOException, DeviceException {
            usb.plug("ttyUSB0", NAMELESS, terminal);
            PortAddress address = address(usb.port("ttyUSB0").toString());
            address.opened(address.locate());
            usb.unplug("ttyUSB0");
            usb.plug("ttyUSB0", SCANNER, terminal);
            assertEquals(Problem.NOT_FOUND, problem(address));
            usb.unplug("ttyUSB0");
            usb.plug("ttyUSB0", NAMELESS, terminal);
            assertEquals(usb.port("ttyUSB0"), address.locate());
        }

        /// A link such as one below `/dev/serial/by-path` means its socket, whichever adapter is in it.
        @Test
        void that_is_a_link_leads_to_the_replaced_adapter() throws IOException, DeviceException {
            usb.plug("ttyUSB0", BALANCE, terminal);
            Path link = root.resolve("dev/serial/by-path/pci-usb-0:1:1.0-port0");
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of("../../ttyUSB0"));
            PortAddress address = address(link.toString());
            address.opened(address.locate());
            usb.unplug("ttyUSB0");
            usb.plug("ttyUSB0", SCANNER, terminal);
            assertEquals(link, address.locate());
        }

        @Test
        void does_not_take_another_adapter_without_serial_number_for_the_same()
                throws IOException, DeviceException {
            usb.plug("ttyUSB0", NAMELESS, terminal);
            PortAddress address = address(usb.port("ttyUSB0").toString());
            address.opened(address.locate());
            usb.unplug("ttyUSB0");
            usb.plug("ttyUSB1", NAMELESS, terminal);
            assertEquals(Problem.NOT_FOUND, problem(address));
        }

        @Test
        void of_no_usb_adapter_stays_as_it_is() throws DeviceException {
            PortAddress address = address(terminal.toString());
            address.opened(address.locate());
            assertEquals(terminal, address.locate());
        }
    }
}
