package io.prepstation.kiosk.demo;

import io.prepstation.device.DeviceException;
import java.io.IOException;
import java.math.BigDecimal;

/// What hands can do at a bench: put things on the balance and hold labels into the camera's view.
interface DemoWorld {

    /// Puts the vessel on the pan, with what is in it; what stood there is set aside.
    void placeVessel();

    /// Puts a container on the pan that something is taken out of; what stood there is set aside.
    void placeContainer();

    /// Takes everything off the pan and puts it away.
    void clearPan();

    /// Takes what stands on the pan off it.
    void liftVessel();

    /// Puts back what was lifted last, with what is in it.
    void returnVessel();

    /// Begins to pour that many grams into the vessel.
    void pour(BigDecimal grams);

    /// Begins to take that many grams out of the container, into the vessel beside the balance.
    void takeOut(BigDecimal grams);

    /// Whether something is still being poured.
    boolean pouring();

    /// Pulls the balance's cable.
    void unplug() throws DeviceException;

    void replug() throws DeviceException;

    /// Holds a label with this text into the camera's view, instead of any other.
    void holdUp(String text) throws IOException;

    /// Takes every label out of the camera's view.
    void clearView() throws IOException;
}
