package io.prepstation.device.camera;

import java.time.Duration;
import java.util.Optional;

/// Where frames come from. One thread owns it and asks again and again: that is also what keeps the camera running.
public interface FrameSource extends AutoCloseable {

    /// The newest frame that was not handed out before; waits so long for one.
    ///
    /// @throws InterruptedException if the waiting was ended
    Optional<LumaFrame> next(Duration longest) throws InterruptedException;

    CameraStatus status();

    /// Ends the camera.
    @Override
    void close();
}
