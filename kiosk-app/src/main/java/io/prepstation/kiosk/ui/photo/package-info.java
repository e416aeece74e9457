/// A photo of what stands before the camera, kept with a session.
@NullMarked
package io.prepstation.kiosk.ui.photo;

import org.jspecify.annotations.NullMarked;
