package io.prepstation.device;

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

    /// @param detail what happened and what to do, in a sentence
    record Offline(Reason reason, String detail) implements DeviceStatus {

        public static Offline of(DeviceException failure) {
            return new Offline(Reason.valueOf(failure.problem().name()), failure.detail());
        }
    }
}
