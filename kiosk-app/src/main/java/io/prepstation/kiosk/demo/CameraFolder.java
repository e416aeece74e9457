package io.prepstation.kiosk.demo;

import io.prepstation.device.camera.QrSymbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;

/// Labels as pictures in the folder that the camera command films.
final class CameraFolder implements Labels {

    private static final int MODULE_PIXELS = 12;

    private final Path folder;

    /// @param folder what lies in it is in the camera's view
    CameraFolder(Path folder) {
        this.folder = folder;
    }

    /// Written beside and moved in, so that the camera never sees half a label.
    @Override
    public void holdUp(String text) throws IOException {
        Path half = folder.resolve("label.part");
        ImageIO.write(QrSymbol.of(text).image(MODULE_PIXELS), "png", half.toFile());
        Files.move(
                half, label(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void clear() throws IOException {
        Files.deleteIfExists(label());
    }

    private Path label() {
        return folder.resolve("label.png");
    }
}
