/// What the bench's decisions come to in the world.
@NullMarked
package io.prepstation.kiosk.bench;

import org.jspecify.annotations.NullMarked;
