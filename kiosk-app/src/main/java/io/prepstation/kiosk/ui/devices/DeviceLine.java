package io.prepstation.kiosk.ui.devices;

import io.prepstation.kiosk.ui.desk.DeviceReport.State;

/// One device as the screen shows it.
public record DeviceLine(String name, State state, String word, String detail) {}
