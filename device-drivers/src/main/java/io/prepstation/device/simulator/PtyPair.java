package io.prepstation.device.simulator;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.prepstation.device.DeviceException;
import io.prepstation.device.DeviceException.Problem;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// A serial line without hardware: a program opens [#path], and what it writes is read here, and the other way round.
///
/// Closing it is pulling the cable: whoever has the line open gets an I/O error. One thread owns it.
public final class PtyPair implements AutoCloseable {

    private static final byte[] NOTHING = {};
    private static final int LONGEST_NAME = 128;
    private static final int LARGEST_READ = 4096;
    private static final int POLLFD_BYTES = 8;
    private static final int POLLFD_EVENTS = 4;

    /// `B1200` and so on, as older C libraries tell speeds.
    private static final Map<Integer, Integer> BAUD_OF_CONSTANT =
            Map.of(
                    7, 300, 8, 600, 9, 1200, 11, 2400, 12, 4800, 13, 9600, 14, 19_200, 15, 38_400,
                    0x1001, 57_600, 0x1002, 115_200);

    private final Libc libc;
    private final int master;
    private final int heldOpen;
    private final Path path;
    private boolean closed;

    private PtyPair(Libc libc, int master, int heldOpen, Path path) {
        this.libc = libc;
        this.master = master;
        this.heldOpen = heldOpen;
        this.path = path;
    }

    /// @throws DeviceException if the system has no pseudo-terminals to give
    public static PtyPair open() throws DeviceException {
        Libc libc = new Libc();
        int master = libc.posixOpenpt.call(Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_NONBLOCK);
        check(master, "posix_openpt");
        try (Arena memory = Arena.ofConfined()) {
            check(libc.grantpt.call(master), "grantpt");
            check(libc.unlockpt.call(master), "unlockpt");
            makeRaw(libc, master, memory);
            MemorySegment name = memory.allocate(LONGEST_NAME);
            check(-Math.abs(libc.ptsname.call(master, name, LONGEST_NAME)), "ptsname_r");
            // Held open here too: otherwise the line hangs up whenever the program at the other end
            // closes it.
            int heldOpen = libc.open.call(name, Libc.O_RDWR | Libc.O_NOCTTY);
            check(heldOpen, "open");
            return new PtyPair(libc, master, heldOpen, Path.of(name.getString(0)));
        }
    }

    /// The end for the program under test, for example `/dev/pts/7`.
    public Path path() {
        return path;
    }

    /// What the other end wrote, perhaps nothing after so long. A pulled cable brings nothing.
    public byte[] read(Duration longest) {
        if (closed) {
            LockSupport.parkNanos(longest.toNanos());
            return NOTHING;
        }
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment entry = memory.allocate(POLLFD_BYTES, Integer.BYTES);
            entry.set(JAVA_INT, 0, master);
            entry.set(JAVA_SHORT, POLLFD_EVENTS, Libc.POLLIN);
            if (libc.poll.call(entry, 1, Math.toIntExact(longest.toMillis())) <= 0) {
                return NOTHING;
            }
            MemorySegment bytes = memory.allocate(LARGEST_READ);
            long count = Math.max(0, libc.read.call(master, bytes, LARGEST_READ));
            return bytes.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    /// The speed that the program at the other end has set, in bits a second; a pseudo-terminal keeps it but takes no
    /// notice. Parity and data bits it does not even keep.
    public int baud() {
        if (closed) {
            return 0;
        }
        try (Arena memory = Arena.ofConfined()) {
            MemorySegment termios = memory.allocate(Libc.TERMIOS_BYTES, Long.BYTES);
            boolean told = libc.tcgetattr.call(master, termios) >= 0;
            int constant = told ? libc.cfgetospeed.call(termios) : 0;
            return BAUD_OF_CONSTANT.getOrDefault(constant, constant);
        }
    }

    /// Sends to the other end. What does not fit because nobody reads there is lost, as on a wire.
    public void write(byte[] bytes) {
        if (closed || bytes.length == 0) {
            return;
        }
        try (Arena memory = Arena.ofConfined()) {
            libc.write.call(
                    master, memory.allocateFrom(ValueLayout.JAVA_BYTE, bytes), bytes.length);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            libc.close.call(master);
            libc.close.call(heldOpen);
        }
    }

    /// Bytes as they are: no echo, no line editing, no translation of line ends.
    private static void makeRaw(Libc libc, int master, Arena memory) throws DeviceException {
        MemorySegment termios = memory.allocate(Libc.TERMIOS_BYTES, Long.BYTES);
        check(libc.tcgetattr.call(master, termios), "tcgetattr");
        libc.cfmakeraw.call(termios);
        check(libc.tcsetattr.call(master, Libc.TCSANOW, termios), "tcsetattr");
    }

    private static void check(int answer, String function) throws DeviceException {
        if (answer < 0) {
            throw new DeviceException(
                    Problem.REFUSED, "no pseudo-terminal: " + function + " failed");
        }
    }
}
