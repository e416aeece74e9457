package io.prepstation.device.scanner;

import io.prepstation.device.DeviceStatus;

/// Hears what a scanner reads, on the scanner's own thread: pass it on and return.
public interface ScannerListener {

    /// The text of a code as the scanner sent it, with its AIM identifier if it sends one. Hostile until parsed.
    void code(String text);

    /// The rest of a code came, whose beginning nobody heard: it is to be scanned again.
    void torn();

    /// Called when the status changes.
    void status(DeviceStatus status);
}
