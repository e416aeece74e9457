package io.prepstation.device.simulator;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandleProxies;

/// The functions of the Linux C library that a pseudo-terminal needs, under their own names. Answers are the C ones:
/// negative means failed. Native access must be granted to the program.
@SuppressWarnings("restricted")
final class Libc {

    static final int O_RDWR = 2;
    static final int O_NOCTTY = 0x100;
    static final int O_NONBLOCK = 0x800;
    static final short POLLIN = 1;
    static final int TCSANOW = 0;

    /// More than `struct termios` has on any Linux.
    static final int TERMIOS_BYTES = 256;

    final OneNumber posixOpenpt = function("posix_openpt", OneNumber.class, JAVA_INT);
    final OneNumber grantpt = function("grantpt", OneNumber.class, JAVA_INT);
    final OneNumber unlockpt = function("unlockpt", OneNumber.class, JAVA_INT);
    final OneNumber close = function("close", OneNumber.class, JAVA_INT);
    final Buffer ptsname = function("ptsname_r", Buffer.class, JAVA_INT, ADDRESS, JAVA_LONG);
    final Transfer read = transfer("read");
    final Transfer write = transfer("write");
    final Path open = function("open", Path.class, ADDRESS, JAVA_INT);
    final Structure tcgetattr = function("tcgetattr", Structure.class, JAVA_INT, ADDRESS);
    final Setting tcsetattr = function("tcsetattr", Setting.class, JAVA_INT, JAVA_INT, ADDRESS);
    final Speed cfgetospeed =
            link("cfgetospeed", Speed.class, FunctionDescriptor.of(JAVA_INT, ADDRESS));
    final Termios cfmakeraw = link("cfmakeraw", Termios.class, FunctionDescriptor.ofVoid(ADDRESS));
    final Polling poll = function("poll", Polling.class, ADDRESS, JAVA_LONG, JAVA_INT);

    /// A function of one number.
    public interface OneNumber {
        int call(int number);
    }

    /// A descriptor, a buffer for text and its length.
    public interface Buffer {
        int call(int descriptor, MemorySegment buffer, long length);
    }

    /// A descriptor, the bytes and how many; answers how many went.
    public interface Transfer {
        long call(int descriptor, MemorySegment bytes, long count);
    }

    /// A path and flags.
    public interface Path {
        int call(MemorySegment path, int flags);
    }

    /// A descriptor and a structure to fill.
    public interface Structure {
        int call(int descriptor, MemorySegment structure);
    }

    /// A descriptor, when to apply, and a structure.
    public interface Setting {
        int call(int descriptor, int when, MemorySegment structure);
    }

    /// A structure to read a speed from, as a constant of the C library.
    public interface Speed {
        int call(MemorySegment termios);
    }

    /// A structure to change.
    public interface Termios {
        void call(MemorySegment termios);
    }

    /// `struct pollfd` entries, how many, and milliseconds.
    public interface Polling {
        int call(MemorySegment entries, long count, int milliseconds);
    }

    private static Transfer transfer(String name) {
        return link(
                name,
                Transfer.class,
                FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    }

    private static <T> T function(String name, Class<T> shape, MemoryLayout... parameters) {
        return link(name, shape, FunctionDescriptor.of(JAVA_INT, parameters));
    }

    /// As an interface, because a method handle would throw Throwable into every caller.
    private static <T> T link(String name, Class<T> shape, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        MemorySegment address = linker.defaultLookup().findOrThrow(name);
        return MethodHandleProxies.asInterfaceInstance(
                shape, linker.downcallHandle(address, descriptor));
    }
}
