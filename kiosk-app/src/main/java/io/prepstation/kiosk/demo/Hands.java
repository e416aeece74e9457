package io.prepstation.kiosk.demo;

import java.io.IOException;
import java.nio.file.Path;

/// What can be done in front of a kiosk. With screens the real buttons are pressed; without, their events are posted.
public interface Hands {

    void signIn(String userId) throws InterruptedException;

    /// Types a PIN and confirms it, as soon as the screen asks for one.
    void pin(String digits) throws InterruptedException;

    /// @param what `start`, `resume`, `stands`, `accept`, `sign`, `back`, `correct`, `way-rescale`, `rescale`,
    ///     `reject` or `sync`
    /// @return false if there was nothing to tap: no such button, or it could not be pressed
    boolean tap(String what) throws InterruptedException;

    /// Holds a code before a scanner.
    void scan(String text) throws InterruptedException;

    /// Takes a picture of the screen.
    void picture(Path file) throws IOException, InterruptedException;
}
