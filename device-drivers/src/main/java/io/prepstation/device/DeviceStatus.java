package io.prepstation.device;

import io.prepstation.device.Trouble.Kind;
import java.util.List;

/// The state of a scanner, a printer or the pins, in the words all devices share.
public sealed interface DeviceStatus {

    /// Why a device cannot be used.
    enum Reason {
        NOT_FOUND,
        REFUSED,
        BROKEN,
        /// It answers, but cannot work now: no paper, an open cover.
        NOT_READY
    }

    /// Not configured: nothing is missing.
    record Absent() implements DeviceStatus {}

    record Connecting(String what) implements DeviceStatus {}

    /// @param identity what answered
    record Online(String identity) implements DeviceStatus {}

    record Offline(Reason reason, List<Trouble> troubles) implements DeviceStatus {

        public Offline {
            troubles = List.copyOf(troubles);
        }

        public Offline(Reason reason, Trouble trouble) {
            this(reason, List.of(trouble));
        }

        public static Offline of(DeviceException failure) {
            return switch (failure.problem()) {
                case NOT_FOUND -> of(Reason.NOT_FOUND, Kind.PORT_NOT_FOUND, failure);
                case REFUSED -> of(Reason.REFUSED, Kind.PORT_REFUSED, failure);
                case BROKEN -> of(Reason.BROKEN, Kind.PORT_BROKE, failure);
            };
        }

        private static Offline of(Reason reason, Kind kind, DeviceException failure) {
            return new Offline(reason, Trouble.of(kind, failure.detail()));
        }
    }
}
