package io.prepstation.kiosk.demo;

import java.io.IOException;

/// Who is told what happens at the bench.
interface Story {

    void tell(String what);

    /// A moment worth a picture of the screen.
    void picture(String subject, RemoteKiosk kiosk) throws IOException;
}
