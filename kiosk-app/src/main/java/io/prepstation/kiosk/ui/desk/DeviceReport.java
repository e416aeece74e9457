package io.prepstation.kiosk.ui.desk;

import java.util.List;

/// How the devices beside the balance are.
public record DeviceReport(List<Device> devices) {

    public DeviceReport {
        devices = List.copyOf(devices);
    }

    public enum Kind {
        CAMERA,
        SCANNER,
        PRINTER,
        PINS
    }

    public enum State {
        /// Not configured: nothing is missing.
        ABSENT,
        CONNECTING,
        ONLINE,
        OFFLINE
    }

    /// @param detail what answered, or what happened and what to do
    public record Device(Kind kind, State state, String detail) {}
}
