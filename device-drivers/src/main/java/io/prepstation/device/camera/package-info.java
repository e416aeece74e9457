/// Frames from any camera, and the codes in them. The only package that knows ZXing.
@NullMarked
package io.prepstation.device.camera;

import org.jspecify.annotations.NullMarked;
