/// The main job played by itself: a hub, a kiosk, a simulated balance and a camera, each in a process of its own, and an
/// operator who looks at the screen and acts.
@NullMarked
package io.prepstation.kiosk.demo;

import org.jspecify.annotations.NullMarked;
