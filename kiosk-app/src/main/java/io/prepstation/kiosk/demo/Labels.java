package io.prepstation.kiosk.demo;

import java.io.IOException;

/// How labels come before the station's eyes.
interface Labels {

    /// Holds a label with this text up, instead of any other.
    void holdUp(String text) throws IOException;

    /// Takes every label away.
    void clear() throws IOException;
}
