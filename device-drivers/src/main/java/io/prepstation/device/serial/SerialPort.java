package io.prepstation.device.serial;

import io.prepstation.device.DeviceException;

/// A serial line. One thread owns it: no method may be called by two.
public interface SerialPort extends AutoCloseable {

    /// The path it is opened by, for messages.
    String path();

    /// Opens the line with its settings; what arrived before is thrown away.
    ///
    /// @throws DeviceException if there is no such port, it is held by another program, or it may not be opened
    void open() throws DeviceException;

    /// What has arrived since the last call, perhaps nothing; never waits.
    ///
    /// @throws DeviceException if the port is not there any more
    byte[] read() throws DeviceException;

    /// @throws DeviceException if the port is not there any more
    void write(byte[] bytes) throws DeviceException;

    /// Gives the line back; closing a closed or broken one does nothing.
    @Override
    void close();
}
