/// What all device drivers share: the one checked exception of their I/O and the clocks they run by.
@NullMarked
package io.prepstation.device;

import org.jspecify.annotations.NullMarked;
