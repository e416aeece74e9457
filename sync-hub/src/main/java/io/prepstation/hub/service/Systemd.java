package io.prepstation.hub.service;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a service says to systemd: that it is ready, alive, stopping (`sd_notify(3)`). Says nothing where it was not
/// started as a service.
public final class Systemd {

    private static final Logger log = LoggerFactory.getLogger("Systemd");
    private static final String LIBRARY = "libsystemd.so.0";

    private final @Nullable MethodHandle notify;
    private final Optional<Duration> watchdog;

    private Systemd(@Nullable MethodHandle notify, Optional<Duration> watchdog) {
        this.notify = notify;
        this.watchdog = watchdog;
    }

    /// @param environment of this process
    public static Systemd of(Map<String, String> environment) {
        return environment.containsKey("NOTIFY_SOCKET")
                ? new Systemd(handle(), watchdog(environment))
                : new Systemd(null, Optional.empty());
    }

    /// How long systemd waits for a sign of life; empty if it does not.
    public Optional<Duration> watchdog() {
        return watchdog;
    }

    public void ready() {
        say("READY=1");
    }

    public void alive() {
        say("WATCHDOG=1");
    }

    public void stopping() {
        say("STOPPING=1");
    }

    private void say(String state) {
        if (notify == null) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            int sent = (int) notify.invokeExact(0, arena.allocateFrom(state));
            if (sent <= 0) {
                log.warn("systemd did not take {}: {}", state, sent);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("sd_notify takes a number and a text", e);
        }
    }

    @SuppressWarnings("restricted")
    private static @Nullable MethodHandle handle() {
        try {
            return Linker.nativeLinker()
                    .downcallHandle(
                            SymbolLookup.libraryLookup(LIBRARY, Arena.global())
                                    .findOrThrow("sd_notify"),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS));
        } catch (IllegalArgumentException e) {
            log.warn("there is no {}: systemd cannot be told anything", LIBRARY);
            return null;
        }
    }

    private static Optional<Duration> watchdog(Map<String, String> environment) {
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        return micros.matches("[0-9]{1,18}")
                ? Optional.of(Duration.ofNanos(Long.parseLong(micros) * 1000))
                : Optional.empty();
    }
}
